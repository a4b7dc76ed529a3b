"""Agreeing inside the call, through its real screen, by keys alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from assessor.app import AssessorApp
from assessor.demo.store import make_demonstration
from assessor.journal import Answered, Decided
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.form import FormScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.read_back import ReadBackScreen
from assessor.widgets.agree_card import AgreeCard
from tests.agreeing import agreeing_bank, files, overheard_files
from tests.screens.conftest import Quick, until
from tests.screens.test_call import begin, call, kept, said
from tests.thorough import THOROUGH

BEFORE = ("1", "2", *"Porter", "enter", *"36", "enter", *"3 weeks ago", "enter", "2", "enter")


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank in a folder."""
    return written(tmp_path_factory.mktemp("banks"), files())


def written(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@asynccontextmanager
async def at_agreeing(tmp_path: Path, banks: Path, size: tuple[int, int] = (100, 32)) -> AsyncIterator[Pilot[None]]:
    """A new client's call where it has come to what could help."""
    home = tmp_path / "records"
    make_demonstration(home, agreeing_bank()).close()
    app = AssessorApp(home, banks, demonstration=True)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        quick = Quick(app)
        await begin(quick)
        await quick.press(*BEFORE)
        yield quick


def put(pilot: Pilot[None]) -> str:
    """The title of what is put now; empty where nothing is."""
    shown = call(pilot).query_one(AgreeCard).put
    return shown.suggestion.title if shown else ""


def decisions(pilot: Pilot[None]) -> list[tuple[str, str, str, str]]:
    acts = [entry.act for entry in kept(pilot).calls[-1].entries]
    return [(act.suggestion, act.decision, act.by, act.reason) for act in acts if isinstance(act, Decided)]


def review(plan: PlanScreen) -> str:
    return plan.case.standing.state


def words(pilot: Pilot[None], selector: str) -> str:
    return str(call(pilot).query_one(selector, Static).content)


async def test_one_key_says_what_they_said_and_who_and_when_are_typed_in_one_line(tmp_path: Path, banks: Path) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        assert put(pilot) == "A fit note, today"
        assert words(pilot, "#words-to-say") == "“You could ask your surgery for a note today.”"
        await pilot.press("1")
        assert put(pilot) == "Meeting with the manager"
        await pilot.press("tab", *"me, in 2 weeks")
        assert words(pilot, "#terms-read").startswith("Understood: Dan, by ")
        await pilot.press("enter")
        assert put(pilot) == "Fear of going back"
        await pilot.press("5")
        assert [(name, decision, reason) for name, decision, _, reason in decisions(pilot)] == [
            ("fit_note_today", "accepted", ""),
            ("workplace_meeting", "accepted", ""),
            ("therapy_fear_of_return", "set_aside", "does not want it"),
        ]
        assert kept(pilot).plan.suggestion("workplace_meeting").who == ("adviser",)  # type: ignore[union-attr]
        assert words(pilot, "#thing") == "Everything that could help has been talked over."
        await pilot.press("enter")
        assert kept(pilot).calls[-1].entries[-1].act == Answered(question="could_help", value="talked_over")
        assert said(pilot) == "“How sure are you?”"


async def test_looking_back_writes_nothing_and_another_answer_takes_the_place_of_the_first(
    tmp_path: Path, banks: Path
) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        await pilot.press("3", "6")
        written = len(kept(pilot).entries)
        await pilot.press("ctrl+b", "ctrl+b")
        assert put(pilot) == "A fit note, today"
        assert "Now: not now" in words(pilot, "#thing")
        assert len(kept(pilot).entries) == written
        await pilot.press("1")
        assert decisions(pilot)[-1][:2] == ("fit_note_today", "accepted")
        assert put(pilot) == "Fear of going back"
        await pilot.press("ctrl+z")
        assert kept(pilot).plan.suggestion("fit_note_today").reason == "not now"  # type: ignore[union-attr]


async def test_never_and_more_words_open_their_line_and_escape_leaves_the_rest(tmp_path: Path, banks: Path) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        await pilot.press("3", "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press("end", *": asleep by nine", "enter")
        assert decisions(pilot)[-1] == (
            "fit_note_today",
            "set_aside",
            decisions(pilot)[-1][2],
            "not now: asleep by nine",
        )
        await pilot.press("8")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press(*"no meetings", "enter")
        assert [held.id for held in kept(pilot).plan.held_back] == ["workplace_meeting"]
        await pilot.press("escape")
        assert said(pilot) == "“How sure are you?”"
        await pilot.press("5")
        assert said(pilot) == "The call is at its end."
        assert words(pilot, "#probe") == "Not decided yet: therapist: fear of going back."


async def test_the_last_of_them_can_be_given_more_words_too(tmp_path: Path, banks: Path) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        while put(pilot):
            await pilot.press("3")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press("end", *": asleep by nine", "enter")
        assert decisions(pilot)[-1][3] == "not now: asleep by nine"


async def test_what_was_typed_of_who_and_when_is_kept_where_it_is_left(tmp_path: Path, banks: Path) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        await pilot.press("tab", *"her sister", "escape")
        assert call(pilot).query_one("#terms", Input).value == "her sister"
        await pilot.press("4")
        assert [entry.act.text for entry in kept(pilot).calls[-1].interview.notes] == ["her sister"]  # type: ignore[union-attr]
        await pilot.press("tab", *"in May", "escape", "escape")
        assert "in May" in [entry.act.text for entry in kept(pilot).calls[-1].interview.notes]  # type: ignore[union-attr]


async def test_the_plan_takes_the_same_digits_and_asks_once_before_it_is_handed_in(tmp_path: Path, banks: Path) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        await pilot.press("escape", "5", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        plan = cast("PlanScreen", pilot.app.screen)
        await pilot.press("h")
        assert review(plan) == "draft"
        assert "A fit note, today" in next(iter(pilot.app._notifications)).message
        await pilot.press("h")
        assert review(plan) == "submitted"
        await pilot.press("4")
        assert plan.case.plan.suggestion("fit_note_today").reason == "has it already, or has tried it"  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [(80, 24), *(pytest.param(size, marks=THOROUGH) for size in ((100, 32), (140, 45)))])
@pytest.mark.painted
async def test_every_answer_and_every_key_is_in_sight(tmp_path: Path, banks: Path, size: tuple[int, int]) -> None:
    async with at_agreeing(tmp_path, banks, size) as pilot:
        card = call(pilot).query_one(AgreeCard)
        await until(pilot, lambda: card.region.height > 0)
        for selector in ("#words-to-say", "#answers", "#terms-line", "#agree-keys"):
            assert card.region.contains_region(call(pilot).query_one(selector).region), selector


async def test_where_somebody_may_hear_private_help_begins_with_a_warning_and_is_not_read_back(tmp_path: Path) -> None:
    private = written(tmp_path / "banks", overheard_files())
    async with at_agreeing(tmp_path, private) as pilot:
        assert words(pilot, "#not-aloud").startswith("Private: not while anybody may hear. Leave it for another time")
        assert words(pilot, "#words-to-say") == "When nobody can hear: You could ask your surgery for a note today."
        await pilot.press("1")
        assert not call(pilot).query_one("#not-aloud").display
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadBackScreen))
        first = pilot.app.screen.query_one("#before-reading", Static)
        assert str(first.content) == "Somebody may hear: read only what stands here."
        listed = pilot.app.screen.query_one(OptionList)
        assert not any("note" in str(option.prompt) or "Porter" in str(option.prompt) for option in listed.options)


async def test_a_day_that_contradicts_itself_is_asked_about_and_stays_typed(tmp_path: Path, banks: Path) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        await pilot.press("tab", *"me, Thursday 7 December", "enter")
        assert "is it" in words(pilot, "#terms-read")
        assert call(pilot).query_one("#terms", Input).value == "me, Thursday 7 December"
        assert decisions(pilot) == []


async def test_the_rest_can_wait_by_one_key_which_says_how_much_that_is(tmp_path: Path, banks: Path) -> None:
    async with at_agreeing(tmp_path, banks, (80, 24)) as pilot:
        last = call(pilot).query_one("#answers", OptionList)
        assert "this and 2 more, 1 of them urgent" in str(last.get_option_at_index(6).prompt)
        await pilot.press("1", "7")
        assert said(pilot) == "“How sure are you?”"
        assert [name for name, *_ in decisions(pilot)] == ["fit_note_today"]
        assert len(kept(pilot).plan.proposed()) == 2


async def test_something_urgent_put_on_a_later_day_is_kept_once_enter_says_so_again(
    tmp_path: Path, banks: Path
) -> None:
    async with at_agreeing(tmp_path, banks) as pilot:
        await pilot.press("tab", *"me, in 2 weeks", "enter")
        assert put(pilot) == "A fit note, today"
        assert words(pilot, "#terms-read").startswith("That is in 14 days; this is urgent today.")
        await pilot.press("enter")
        assert put(pilot) == "Meeting with the manager"
        assert decisions(pilot)[0][:2] == ("fit_note_today", "accepted")
