"""What surrounds the questions of a call: taking back, pausing, reading back, and ringing in vain."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from assessor.journal import Attempted, Paused
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.choose_call import BeginScreen, NotReachedScreen
from assessor.screens.pause import PauseScreen
from assessor.screens.read_back import ReadBackScreen
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, call, kept, said


async def test_an_answer_is_taken_back_and_brought_back_by_a_key_each(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "2")
        assert said(pilot) == "“What do you do?”"
        await pilot.press("ctrl+z")
        assert said(pilot) == "“How are things with work?”"
        await pilot.press("ctrl+z", "ctrl+y", "ctrl+y")
        assert said(pilot) == "“What do you do?”"
        assert kept(pilot).plan.situation == "off_sick"


async def test_while_words_are_typed_the_key_takes_back_the_typing(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "2", *"Port", "ctrl+z")
        assert said(pilot) == "“What do you do?”"
        assert kept(pilot).plan.situation == "off_sick"


async def test_a_pause_stands_over_the_call_and_goes_on_where_it_was(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, PauseScreen))
        await pilot.press("c")
        assert "Ring Zoë back" in str(pilot.app.screen.query_one("#ring", Static).content)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        pauses = [e.act.why for e in kept(pilot).calls[0].entries if isinstance(e.act, Paused)]
        assert pauses == ["pause", "cut_off"]
        await pilot.press("2")
        assert said(pilot) == "“What do you do?”"


async def test_a_call_left_in_a_pause_resumes_at_its_question(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "f6", "ctrl+x")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseloadScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert said(pilot) == "“How are things with work?”"


async def test_what_was_understood_is_read_back_and_a_sentence_leads_to_its_question(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "2", *"Porter", "enter", *"36", "enter", "f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadBackScreen))
        listed = pilot.app.screen.query_one(OptionList)
        told = [str(option.prompt) for option in listed.options if not option.disabled]
        assert told[:2] == ["You are off sick.", "Your job is: Porter."]
        assert "We may share this with your therapist." in told
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert call(pilot).call.interview.current == "job_title"


@pytest.mark.parametrize(("key", "outcome"), [("1", "no_answer"), ("4", "not_safe")])
async def test_ringing_in_vain_is_written_down_by_a_key(opened: Opened, key: str, outcome: str) -> None:
    async with opened() as pilot:
        await pilot.press("T", "-", "1", "ctrl+b")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeginScreen))
        await pilot.press(str(len(pilot.app.screen.query_one(OptionList).options)))
        await until(pilot, lambda: isinstance(pilot.app.screen, NotReachedScreen))
        await pilot.press(key)
        screen = caseload(pilot)
        await until(pilot, lambda: any("rung 1 time" in line.next for line in screen.lines))
        (attempt,) = screen.desk.case("T-1").attempts
        assert isinstance(attempt.act, Attempted)
        assert attempt.act.outcome == outcome


async def test_a_key_that_is_no_line_of_the_list_chooses_none(opened: Opened) -> None:
    """Down and Up move the mark; they begin no call, and write down no outcome."""
    async with opened() as pilot:
        await pilot.press("T", "-", "1", "ctrl+b")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeginScreen))
        await pilot.press("down", "up", "tab", "end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotReachedScreen))
        await pilot.press("down", "up", "tab", "down", "z")
        assert isinstance(pilot.app.screen, NotReachedScreen)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1
        await pilot.press("escape")
        assert caseload(pilot).desk.case("T-1").attempts == ()


def caseload(pilot: Pilot[None]) -> CaseloadScreen:
    """The caseload, which must be the screen that is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, CaseloadScreen)
    return screen


async def test_a_message_left_against_the_record_is_written_once_it_is_chosen_again(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("T", "-", "1", "ctrl+b")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeginScreen))
        await pilot.press(str(len(pilot.app.screen.query_one(OptionList).options)))
        await until(pilot, lambda: isinstance(pilot.app.screen, NotReachedScreen))
        await pilot.press("2")
        assert "leave no message" in str(pilot.app.screen.query_one("#first", Static).render())
        await pilot.press("2")
        screen = caseload(pilot)
        await until(pilot, lambda: any("rung 1 time" in line.next for line in screen.lines))
        (attempt,) = screen.desk.case("T-1").attempts
        assert isinstance(attempt.act, Attempted)
        assert attempt.act.outcome == "message_left"
