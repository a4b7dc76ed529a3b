"""A typed answer is heard as a note is: what it may mean is offered, one key takes one, nothing is taken by itself."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from assessor.screens.call import CallScreen
from assessor.screens.heard import HeardScreen
from assessor.screens.safety import SafetyScreen
from assessor.widgets.heard_list import HeardLine
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, kept


def line(pilot: Pilot[None]) -> str:
    """What the call says was heard."""
    found = pilot.app.screen.query_one(HeardLine)
    return str(found.content) if found.display else ""


async def answer(pilot: Pilot[None], words: str) -> None:
    """The new client, off sick, is asked an open question, and answers it."""
    await begin(pilot)
    await pilot.press("1", "2", *words, "enter")


async def test_what_is_heard_in_an_open_answer_is_offered_at_once_and_a_key_takes_it(opened: Opened) -> None:
    async with opened() as pilot:
        await answer(pilot, "porter, dread going back")
        await until(pilot, lambda: isinstance(pilot.app.screen, HeardScreen))
        assert "porter, dread going back" in str(pilot.app.screen.query_one("#words", Static).content)
        await pilot.press("f2", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert [barrier.code for barrier in kept(pilot).plan.barriers] == ["fear_of_return"]
        assert kept(pilot).plan.work["work.role"] == "porter, dread going back"


async def test_an_answer_in_which_nothing_is_heard_goes_straight_on(opened: Opened) -> None:
    async with opened() as pilot:
        await answer(pilot, "porter")
        assert isinstance(pilot.app.screen, CallScreen)
        assert line(pilot) == ""


async def test_a_safety_statement_in_an_answer_stays_in_sight_until_another_is_typed(opened: Opened) -> None:
    async with opened() as pilot:
        await answer(pilot, "better off dead")
        await until(pilot, lambda: "opens the safety page" in line(pilot))
        await pilot.press(*"36", "enter")
        assert "“better off dead”" in line(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
