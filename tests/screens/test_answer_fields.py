"""Answers that are typed on one line: what was understood stands beneath before it counts."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from assessor import wording
from assessor.app import AssessorApp
from assessor.bank.loader import read_bank, read_files
from assessor.demo.store import make_demonstration
from assessor.rough_days import RoughDay
from assessor.screens.caseload import CaseloadScreen
from tests.screens.conftest import BANK, Opened, Quick, until
from tests.screens.test_call import begin, call, kept

CHANGED = {
    "kind: text, open: true": "kind: text",
    "job_title, kind: text": "job_title, kind: time",
    "min: 1, max: 100,": "min: 1, max: 100, step: 0.25,",
    "job_title: Porter": "job_title: 9am",
}


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens the app on the small bank, but that the job is a time and the hours have quarters."""
    bank = tmp_path / "bank"
    shutil.copytree(BANK, bank)
    for file in bank.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for old, new in CHANGED.items():
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    make_demonstration(tmp_path / "records", read_bank(read_files(bank))).close()

    @asynccontextmanager
    async def open_app() -> AsyncIterator[Pilot[None]]:
        app = AssessorApp(tmp_path / "records", bank, demonstration=True)
        async with app.run_test(size=(100, 32)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
            yield Quick(app)

    return open_app


@pytest.mark.parametrize(
    ("before", "typed", "echo", "answer"),
    [
        (("1", "1"), "half ten", "10.30am", ("job_title", "10:30")),
        (("1", "1"), "twenty past 3", "3.20pm", ("job_title", "15:20")),
        (("1", "1", *"9am", "enter"), "37½", "37.5 hours", ("hours", 37.5)),
        (("1", "1", *"9am", "enter"), "37h45", "37.75 hours", ("hours", 37.75)),
    ],
)
async def test_what_is_typed_is_read_back_while_it_still_can_be_changed(
    opened: Opened, before: tuple[str, ...], typed: str, echo: str, answer: tuple[str, object]
) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press(*before, *typed)
        reading = call(pilot).query_one("#reading", Static)
        await until(pilot, lambda: reading.display and str(reading.content) == echo)
        name, value = answer
        assert name not in kept(pilot).calls[-1].interview.responses
        await pilot.press("enter")
        question = call(pilot).call.interview.course.question(name)
        assert question is not None
        assert question.kept(kept(pilot).calls[-1].interview.responses[name].value) == value


async def test_a_number_in_figures_is_not_said_again_and_a_refused_one_says_what_would_do(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1", *"9am", "enter", *"37")
        await pilot.pause(0.3)
        reading = call(pilot).query_one("#reading", Static)
        assert not reading.display
        await pilot.press(*".55", "enter")
        assert str(reading.content).startswith("37.55 is finer than it takes; write quarters at most")
        assert call(pilot).query_one("#line", Input).value == "37.55"


async def test_an_answer_that_stands_is_there_as_one_would_type_it(opened: Opened) -> None:
    """So that Enter gives the same answer again, and nothing is taken for a draft."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1", *"half ten", "enter", "ctrl+b")
        line = call(pilot).query_one("#line", Input)
        await until(pilot, lambda: line.value == "10.30am")
        await pilot.press("ctrl+n", "escape", "enter", *"38", "enter", "ctrl+b")
        await until(pilot, lambda: line.value == "38")
        interview = kept(pilot).calls[-1].interview
        assert [interview.words(name) for name in ("job_title", "hours")] == ["10.30am", "38 hours"]
        assert not interview.notes


TO_THE_DAY = ("1", "2", *"9am", "enter", *"36", "enter")
"""The keys to the first day off."""


async def test_a_day_is_read_on_the_day_on_which_it_is_typed(opened: Opened) -> None:
    """Also where the call began days ago; and what was read then is not read again by Enter."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press(*TO_THE_DAY)
        desk = call(pilot).desk
        later = desk.clock() + timedelta(days=4)
        desk.clock = lambda: later
        await pilot.press(*"yesterday")
        reading = call(pilot).query_one("#reading", Static)
        day = desk.today - timedelta(1)
        await until(
            pilot, lambda: reading.display and str(reading.content) == f"{day:%A} {wording.day(day)}, yesterday"
        )
        await pilot.press("enter")
        assert kept(pilot).calls[-1].interview.answer("first_day_off") == day


async def test_a_month_is_shown_with_the_day_it_counts_as_and_enter_leaves_that_day(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press(*TO_THE_DAY)
        this_month = f"{wording.MONTHS[call(pilot).desk.today.month - 1]}"
        await pilot.press(*this_month)
        reading = call(pilot).query_one("#reading", Static)
        await until(pilot, lambda: reading.display and ", counted as " in str(reading.content))
        await pilot.press("enter")
        read = kept(pilot).calls[-1].interview.answer("first_day_off")
        assert isinstance(read, RoughDay)
        desk = call(pilot).desk
        later = desk.clock() + timedelta(days=9)
        desk.clock = lambda: later
        await pilot.press("ctrl+b")
        line = call(pilot).query_one("#line", Input)
        await until(pilot, lambda: line.value == wording.day(read))
        await pilot.press("enter")
        assert kept(pilot).calls[-1].interview.answer("first_day_off") == read
