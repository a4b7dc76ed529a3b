"""The format of a bank's files as an editor reads it: it takes what the bank takes, and names a slip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assessor.authoring import json_schema as schema
from assessor.authoring.key_meanings import MEANING
from assessor.bank.loader import read_files
from assessor.yaml_source import read_yaml
from tests.care.conftest import CATALOGUE, SCRIPT
from tests.golden import Golden

KIND_OF = {folder: kind for kind, (_, folder) in schema.FILES.items()}
SHIPPED = read_files()
ROOT = Path(__file__).parent.parent.parent


@cache
def validator(kind: str) -> Draft202012Validator:
    made = schema.file_schema(kind)
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def slips(kind: str, text: str) -> list[str]:
    """What an editor would underline."""
    data, _ = read_yaml(text, "file")
    return [inner.message for error in validator(kind).iter_errors(data) for inner in (error.context or [error])]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_fits(name: str) -> None:
    assert slips(KIND_OF[name.split("/")[0]], SHIPPED[name]) == []


@pytest.mark.parametrize("kind", schema.FILES)
def test_the_file_in_the_bank_is_the_schema_of_the_models(kind: str, golden: Golden) -> None:
    golden.file(ROOT / "question_banks" / "schema" / f"{kind}.json", schema.schema_text(kind))


SMALL = {
    "script": SCRIPT,
    "catalogue": CATALOGUE,
    "adjustments": "library:\n  - {id: quiet, title: Quiet, group: policies, answers: concentration, fits: [any], "
    "ask: A desk, try_it: Two weeks}\n",
    "persona": "persona: ann\nabout: Nobody.\nclient: {name: Ann}\nscript: small_call\nanswers:\n"
    "  - day: !days -20\n  - hours: !declined\n  - benefits: uc\n",
}


@pytest.mark.parametrize("kind", SMALL)
def test_what_the_bank_takes_in_two_forms_fits_in_both(kind: str) -> None:
    """One code where a list may stand, a tag before an answer, a file that is just its list."""
    assert slips(kind, SMALL[kind]) == []
    if kind in schema.LISTED:
        data, _ = read_yaml(SMALL[kind], "file")
        assert list(validator(kind).iter_errors(data[schema.LISTED[kind]])) == []


@pytest.mark.parametrize(
    ("kind", "change", "to", "slip"),
    [
        ("script", "version:", "versoin:", "'versoin' was unexpected"),
        ("script", "title: Only", "titel: Only", "'titel' was unexpected"),
        ("script", "short: Worries", "shrot: Worries", "'shrot' was unexpected"),
        ("script", "exclusive: true", "exclusiv: true", "'exclusiv' was unexpected"),
        ("script", "kind: many", "kind: meny", "'meny' is not one of"),
        ("script", "barrier: caring", "barrier: carin", "'carin' is not one of"),
        ("script", "[caring, childcare]", "[caring, childcar]", "'childcar' is not one of"),
        ("script", "fills: work.role", "fills: work.rolle", "'work.rolle' is not one of"),
        ("script", "version: 1", "version: one", "'one' is not of type 'integer'"),
        ("script", "id: job,", "id: Job,", "'Job' does not match"),
        ("catalogue", "offer_if: \"'car", "ofer_if: \"'car", "'ofer_if' was unexpected"),
        ("catalogue", "who: [therapist]", "who: [theraphist]", "'theraphist' is not one of"),
        ("adjustments", "group: policies", "group: policy", "'policy' is not one of"),
        ("persona", "about:", "abuot:", "'abuot' was unexpected"),
    ],
)
def test_a_slip_is_refused(kind: str, change: str, to: str, slip: str) -> None:
    assert change in SMALL[kind]
    found = slips(kind, SMALL[kind].replace(change, to, 1))
    assert any(slip in message for message in found), found


def keys() -> Iterator[tuple[str, str, Any]]:
    for kind in schema.FILES:
        made = schema.file_schema(kind)
        for name, part in {kind: made, **made["$defs"]}.items():
            for key, value in part.get("properties", {}).items():
                yield f"{kind}: {name}", key, value


def test_every_key_has_its_meaning() -> None:
    """An editor shows it; a new key of the format wants a line in `MEANING`."""
    assert [f"{where}.{key}" for where, key, value in keys() if not value.get("description")] == []


def test_no_meaning_is_left_over() -> None:
    used = {key for _, key, _ in keys()} | {f"{where.split(': ')[1]}.{key}" for where, key, _ in keys()}
    used |= {f"{model.__name__}.{key}" for model, _ in schema.FILES.values() for key in model.model_fields}
    assert set(MEANING) <= used


def test_the_editor_finds_the_schema_of_every_folder() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./question_banks/schema/{kind}.json": f"question_banks/{folder}/*.yaml" if folder else f"**/{kind}.yaml"
        for kind, (_, folder) in schema.FILES.items()
    }
