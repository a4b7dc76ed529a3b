"""The format of a bank's files as JSON Schema, made from the models, so that an editor completes and checks them.

A schema says which keys there are and what they mean. What a condition speaks of, and what holds between one file and
another, it cannot say: that is for `assessor banks check`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from assessor import taxonomy
from assessor.authoring.key_meanings import MEANING
from assessor.bank.adjustments import Adjustments
from assessor.bank.facts import CitedFacts
from assessor.bank.health_words import HealthWords
from assessor.bank.helplines import Helplines
from assessor.bank.interventions import Catalogue
from assessor.bank.overlay import Service
from assessor.bank.personas import Persona
from assessor.listening.phrasebook import CODES, Phrases
from assessor.listening.weights import Weights
from assessor.scripts.model import Script

Schema = dict[str, Any]

FILES: Mapping[str, tuple[type[BaseModel], str]] = MappingProxyType(
    {
        "script": (Script, "scripts"),
        "catalogue": (Catalogue, "catalogue"),
        "adjustments": (Adjustments, "adjustments"),
        "facts": (CitedFacts, "facts"),
        "helplines": (Helplines, "helplines"),
        "health_words": (HealthWords, "health_words"),
        "phrases": (Phrases, "phrases"),
        "weights": (Weights, "weights"),
        "persona": (Persona, "personas"),
        "service": (Service, ""),
    }
)
"""The kinds of file: the model of each, and the folder of a bank that it stands in, if it stands in one."""

LISTED = MappingProxyType({"catalogue": "interventions", "adjustments": "library"})
"""The kinds that may be just a list, and the key that it then stands for."""


def file_schema(kind: str) -> Schema:
    """The JSON Schema (2020-12) of one kind of file: a key of `FILES`."""
    model, _ = FILES[kind]
    root = model.model_json_schema()
    models: dict[str, Schema] = root.pop("$defs", {})
    codes: dict[str, Schema] = {}
    for name, part in {model.__name__: root, **models}.items():
        _explain(name, part, codes)
    for part in _objects(models):
        if "discriminator" in part:
            _choose_by_kind(part)
    if kind in LISTED:
        models = {model.__name__: root, **models}
        listed = {**root["properties"][LISTED[kind]], "description": "Just the list."}
        mapping = {"$ref": f"#/$defs/{model.__name__}"}
        root = {"description": root["description"], "if": {"type": "array"}, "then": listed, "else": mapping}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{kind} of a bank"}
    return {**head, **{key: value for key, value in root.items() if key != "title"}, "$defs": models | codes}


def schema_text(kind: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(file_schema(kind), indent=2, ensure_ascii=False) + "\n"


def _explain(name: str, model: Schema, codes: dict[str, Schema]) -> None:
    """Says what the model and each of its keys is for, and which ``codes`` of the taxonomy a key may have."""
    model["description"] = re.sub(r"\s+", " ", model.get("description", "")).replace("``", "")
    for key, value in model["properties"].items():
        value.pop("title", None)
        if value.get("default", ...) in (None, "", [], {}):
            del value["default"]
        meaning = MEANING.get(f"{name}.{key}") or MEANING.get(key)
        if meaning:
            value["description"] = meaning
        words = _words(name, key)
        if words:
            codes[f"{key}_codes"] = {"enum": list(words), "enumDescriptions": list(words.values())}
            for part in _objects(value):
                if part.get("type") == "string":
                    del part["type"]
                    part["$ref"] = f"#/$defs/{key}_codes"
        if key == "id":
            value["pattern"] = r"^[a-z][a-z0-9_#]*$"


def _words(model: str, key: str) -> Mapping[str, str]:
    """The codes that a key may have, with their meaning, where the model itself looks them up in the taxonomy."""
    if model in ("Records", "Band"):
        return taxonomy.FACTS.get(key, {})
    if (model, key) == ("Hears", "code"):
        return {code: title for codes in CODES.values() for code, title in codes.items()}
    if (model, key) == ("Adjustment", "answers"):
        return taxonomy.BARRIERS
    if key == "fills":  # in a section that repeats, # stands for the number
        numbered = {re.sub(r"\d+(?=\.)", "#", detail): title for detail, title in taxonomy.DETAILS.items()}
        return {**taxonomy.DETAILS, **numbered}
    return {}


def _choose_by_kind(part: Schema) -> None:
    """One of several models, told apart by ``kind``: a misspelt key is then named, not the whole question refused."""
    mapping: Mapping[str, str] = part.pop("discriminator")["mapping"]
    del part["oneOf"]
    part |= {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(mapping), "description": MEANING["kind"]}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": {"$ref": model}}
            for kind, model in mapping.items()
        ],
    }


def _objects(value: Any) -> Iterator[Schema]:
    """Every mapping in a schema, outside in."""
    if isinstance(value, dict):
        yield value
        for inner in list(value.values()):
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)
