"""A call after the first, through its real screen: chosen by a key, last time's answers confirmed by one."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from assessor.care.case import Case
from assessor.screens.call import CallScreen
from assessor.screens.choose_call import BeginScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.safety import SafetyScreen
from assessor.views.call import NO_WORD
from assessor.widgets.hints import Hints
from tests.screens.conftest import Opened, until

ASSESSED = ("T", "-", "2")


def call(pilot: Pilot[None]) -> CallScreen:
    """The call screen, which must be the one that is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, CallScreen)
    return screen


def shown(pilot: Pilot[None], widget: str) -> str:
    """What stands in a part of the call screen, if it is shown."""
    found = call(pilot).query_one(widget, Static)
    return str(found.content) if found.display else ""


def told(pilot: Pilot[None], widget: str) -> str:
    """All that is drawn in a part of the screen."""
    shown = pilot.app.screen.query_one(widget).query(Static)
    strips = (one.render_line(y) for one in shown for y in range(one.size.height))
    return " ".join(" ".join(strip.text.split()) for strip in strips)


def kept(pilot: Pilot[None]) -> Case:
    """The case as the records on disk have it."""
    screen = call(pilot)
    return screen.desk.case(screen.case.client.reference)


async def begin(pilot: Pilot[None]) -> None:
    """Opens the follow-up call of the client who was assessed."""
    await pilot.press(*ASSESSED, "ctrl+b")
    await until(pilot, lambda: isinstance(pilot.app.screen, BeginScreen))
    await pilot.press("1")
    await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))


async def test_the_calls_that_may_be_made_are_listed_the_likeliest_first(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press(*ASSESSED, "ctrl+b")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeginScreen))
        listed = pilot.app.screen.query_one(OptionList)
        assert [option.id for option in listed.options] == ["review", "first_assessment", "not reached"]
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, BeginScreen)


async def test_one_key_says_that_it_is_as_it_was_last_time(opened: Opened) -> None:
    """Enter confirms a choice, words, a number and a ruler; nothing is saved before it is pressed."""
    async with opened() as pilot:
        await begin(pilot)
        assert shown(pilot, "#say") == "“Last time you said: I am off sick. Is that still so?”"
        assert "Enter still so" in call(pilot).query_one(Hints).plain
        options = [str(option.prompt) for option in call(pilot).query_one("#options", OptionList).options]
        assert [line for line in options if "last time" in line] == [" 2  I am off sick  last time"]
        assert not any("✓" in line for line in options)  # nothing is chosen yet
        assert len(kept(pilot).calls) == 1
        await pilot.press("enter")
        assert shown(pilot, "#say") == "“Still Porter?”"
        await pilot.press("enter", "enter", "enter")
        call_made = kept(pilot).calls[-1].interview
        assert [call_made.answer(name) for name in ("situation", "job_title", "hours", "confidence")] == [
            "off_sick", "Porter", 36, 2,
        ]  # fmt: skip


async def test_an_answer_that_has_changed_is_one_key_as_ever_and_the_first_call_stays(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1")
        case = kept(pilot)
        assert (case.plan.situation, case.calls[0].interview.answer("situation")) == ("in_work", "off_sick")
        assert case.plan.barriers[0].code == "low_confidence"  # the fear of going back went with the absence


async def test_leaving_a_question_that_shows_last_times_words_makes_no_note_of_them(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "ctrl+x")
        await until(pilot, lambda: not isinstance(pilot.app.screen, CallScreen))
        await pilot.press("ctrl+b", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert kept(pilot).calls[-1].interview.notes == ()
        assert len(kept(pilot).calls) == 2


async def test_what_does_not_fit_is_told_in_a_line_and_one_key_goes_there(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("2", "enter", "end", *("backspace",) * 2, *"70", "enter")
        assert "Off sick, and more than 60 hours." in shown(pilot, "#doubt")
        await pilot.press("f4")
        assert "How are things with work?" in shown(pilot, "#say") or "Last time" in shown(pilot, "#say")
        await pilot.press("1")
        assert shown(pilot, "#doubt") == ""


async def test_an_answer_that_calls_for_it_opens_the_safety_page_beside_the_protocol(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("enter", "enter", "enter", "enter", "2")
        await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
        protocol = told(pilot, "#protocol")
        assert "Hear them out." in protocol
        assert "Not your service" in protocol
        await pilot.press("escape")
        assert kept(pilot).plan.safety[0].because == "Thoughts of harm: Some days"


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_the_plan_after_two_calls_is_read_from_both(opened: Opened, size: tuple[int, int]) -> None:
    """Back at work and surer of it: what the first call recorded of the absence and of low confidence is gone."""
    async with opened(size) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter", "enter", "8", "1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        screen = pilot.app.screen
        assert isinstance(screen, PlanScreen)
        assert (screen.case.plan.situation, screen.case.plan.barriers) == ("in_work", ())
        assert screen.case.state == "assessed"
        assert str(screen.query_one("#state", Static).content).startswith("In work")


async def test_what_to_look_at_before_a_ring_stands_at_the_begin_form_and_over_a_later_call(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press(*ASSESSED)
        assert "Before you ring: " in str(pilot.app.screen.query_one("#about", Static).content)
        await pilot.press("ctrl+b")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeginScreen))
        assert NO_WORD in str(pilot.app.screen.query_one("#first", Static).content)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert shown(pilot, "#know").startswith("Before you ring: ")
