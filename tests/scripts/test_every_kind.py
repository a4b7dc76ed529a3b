"""What every kind of question says of itself, so that nobody has to ask which kind one is."""

from __future__ import annotations

import ast
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessor.scripts import kinds
from assessor.scripts.kinds import KINDS, OPTION_KEYS, Asked
from tests.scripts.test_kinds import TODAY, question

LEAST: dict[str, dict[str, Any]] = {
    "choice": {"options": [{"code": "a", "label": "One"}, {"code": "b", "label": "Two"}]},
    "many": {"options": [{"code": "a", "label": "One"}, {"code": "b", "label": "Two"}]},
    "consent": {"reader": "therapist"},
}
"""What a question of a kind must have; a kind that is not named here needs nothing."""
ASKED = {name: question(name, **LEAST.get(name, {})) for name in KINDS if KINDS[name].takes_answer}
CONDITION_TYPES = {"choice", "yes_no", "many", "number", "day", "time", "text"}


@pytest.mark.parametrize("asked", ASKED.values(), ids=list(ASKED))
def test_every_kind_can_be_asked_typed_drawn_told_kept_handed_over_and_reckoned_with(asked: Asked) -> None:
    """What is typed by its own example comes out of each of them the same."""
    assert asked.hint or asked.codes
    typed = asked.example or OPTION_KEYS[0]
    answer = asked.parse(asked.read(typed) if asked.codes else typed, TODAY)
    assert asked.parse(json.loads(json.dumps(asked.kept(answer))), date(2026, 12, 25)) == answer
    assert asked.parse(asked.read(asked.draft(answer)) if asked.codes else asked.draft(answer), TODAY) == answer
    assert asked.field.shape in ("options", "ruler", "line", "words")
    assert asked.field.typed or asked.codes or asked.kind == "scale"
    assert bool(asked.echo(typed, answer, TODAY)) >= asked.confirmed
    assert asked.words(answer) in asked.transcript(answer, TODAY)
    assert asked.exchanged(answer)
    assert asked.condition_type in CONDITION_TYPES
    assert asked.stretch(None, None, TODAY).startswith("any ")
    least, most = asked.point_range
    assert least <= asked.points(answer) <= most


def test_every_kind_is_in_the_handbook_and_every_kind_of_the_handbook_is_there() -> None:
    handbook = Path(__file__).parents[2] / "docs" / "writing-a-bank.md"
    table = handbook.read_text(encoding="utf-8").partition("### Kinds")[2].partition("###")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(KINDS)


def test_no_kind_is_asked_for_outside_its_own_module() -> None:
    """Whoever asks which kind a question is has to be changed for each new one; what differs, the kind says itself."""
    package = Path(kinds.__file__).parents[2]
    asking = []
    for file in sorted(package.rglob("*.py")):
        if "kinds" in file.parts:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        classes = {kind.__name__ for kind in KINDS.values()} & _imported_kinds(tree)  # rich has a Text of its own
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Name("isinstance"), [_, of]) if classes & _names(of):
                    asking.append(f"{file.name}:{node.lineno}")
                case ast.Call(ast.Name("getattr"), [_, ast.Constant("options" | "reader" | "unit"), *_]):
                    asking.append(f"{file.name}:{node.lineno}")
                case ast.MatchClass(of) if classes & _names(of):
                    asking.append(f"{file.name}:{node.lineno}")
    assert asking == []


def _imported_kinds(tree: ast.AST) -> set[str]:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {
        alias.asname or alias.name
        for node in imports
        if (node.module or "").startswith("assessor.scripts.kinds")
        for alias in node.names
    }


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} | {
        part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)
    }
