"""A note that listens: what it may mean is offered beside it, one key takes one, and nothing is taken by itself."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from assessor.screens.call import CallScreen
from assessor.screens.note import NoteScreen
from assessor.screens.safety import SafetyScreen
from assessor.widgets.above_question import AboveQuestion
from assessor.widgets.hints import Hints
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, kept
from tests.screens.test_in_sight import begin as in_call
from tests.screens.test_in_sight import room
from tests.thorough import THOROUGH


def shown(pilot: Pilot[None], part: str) -> str:
    """What stands in a part of the note, if it is shown."""
    found = pilot.app.screen.query_one(part, Static)
    return str(found.content) if found.display else ""


async def write(pilot: Pilot[None], words: str) -> None:
    """Opens a note in the new client's call, someone off sick, and types it."""
    await begin(pilot)
    await pilot.press("1", "2", "ctrl+n")
    await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
    await pilot.press(*words)


async def test_what_is_heard_is_offered_with_its_words_and_one_key_takes_it(opened: Opened) -> None:
    async with opened() as pilot:
        await write(pilot, "dread going back")
        await until(pilot, lambda: "F2" in shown(pilot, "#heard"))
        assert shown(pilot, "#heard") == "F2  in the way: worry about going back   “dread going back”"
        await pilot.press("f2")
        assert shown(pilot, "#heard").startswith("✓")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        case = kept(pilot)
        assert [line.code for line in case.plan.barriers] == ["fear_of_return"]
        assert [e.act.text for e in case.calls[0].interview.notes] == ["dread going back"]  # type: ignore[union-attr]


async def test_nothing_that_is_heard_is_taken_by_itself(opened: Opened) -> None:
    async with opened() as pilot:
        await write(pilot, "manager is no help")
        await until(pilot, lambda: "F2" in shown(pilot, "#heard"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert kept(pilot).plan.barriers == ()


async def test_a_safety_statement_shows_its_key_at_once_and_the_note_is_kept_when_it_is_pressed(opened: Opened) -> None:
    async with opened() as pilot:
        await write(pilot, "better off dead")
        await until(pilot, lambda: "opens the safety page" in shown(pilot, "#safety"))
        assert "better off dead" in shown(pilot, "#safety")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert [e.act.text for e in kept(pilot).calls[0].interview.notes] == ["better off dead"]  # type: ignore[union-attr]
        assert kept(pilot).plan.safety == ()  # hearing it writes nothing on the page


async def test_a_note_in_which_nothing_is_heard_offers_nothing(opened: Opened) -> None:
    async with opened() as pilot:
        await write(pilot, "rang back at two")
        await pilot.pause(0.4)
        assert (shown(pilot, "#heard"), shown(pilot, "#safety")) == ("", "")


@pytest.mark.painted
@pytest.mark.parametrize("size", [(80, 24), pytest.param((100, 32), marks=THOROUGH)])
async def test_a_note_in_which_much_is_heard_does_not_cover_the_question(opened: Opened, size: tuple[int, int]) -> None:
    """At one of the longest questions of the shipped script."""
    made = room({"identity": "confirmed", "can_talk": "home", "employ_status": "01", "off_sick_now": "no"})
    async with opened(size) as pilot:
        screen = await in_call(pilot, made)
        screen.go_to("aim")
        await pilot.press("ctrl+n", *"panic, debt, hit by my manager, no word from work")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen) and "F2" in shown(pilot, "#heard"))
        await pilot.pause()
        note, asked = pilot.app.screen.query_one(AboveQuestion), screen.query_one("#say")
        assert note.region.bottom <= asked.region.y
        assert note.query_one(Hints).region.bottom <= note.region.bottom
