"""What shows nothing is kept by no screen, and holds nobody up: a name, a note, words half typed, a line on safety."""

from __future__ import annotations

from textual.widgets import Static

from assessor.journal import NotAnswered, Noted, SafetyNoted
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.client import ClientScreen
from assessor.screens.note import NoteScreen
from assessor.screens.safety import SafetyScreen
from assessor.screens.who_works import WorkingAsScreen
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, kept
from tests.screens.test_review import desk, on, text

BLANK = "\u2800\u200b"


async def test_nobody_comes_to_work_under_a_name_that_shows_nothing(opened: Opened) -> None:
    async with opened() as pilot:
        before = desk(pilot).adviser
        await pilot.press("f6")
        await on(pilot, WorkingAsScreen)
        await pilot.press("n", *BLANK, "enter")
        assert "name is missing" in str(pilot.app.screen.query_one("#problem", Static).content)
        await pilot.press("escape", "escape")
        await on(pilot, CaseloadScreen)
        assert desk(pilot).adviser == before


async def test_another_spelling_of_a_name_is_the_same_person(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f6")
        await on(pilot, WorkingAsScreen)
        await pilot.press("n", *"dаn  PRICE", "enter", "enter")  # its first a is Cyrillic
        await on(pilot, CaseloadScreen)
        assert desk(pilot).adviser.name == "Dan Price"
        assert "Dan Price" in text(pilot, "#top")


async def test_no_client_is_taken_down_under_a_name_that_shows_nothing(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+n")
        await on(pilot, ClientScreen)
        await pilot.press(*BLANK, "ctrl+s")
        assert "name is missing" in str(pilot.app.screen.query_one("#problem", Static).content)


async def test_a_blank_note_is_none_and_blank_words_hold_up_no_answer(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "2", "ctrl+n")
        await on(pilot, NoteScreen)
        await pilot.press(*BLANK, "enter")
        await on(pilot, CallScreen)
        await pilot.press(*BLANK, "ctrl+t")
        await until(pilot, lambda: isinstance(kept(pilot).entries[-1].act, NotAnswered))
        assert not [entry for entry in kept(pilot).entries if isinstance(entry.act, Noted)]


async def test_a_blank_line_on_safety_is_an_empty_one(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "ctrl+r")
        await on(pilot, SafetyScreen)
        await pilot.press(*"Not safe", "enter", *BLANK, "enter", "escape")
        await on(pilot, CallScreen)
        acts = [entry.act for entry in kept(pilot).entries if isinstance(entry.act, SafetyNoted)]
        assert acts == [SafetyNoted(field="words", text="Not safe")]
