"""Two windows on one case: neither wipes what the other wrote, and neither is held up by it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from assessor.acts import calls
from assessor.acts.calls import write_safety_line
from assessor.care.case import Call, Case
from assessor.journal import Act, Attempted, Noted, SafetyNoted
from assessor.screens.call import CallScreen
from assessor.screens.case_room import CaseRoom
from assessor.screens.form import FormScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.safety import SafetyScreen
from assessor.widgets.answer_fields import Words
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, call, kept, said
from tests.screens.test_note import shown, write
from tests.screens.test_plan_screen import plan_of
from tests.thorough import THOROUGH


def elsewhere(screen: CaseRoom[None], *acts: Act, within: str = "") -> Case:
    """Another window reads the case and writes these acts to it."""
    return screen.desk.write(screen.desk.case(screen.case.id), acts, within)


def begun_elsewhere(screen: CallScreen, *acts: Act) -> Call:
    """Another window begins a call by the same script, in which these acts are done."""
    case = screen.desk.begin_call(screen.desk.case(screen.case.id), screen.call.interview.course.script.script)
    return screen.desk.write(case, acts, case.calls[-1].id).calls[-1]


async def safety_page(pilot: Pilot[None]) -> tuple[CallScreen, SafetyScreen]:
    """The safety page of a call that is under way, and the call beneath it."""
    await begin(pilot)
    await pilot.press("1")
    beneath = call(pilot)
    return beneath, await opened_page(pilot)


async def opened_page(pilot: Pilot[None]) -> SafetyScreen:
    """The safety page, opened by its key."""
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
    page = pilot.app.screen
    assert isinstance(page, SafetyScreen)
    return page


def lines(screen: CallScreen) -> dict[str, str]:
    """The lines of the call's safety page in the records, those that say something."""
    written = screen.desk.case(screen.case.id).safety_lines(screen.call_id)
    return {name: text for name, text in written.items() if text}


class TestSafetyPage:
    """A line is written by whoever wrote in it, and by nobody else."""

    async def test_a_box_that_nobody_wrote_in_wipes_no_concern_of_another_window(self, opened: Opened) -> None:
        async with opened() as pilot:
            beneath, page = await safety_page(pilot)
            told = write_safety_line("words", "I have the tablets here"), write_safety_line("told", "Duty clinician")
            elsewhere(beneath, *told, within=beneath.call_id)
            await pilot.press("tab", *"at home", "tab")
            assert page.query_one("#words", Words).text == "I have the tablets here"
            await pilot.press("tab", "tab", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            assert lines(beneath) == {
                "words": "I have the tablets here", "told": "Duty clinician", "where": "at home",
            }  # fmt: skip

    async def test_a_line_that_two_windows_wrote_in_keeps_the_words_of_both(self, opened: Opened) -> None:
        async with opened() as pilot:
            beneath, page = await safety_page(pilot)
            await pilot.press(*"no point")
            elsewhere(beneath, write_safety_line("words", "I have the tablets here"), within=beneath.call_id)
            await pilot.press("tab")
            assert lines(beneath) == {"words": "I have the tablets here\nno point"}
            assert page.query_one("#words", Words).text == "I have the tablets here\nno point"

    @THOROUGH
    async def test_the_page_opens_with_what_another_window_wrote(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            await pilot.press("1")
            elsewhere(call(pilot), write_safety_line("words", "no point"), within=call(pilot).call_id)
            assert (await opened_page(pilot)).query_one("#words", Words).text == "no point"

    @THOROUGH
    @pytest.mark.parametrize("words", ["  I am afraid ", "I am\r\nafraid\n", "a\tb", "line\n\n\nline", "a\u2028b"])
    async def test_looking_at_the_page_writes_nothing(self, opened: Opened, words: str) -> None:
        async with opened() as pilot:
            await begin(pilot)
            await pilot.press("1")
            beneath = call(pilot)
            assert beneath.act(write_safety_line("words", words))
            before = len(kept(pilot).entries)
            await opened_page(pilot)
            await pilot.press("tab", "tab", "tab", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            assert len(kept(pilot).entries) == before

    @THOROUGH
    async def test_a_line_that_is_emptied_is_written_empty(self, opened: Opened) -> None:
        async with opened() as pilot:
            beneath, page = await safety_page(pilot)
            await pilot.press(*"ab", "tab")
            page.query_one("#words", Words).focus()
            await pilot.press("backspace", "backspace", "escape")
            written = [e.act for e in beneath.desk.case(beneath.case.id).entries if isinstance(e.act, SafetyNoted)]
            assert [(act.field, act.text) for act in written] == [("words", "ab"), ("words", "")]


class TestCallOpened:
    """A call that was only opened goes on whatever is written to the case meanwhile."""

    async def test_a_safety_line_is_saved_and_the_page_can_be_left(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            beneath = call(pilot)
            elsewhere(beneath, Attempted(outcome="no_answer"))
            await opened_page(pilot)
            await pilot.press(*"no point", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            assert lines(beneath) == {"words": "no point"}
            assert [len(kept(pilot).attempts), len(kept(pilot).calls)] == [1, 1]

    @THOROUGH
    async def test_an_answer_is_taken(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            elsewhere(call(pilot), Attempted(outcome="no_answer"))
            await pilot.press("2", "2")  # a yes to sharing would rest on what was read
            assert len(kept(pilot).calls[-1].interview.responses) == 2

    async def test_a_yes_that_is_refused_can_be_given_again(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            elsewhere(call(pilot), Attempted(outcome="no_answer"))
            await pilot.press("1")
            assert kept(pilot).calls == ()
            assert "changed elsewhere" in str(call(pilot).query_one("#reading", Static).content)
            await pilot.press("1")
            assert kept(pilot).calls[-1].interview.values["share"] == "yes"

    @THOROUGH
    async def test_the_call_that_was_begun_elsewhere_is_gone_on_with(self, opened: Opened) -> None:
        """A note and a safety line go into that call; what was begun here never was."""
        async with opened() as pilot:
            await begin(pilot)
            beneath = call(pilot)
            other = begun_elsewhere(beneath, calls.answer("share", "no"))
            await opened_page(pilot)
            await pilot.press(*"no point", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            assert beneath.call_id == other.id
            assert lines(beneath) == {"words": "no point"}
            assert [begun.id for begun in kept(pilot).calls] == [other.id]
            assert said(pilot) == "“How are things with work?”"

    async def test_a_note_goes_into_the_call_that_was_begun_elsewhere(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            other = begun_elsewhere(call(pilot), calls.answer("share", "no"))
            await pilot.press("ctrl+n", *"rang back at two", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            (begun,) = kept(pilot).calls
            assert begun.id == other.id
            assert [e.act.text for e in begun.interview.notes if isinstance(e.act, Noted)] == ["rang back at two"]


class TestCallUnderWay:
    """What another window did is shown as soon as it stands in the way, and then no longer does."""

    async def test_what_was_refused_once_is_taken_back_by_the_next_key(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            await pilot.press("2", "2")
            elsewhere(call(pilot), Attempted(outcome="no_answer"))
            await pilot.press("ctrl+z")
            assert len(kept(pilot).calls[-1].interview.responses) == 2
            await pilot.press("ctrl+z")
            assert len(kept(pilot).calls[-1].interview.responses) == 1

    @THOROUGH
    async def test_what_was_refused_once_is_taken_back_on_the_plan_by_the_next_key(self, opened: Opened) -> None:
        async with opened() as pilot:
            screen = await plan_of(pilot)
            await pilot.press("a")
            before = screen.case.plan
            screen.desk.write(screen.desk.case(screen.case.id), Attempted(outcome="no_answer"), "")
            await pilot.press("ctrl+z", "ctrl+z")
            assert screen.case.plan != before

    async def test_words_typed_to_a_question_that_was_answered_elsewhere_are_kept_as_a_note(
        self, opened: Opened
    ) -> None:
        async with opened() as pilot:
            await begin(pilot)
            await pilot.press("2", "1", *"Porter")
            beneath = call(pilot)
            elsewhere(beneath, calls.answer("job_title", "Bus driver"), within=beneath.call_id)
            await pilot.press("ctrl+n", *"late shifts", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            interview = kept(pilot).calls[-1].interview
            assert interview.words("job_title") == "Bus driver"
            notes = [e.act.text for e in interview.notes if isinstance(e.act, Noted)]
            assert notes == ["late shifts", "Porter"]

    @THOROUGH
    async def test_a_correction_being_typed_stays_when_another_window_writes(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            await pilot.press("2", "1", *"Porter", "enter", "ctrl+b", *" at night")
            elsewhere(call(pilot), Attempted(outcome="no_answer"))
            await pilot.press("ctrl+n", *"late shifts", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            assert call(pilot).query_one("#words", Words).text == "Porter at night"

    @THOROUGH
    async def test_a_plan_that_was_refused_leaves_the_call_that_was_only_opened(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            opened_call = call(pilot).call_id
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
            screen = pilot.app.screen
            assert isinstance(screen, PlanScreen)
            screen.desk.write(screen.desk.case(screen.case.id), Attempted(outcome="no_answer"), "")
            await pilot.press("g")
            await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
            await pilot.press(*"Walk", "ctrl+s", "escape", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            assert call(pilot).call.id == opened_call

    async def test_what_is_heard_takes_away_no_answer_of_another_window(self, opened: Opened) -> None:
        """It rests on what was read: refused once, and then added to what stands."""
        async with opened() as pilot:
            await write(pilot, "dread going back")
            await until(pilot, lambda: "F2" in shown(pilot, "#heard"))
            beneath = pilot.app.screen_stack[-2]
            assert isinstance(beneath, CallScreen)
            elsewhere(beneath, calls.answer("worries", ("manager",)), within=beneath.call_id)
            await pilot.press("f2")
            assert barriers(beneath) == {"poor_manager_support"}
            assert "F2" in shown(pilot, "#heard")
            await pilot.press("f2")
            assert barriers(beneath) == {"poor_manager_support", "fear_of_return"}
            assert shown(pilot, "#heard").startswith("✓")

    @THOROUGH
    async def test_what_another_window_has_taken_already_is_shown_as_taken(self, opened: Opened) -> None:
        async with opened() as pilot:
            await write(pilot, "dread going back")
            await until(pilot, lambda: "F2" in shown(pilot, "#heard"))
            beneath = pilot.app.screen_stack[-2]
            assert isinstance(beneath, CallScreen)
            elsewhere(beneath, calls.answer("worries", ("going_in",)), within=beneath.call_id)
            await pilot.press("f2", "f2")
            assert shown(pilot, "#heard").startswith("✓")
            assert barriers(beneath) == {"fear_of_return"}


def barriers(screen: CallScreen) -> set[str]:
    """The barriers on the plan in the records."""
    return {line.code for line in screen.desk.case(screen.case.id).plan.barriers}
