"""A plan's review on the real screens: adviser and senior adviser, one after the other, by keys alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from assessor.acts.desk import Desk
from assessor.care.case import Case
from assessor.care.fingerprint import fingerprint
from assessor.journal import Commented, Reviewed, StepWritten, Submitted, SupervisionHeld
from assessor.records.store import Adviser
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.queue import QueueScreen
from assessor.screens.review import ReviewScreen, SayScreen
from assessor.screens.supervision import HoldScreen, SupervisionScreen
from assessor.screens.who_works import WorkingAsScreen
from assessor.views.comments import threads_on
from assessor.widgets.plan_list import PlanList
from tests.screens.conftest import Opened, until
from tests.thorough import THOROUGH

BEN = "T-2"
LINE = "request therapy_fear_of_return"


def desk(pilot: Pilot[None]) -> Desk:
    """The desk of the app that is open."""
    found = getattr(pilot.app, "desk", None)
    assert isinstance(found, Desk)
    return found


def kept(pilot: Pilot[None]) -> Case:
    """The case as the records on disk have it."""
    return desk(pilot).case(BEN)


async def on(pilot: Pilot[None], screen: type) -> None:
    """Waits until this screen is the one that is shown."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


def text(pilot: Pilot[None], widget: str) -> str:
    """What stands in a part of the screen."""
    return str(pilot.app.screen.query_one(widget, Static).content)


async def work_as(pilot: Pilot[None], key: str, name: str) -> None:
    """Changes who works here, from the caseload."""
    await pilot.press("f6")
    await on(pilot, WorkingAsScreen)
    await pilot.press(key)
    await on(pilot, CaseloadScreen)
    assert desk(pilot).adviser.name == name
    assert name in text(pilot, "#top")


async def adviser_does(pilot: Pilot[None], *keys: Sequence[str]) -> None:
    """The adviser sits down, opens the plan, presses these keys on it, and goes back to the caseload."""
    await work_as(pilot, "1", "Dan Price")
    await pilot.press(*"Ben Adu", "f2")
    await on(pilot, PlanScreen)
    for several in keys:
        await pilot.press(*several)
        if several[-1] == "ctrl+s":
            await on(pilot, PlanScreen)
    await pilot.press("escape")
    await on(pilot, CaseloadScreen)
    await pilot.press("escape")  # the search is empty again


async def senior_opens(pilot: Pilot[None]) -> None:
    """The senior adviser sits down, opens the queue, and in it the plan that waits longest."""
    await work_as(pilot, "2", "Ruth Ellery")
    await pilot.press("f3")
    await on(pilot, QueueScreen)
    await until(pilot, lambda: bool(pilot.app.screen.query_one("#queue", OptionList).options))
    await pilot.press("enter")
    await on(pilot, ReviewScreen)


async def say(pilot: Pilot[None], key: str, words: str) -> None:
    """Presses a key that asks for words, and gives them."""
    await pilot.press(key)
    await on(pilot, SayScreen)
    await pilot.press(*words, "enter")


async def back(pilot: Pilot[None], keys: Sequence[str] = ("escape",)) -> None:
    """From the queue, which a review ends in, to the caseload."""
    await on(pilot, QueueScreen)
    await pilot.press(*keys)
    await on(pilot, CaseloadScreen)


async def test_a_plan_is_drafted_returned_answered_signed_changed_and_a_draft_again(opened: Opened) -> None:
    async with opened() as pilot:
        await adviser_does(pilot, "h")
        assert kept(pilot).standing.state == "submitted"

        await senior_opens(pilot)
        await pilot.press("down")
        await say(pilot, "k", "From when")
        await on(pilot, ReviewScreen)
        (comment,) = threads_on(kept(pilot), LINE)
        assert (comment.by, comment.text) == ("Ruth Ellery", "From when")
        await say(pilot, "b", "Say from when")
        await back(pilot)
        assert (kept(pilot).standing.state, kept(pilot).standing.words) == ("returned", "Say from when")

        await adviser_does(
            pilot,
            ["k", *"From Monday", "ctrl+s"],
            ["s", *"Ring the ward", "ctrl+s"],
            "h",
        )
        (comment,) = threads_on(kept(pilot), LINE)
        assert [(answer.by, answer.text) for answer in comment.answers] == [("Dan Price", "From Monday")]
        await senior_opens(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert [one.after for one in screen._changed().values()] == ["Ring the ward · client · to do"]
        assert "returned once before" in text(pilot, "#looks")
        await pilot.press("j")
        assert "From Monday" in text(pilot, "#why")
        await say(pilot, "y", "Clear")
        await back(pilot)
        assert (kept(pilot).standing.state, kept(pilot).version) == ("signed", 1)

        await adviser_does(pilot, ["s", *"Ask for the rota", "ctrl+s"])
        assert (kept(pilot).standing.state, kept(pilot).version) == ("draft", 2)
        await work_as(pilot, "2", "Ruth Ellery")
        await pilot.press("f3")
        await on(pilot, QueueScreen)
        assert "No plan waits for review." in text(pilot, "#nothing")


async def test_whoever_may_not_review_is_told_why_and_no_key_is_dead(opened: Opened) -> None:
    """An adviser finds the queue empty, with the reason; the plan's own adviser cannot sign it as a senior either."""
    async with opened() as pilot:
        await adviser_does(pilot, "h")
        await pilot.press("f3")
        await on(pilot, QueueScreen)
        assert "only a senior employment adviser reviews a plan. 1 plan waits for one." in text(pilot, "#nothing")
        await pilot.press("f6")
        await on(pilot, WorkingAsScreen)
        await pilot.press("n", *"DAN price", "enter", "down", "enter")
        await on(pilot, QueueScreen)
        assert (desk(pilot).adviser.name, desk(pilot).adviser.role) == ("Dan Price", "senior")
        await pilot.press("enter")
        await on(pilot, ReviewScreen)
        assert "Nobody reviews their own plan" in text(pilot, "#looks")
        for key in ("y", "b"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, ReviewScreen)
        await until(pilot, lambda: len(pilot.app._notifications) == 2)
        assert all("Nobody reviews their own plan" in note.message for note in pilot.app._notifications)
        assert kept(pilot).standing.state == "submitted"


async def test_a_plan_that_was_changed_meanwhile_is_shown_again_before_it_is_signed(opened: Opened) -> None:
    async with opened() as pilot:
        await adviser_does(pilot, "h")
        await senior_opens(pilot)
        desk(pilot).write(kept(pilot), StepWritten(step="s1", what="Ring the ward"), "")
        await pilot.press("y")
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert "step s1" in [line.key for line in screen.query_one(PlanList).rows if line]
        assert kept(pilot).standing.state == "submitted"


async def test_what_came_in_with_a_comment_is_told_and_looked_at_before_the_plan_is_signed(opened: Opened) -> None:
    async with opened() as pilot:
        await adviser_does(pilot, "h")
        await senior_opens(pilot)
        dan = Adviser(name="Dan Price", role="adviser")
        replace(desk(pilot), adviser=dan).write(kept(pilot), StepWritten(step="s1", what="Give notice on Friday"), "")
        await say(pilot, "k", "fine")
        told = [notification.message for notification in pilot.app._notifications]
        assert any("It was changed while you were reading it: Step: Give notice on Friday" in words for words in told)
        await pilot.press("y")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await pilot.press("y")
        await on(pilot, SayScreen)
        read = fingerprint(kept(pilot))
        await pilot.press("enter")
        await on(pilot, QueueScreen)
        signed = [entry.act for entry in kept(pilot).entries if isinstance(entry.act, Reviewed)]
        assert [act.fingerprint for act in signed] == [read]


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_plan_and_journal_stand_side_by_side_or_take_turns(opened: Opened, size: tuple[int, int]) -> None:
    """The journal has the call's words and can be gone through by keys, whatever the size of the terminal."""
    async with opened(size) as pilot:
        await adviser_does(pilot, "h")
        await senior_opens(pilot)
        assert bool(pilot.app.screen.query_one("#journal").display) is (size[0] > 96)
        await pilot.press("tab")
        journal = pilot.app.screen.query_one("#journal", OptionList)
        await until(pilot, lambda: journal.has_focus and journal.display and journal.option_count > 8)
        await pilot.press("tab")
        await until(pilot, lambda: pilot.app.screen.query_one("#lines").has_focus)


@THOROUGH
async def test_a_supervision_is_recorded_and_read_again(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f7")
        await on(pilot, SupervisionScreen)
        await pilot.press("w")
        assert isinstance(pilot.app.screen, SupervisionScreen)  # an adviser keeps no record of a supervision
        await pilot.press("escape")
        await work_as(pilot, "2", "Ruth Ellery")
        await pilot.press("f7")
        await on(pilot, SupervisionScreen)
        await pilot.press("w")
        await on(pilot, HoldScreen)
        assert pilot.app.screen.query_one("#adviser", Input).value == "Dan Price"
        await pilot.press("ctrl+s")
        assert "Nothing is written yet" in text(pilot, "#problem")
        await pilot.press("tab", "tab", "space", "tab", *"Wait", "tab", *"Ask", "ctrl+s")
        await on(pilot, SupervisionScreen)
        (entry,) = desk(pilot).supervisions()
        assert entry.by == "Ruth Ellery"
        assert entry.act.model_dump(exclude={"act", "on"}) == {
            "adviser": "Dan Price", "cases": (BEN,), "decisions": "Wait", "learning": "Ask",
        }  # fmt: skip
        assert "T-2  Ben Adu" in text(pilot, "#record") or "T-2 Ben Adu" in text(pilot, "#record")


async def test_other_peoples_words_are_shown_as_they_were_typed(opened: Opened) -> None:
    """Markup in a name, a comment or a record of supervision is text in every place where it stands."""
    hard = "[/b] [red]Eve[/red] {{ 7*7 }} \x1b[31m"
    shown = "[/b] [red]Eve[/red] {{ 7*7 }} ␛[31m"
    async with opened() as pilot:
        desk(pilot).write(kept(pilot), [StepWritten(step="s1", what=hard), Submitted()], "")
        desk(pilot).work_as(Adviser(name=f"{hard} Jones", role="adviser"))
        desk(pilot).work_as(Adviser(name=hard, role="senior"))
        desk(pilot).write(kept(pilot), Commented(line="step s1", text=hard), "")
        desk(pilot).record_supervision(SupervisionHeld(adviser=f"{hard} Jones", on=date(2026, 11, 20), decisions=hard))
        await pilot.press("f3")
        await on(pilot, QueueScreen)
        assert shown in text(pilot, "#top")
        await pilot.press("enter")
        await on(pilot, ReviewScreen)
        await pilot.press("j")
        assert text(pilot, "#why").count(shown) == 3  # the step, who commented, and the comment
        await say(pilot, "b", "x")
        await on(pilot, QueueScreen)
        await pilot.press("f7")
        await on(pilot, SupervisionScreen)
        assert f"Supervision of {shown} Jones" in text(pilot, "#record")
        await pilot.press("escape", "escape")
        assert shown in text(pilot, "#top")
