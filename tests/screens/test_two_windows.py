"""Two windows on one case: neither wipes what the other wrote, and neither is held up by it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from assessor.acts.calls import write_safety_line
from assessor.care.case import Case
from assessor.journal import Act, SafetyNoted
from assessor.screens.call import CallScreen
from assessor.screens.safety import SafetyScreen
from assessor.widgets.answer_fields import Words
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, call, kept


def elsewhere(screen: CallScreen, *acts: Act, within: str = "") -> Case:
    """Another window reads the case and writes these acts to it."""
    return screen.desk.write(screen.desk.case(screen.case.id), acts, within)


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
    written = screen.desk.case(screen.case.id).safety.get(screen.call_id, {})
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

    async def test_the_page_opens_with_what_another_window_wrote(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            await pilot.press("1")
            elsewhere(call(pilot), write_safety_line("words", "no point"), within=call(pilot).call_id)
            assert (await opened_page(pilot)).query_one("#words", Words).text == "no point"

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

    async def test_a_line_that_is_emptied_is_written_empty(self, opened: Opened) -> None:
        async with opened() as pilot:
            beneath, page = await safety_page(pilot)
            await pilot.press(*"ab", "tab")
            page.query_one("#words", Words).focus()
            await pilot.press("backspace", "backspace", "escape")
            written = [e.act for e in beneath.desk.case(beneath.case.id).entries if isinstance(e.act, SafetyNoted)]
            assert [(act.field, act.text) for act in written] == [("words", "ab"), ("words", "")]
