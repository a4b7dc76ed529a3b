"""The record of supervision as it leaves the program: nothing that was typed into it takes effect."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assessor.export.supervision import SUPERVISION_FORMATS, supervision_record
from assessor.journal import Entry, SupervisionHeld
from tests.records.samples import HARD_TEXT, NOON

NAMES = {"TT-1": "Ines Marlowe"}


def held(words: str) -> Entry:
    act = SupervisionHeld(adviser=words, on=date(2026, 5, 4), cases=("TT-1",), decisions=words, learning="")
    return Entry(id="1", at=NOON, by="Ruth Ellery", act=act)


@pytest.mark.parametrize("words", HARD_TEXT.values(), ids=HARD_TEXT)
@pytest.mark.parametrize("format", SUPERVISION_FORMATS)
def test_hard_text_stays_text(words: str, format: str) -> None:
    """No control character is left; in Markdown no mark of its grammar either; as data it comes back as it was."""
    made = supervision_record([held(words)], NAMES, format)
    if format == "json":
        assert json.loads(made)["supervisions"][0]["decisions"] == words
        assert "\x1b" not in made
        return
    assert not [letter for letter in made if ord(letter) < 32 and letter != "\n"]
    assert not set("\u202e\u2066\u009b") & set(made)
    if format == "md":
        assert "<script" not in made.replace("\\<", "")
        assert all(line.startswith(("# ", "## ", "- ", "4 May 2026")) for line in made.splitlines() if line)


def test_what_was_not_written_is_said() -> None:
    assert "## Learning\n\n- nothing written down\n" in supervision_record([held("x")], NAMES, "md")
    assert "LEARNING\n- nothing written down\n" in supervision_record([held("x")], NAMES, "txt")
