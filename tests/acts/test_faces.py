"""Faces call acts and never make one, and every act can be done by every face that should."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor import journal
from assessor.acts.declared import ACTS, writes
from tools.acts_table import COMMANDS, NOT_THERE, PAGE, plain_cells, screen_cells, table

ROOT = Path(journal.__file__).parent
FACES = [
    *ROOT.glob("screens/*.py"),
    *ROOT.glob("plain/*.py"),
    *ROOT.glob("commands/*.py"),
    ROOT / "app.py",
    ROOT / "cli.py",
]
KINDS = {
    kind.__name__ for kind in vars(journal).values() if isinstance(kind, type) and issubclass(kind, journal.ActRecord)
}


def constructed(source: str) -> Iterator[str]:
    """The acts that a module makes: by their class, or by a method of pydantic's on it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            made = node.func
            if isinstance(made, ast.Attribute) and made.attr in ("model_validate", "model_construct", "model_copy"):
                made = made.value
            name = made.id if isinstance(made, ast.Name) else made.attr if isinstance(made, ast.Attribute) else ""
            if name in KINDS:
                yield name


@pytest.mark.parametrize("path", FACES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_face_constructs_an_act(path: Path) -> None:
    """What an act means stands once, below every face, so that no two of them can disagree on it."""
    assert not list(constructed(path.read_text(encoding="utf-8")))


def test_an_act_that_a_face_made_would_be_found() -> None:
    source = 'Noted(text="x")\nDecided.model_validate({})\njournal.Consented(reader="gp", given=True)\n'
    assert list(constructed(source)) == ["Noted", "Decided", "Consented"]


def test_every_act_can_be_done_on_the_screen() -> None:
    assert set(screen_cells()) == set(ACTS)


def test_every_act_can_be_done_in_plain_lines_or_the_table_says_what_does_it() -> None:
    elsewhere = {name for name, face in NOT_THERE if face == "plain"}
    assert set(plain_cells()) | elsewhere == set(ACTS)
    assert not set(plain_cells()) & elsewhere


def test_every_act_can_be_done_without_a_screen_by_a_file_or_a_command() -> None:
    from assessor.acts.acts_file import FILE_ACTS

    assert set(ACTS) <= set(FILE_ACTS) | set(COMMANDS)
    assert not set(FILE_ACTS) & set(COMMANDS)


def test_the_page_of_acts_is_the_one_that_the_code_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "run `python tools/acts_table.py --write`"


def test_an_act_that_there_is_not_cannot_be_declared() -> None:
    with pytest.raises(KeyError):
        writes("agre")


def test_an_act_that_does_not_say_what_follows_from_it_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="undoable"):
        type("Forgetful", (journal.ActRecord,), {}, changes_plan=True, rests_on_reading=False)
