"""JSON: every document keeps to the schema that is published, and the published schema is the one that is meant.

``ASSESSOR_GOLDEN=1`` writes the schema afresh.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.export import export_document
from assessor.export.json_data import SCHEMA, document_schema
from tests.export.client import BANK, DOCUMENTS, WORDS, finished, signed, whole
from tests.golden import Golden

PUBLISHED = Path(__file__).parents[2] / SCHEMA


def test_the_published_schema_is_the_one_of_the_documents(golden: Golden) -> None:
    golden.file(PUBLISHED, document_schema())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(document_schema()))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("more", [(), tuple(signed())], ids=["draft", "signed"])
def test_every_document_keeps_to_it(document: str, more: tuple[object, ...]) -> None:
    case = whole(WORDS.__getitem__, BANK, *more)  # type: ignore[arg-type]
    made = json.loads(export_document(case, "json", *DOCUMENTS[document]))
    Draft202012Validator(json.loads(document_schema())).validate(made)
    assert made["document"] == ("letter" if "-" in document else document)


def test_a_plan_of_one_call_keeps_to_it() -> None:
    Draft202012Validator(json.loads(document_schema())).validate(
        json.loads(export_document(finished(), "json", "therapist"))
    )


@pytest.mark.parametrize("field", ["plan", "client", "safety", "status_records", "therapist"])
@pytest.mark.parametrize("document", ["client", "employer", "client-meeting", "employer-adjustments"])
def test_another_readers_data_is_not_in_it(document: str, field: str) -> None:
    assert field not in json.loads(export_document(whole(), "json", *DOCUMENTS[document]))


def test_the_schema_refuses_a_document_with_something_more_in_it() -> None:
    made = json.loads(export_document(whole(), "json", "employer")) | {"diagnosis": "none of their business"}
    assert not Draft202012Validator(json.loads(document_schema())).is_valid(made)
