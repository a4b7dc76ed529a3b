"""The document as JSON, for another program, and the schema that it keeps to."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from assessor.export.permission import Document

SCHEMA = "docs/plan.schema.json"
"""Where the schema is published."""


def json_text(document: BaseModel) -> str:
    """The document. Text is as it was typed, escaped as JSON has it."""
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=True, indent=2) + "\n"


def document_schema() -> str:
    """The JSON Schema of every document, as it is published."""
    any_document: TypeAdapter[Document] = TypeAdapter(Annotated[Document, Field(discriminator="document")])
    body = any_document.json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan as assessor exports it",
        "description": "One document for one reader: `assessor export CASE --as json --for READER`.",
    }
    return json.dumps(head | body, ensure_ascii=False, indent=2) + "\n"
