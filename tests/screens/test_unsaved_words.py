"""What somebody wrote stays where it was written until it is in the records, with the reason why it is not yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from assessor.acts.desk import Desk
from assessor.journal import Commented, Consented, GoalWritten, Noted, ShareChosen, StepWritten
from assessor.records import sqlite
from assessor.records.errors import NotSaved
from assessor.records.store import Adviser
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.client import ClientScreen
from assessor.screens.form import FormScreen
from assessor.screens.note import NoteScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.review import ReviewScreen, SayScreen
from assessor.screens.safety import SafetyScreen
from assessor.screens.share import ShareScreen
from assessor.screens.supervision import SupervisionScreen
from assessor.screens.who_works import WorkingAsScreen
from assessor.widgets.answer_fields import Words
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, call, full_disk, kept
from tests.screens.test_plan_screen import mark, plan_of
from tests.screens.test_review import adviser_does, desk, on, senior_opens, work_as
from tests.thorough import THOROUGH


def problem(pilot: Pilot[None]) -> str:
    """Why what was written is not kept."""
    line = pilot.app.screen.query_one("#problem", Static)
    return str(line.content) if line.display else ""


@contextmanager
def failing(desk: Desk, *names: str) -> Iterator[None]:
    """A store in which these ways of writing fail, as on a full disk."""
    store = cast("sqlite.SqliteStore", desk.store)

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved("not saved. records.db: the disk is full; make room and try again")

    for name in names:
        setattr(store, name, refuse)
    try:
        yield
    finally:
        for name in names:
            delattr(store, name)


class TestNote:
    async def test_a_note_that_cannot_be_saved_stays_with_the_reason_and_is_kept_by_the_next_key(
        self, opened: Opened
    ) -> None:
        async with opened() as pilot:
            await begin(pilot)
            beneath = call(pilot)
            await pilot.press("1", "ctrl+n", *"cannot see the point")
            with full_disk(beneath):
                await pilot.press("enter", "escape")
                assert isinstance(pilot.app.screen, NoteScreen)
                assert pilot.app.screen.query_one(Words).text == "cannot see the point"
                assert "disk is full" in problem(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            notes = [entry.act for entry in kept(pilot).entries if isinstance(entry.act, Noted)]
            assert [act.text for act in notes] == ["cannot see the point"]

    @THOROUGH
    async def test_the_safety_page_opens_from_a_note_that_cannot_be_saved_and_leads_back_to_it(
        self, opened: Opened
    ) -> None:
        async with opened() as pilot:
            await begin(pilot)
            beneath = call(pilot)
            await pilot.press("1", "ctrl+n", *"cannot see the point")
            with full_disk(beneath):
                await pilot.press("ctrl+r")
                await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
            await pilot.press(*"at home", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
            assert pilot.app.screen.query_one(Words).text == "cannot see the point"

    async def test_a_key_pressed_twice_keeps_a_note_once(self, opened: Opened) -> None:
        async with opened() as pilot:
            await begin(pilot)
            await pilot.press("1", "ctrl+n", *"late")
            screen = pilot.app.screen
            assert isinstance(screen, NoteScreen)
            screen.action_close()
            screen.action_close()
            await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
            assert sum(isinstance(entry.act, Noted) for entry in kept(pilot).entries) == 1


class TestPlan:
    @pytest.mark.parametrize(
        ("line", "key", "typed"),
        [
            ("", "g", "Walk to work"),
            ("", "s", "Ring the ward"),
            ("goal first_goal", "e", " and back"),
            ("goal first_goal", "x", "Moved away"),
            ("goal first_goal", "k", "How often?"),
        ],
    )
    async def test_what_a_form_cannot_save_stays_in_it(self, opened: Opened, line: str, key: str, typed: str) -> None:
        async with opened() as pilot:
            screen = await plan_of(pilot)
            screen.write(GoalWritten(goal="first_goal", what="Walk"))
            if line:
                await mark(pilot, line)
            await pilot.press(key)
            await on(pilot, FormScreen)
            await pilot.press(*typed)
            before = [entry.id for entry in screen.desk.case(screen.case.id).entries]
            with failing(screen.desk, "append"):
                await pilot.press("ctrl+s", "ctrl+s")
                assert isinstance(pilot.app.screen, FormScreen)
                assert any(typed in field.value for field in pilot.app.screen.query(Input))
                assert "disk is full" in problem(pilot)
            await pilot.press("ctrl+s")
            await on(pilot, PlanScreen)
            after = screen.desk.case(screen.case.id).entries
            assert len(after) == len(before) + 1
            assert typed.strip() in str(after[-1].act)

    @THOROUGH
    async def test_what_was_ticked_for_the_employer_stays_ticked(self, opened: Opened) -> None:
        async with opened() as pilot:
            screen = await plan_of(pilot)
            screen.write(StepWritten(step="s1", what="Change the rota", who=("employer",)))
            await pilot.press("p")
            await on(pilot, ShareScreen)
            await pilot.press("space")
            with failing(screen.desk, "append"):
                await pilot.press("enter")
                assert isinstance(pilot.app.screen, ShareScreen)
                assert "disk is full" in problem(pilot)
            await pilot.press("enter")
            await on(pilot, PlanScreen)
            assert isinstance(screen.desk.case(screen.case.id).entries[-1].act, ShareChosen)

    @THOROUGH
    async def test_a_form_says_what_was_written_elsewhere_before_it_is_saved_again(self, opened: Opened) -> None:
        """A yes that was typed before a no was written does not stand over it unseen."""
        async with opened() as pilot:
            screen = await plan_of(pilot)
            await mark(pilot, "consent employer")
            await pilot.press("a")
            await on(pilot, FormScreen)
            await pilot.press(*"fine by me")
            no = Consented(reader="employer", given=False, words="not now")
            screen.desk.write(screen.desk.case(screen.case.id), no, "")
            await pilot.press("ctrl+s")
            assert "Since then: Consent, employer: not given, or withdrawn · not now (Dan Price)" in problem(pilot)
            assert screen.case.plan.consent("employer").state != "yes"
            assert pilot.app.screen.query_one("#words", Input).value == "fine by me"
            await pilot.press("ctrl+s")
            await on(pilot, PlanScreen)
            assert screen.desk.case(screen.case.id).plan.consent("employer").state == "yes"

    async def test_a_field_that_nobody_filled_in_takes_away_nothing_that_was_written_elsewhere(
        self, opened: Opened
    ) -> None:
        async with opened() as pilot:
            screen = await plan_of(pilot)
            screen.write(GoalWritten(goal="g1", what="Walk"))
            await mark(pilot, "goal g1")
            await pilot.press("e")
            await on(pilot, FormScreen)
            await pilot.press(*"Swim")
            other = GoalWritten(goal="g1", what="Walk", sign="The dog is calm", aim="return", owner="employer")
            screen.desk.write(screen.desk.case(screen.case.id), other, "")
            await pilot.press("ctrl+s")
            assert "Since then: Goal" in problem(pilot)
            assert pilot.app.screen.query_one("#what", Input).value == "Swim"
            assert pilot.app.screen.query_one("#sign", Input).value == "The dog is calm"
            await pilot.press("ctrl+s")
            await on(pilot, PlanScreen)
            (goal,) = (goal for goal in screen.desk.case(screen.case.id).plan.goals if goal.key == "g1")
            assert (goal.what, goal.sign, goal.owner) == ("Swim", "The dog is calm", "employer")


class TestReview:
    @THOROUGH
    @pytest.mark.parametrize(("key", "state"), [("b", "returned"), ("y", "signed")])
    async def test_the_words_of_a_review_stay_until_it_is_saved(self, opened: Opened, key: str, state: str) -> None:
        async with opened() as pilot:
            await adviser_does(pilot, "h")
            await senior_opens(pilot)
            await pilot.press(key)
            await on(pilot, SayScreen)
            await pilot.press(*"Whose is it?")
            with failing(desk(pilot), "append"):
                await pilot.press("enter")
                assert isinstance(pilot.app.screen, SayScreen)
                assert pilot.app.screen.query_one(Words).text == "Whose is it?"
                assert "disk is full" in problem(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: not isinstance(pilot.app.screen, SayScreen))
            standing = desk(pilot).case("T-2").standing
            assert (standing.state, standing.words) == (state, "Whose is it?")

    @THOROUGH
    async def test_a_comment_stays_until_it_is_saved(self, opened: Opened) -> None:
        async with opened() as pilot:
            await adviser_does(pilot, "h")
            await senior_opens(pilot)
            await pilot.press("k")
            await on(pilot, SayScreen)
            await pilot.press(*"Clear")
            with failing(desk(pilot), "append"):
                await pilot.press("enter")
                assert pilot.app.screen.query_one(Words).text == "Clear"
            await pilot.press("enter")
            await on(pilot, ReviewScreen)
            act = desk(pilot).case("T-2").entries[-1].act
            assert isinstance(act, Commented)
            assert act.text == "Clear"

    async def test_a_plan_that_changed_while_it_was_being_signed_is_looked_at_first_and_the_words_wait(
        self, opened: Opened
    ) -> None:
        async with opened() as pilot:
            await adviser_does(pilot, "h")
            await senior_opens(pilot)
            await pilot.press("y")
            await on(pilot, SayScreen)
            await pilot.press(*"Good")
            hers = desk(pilot)
            his = Desk(hers.store, hers.current_bank, Adviser(name="Dan Price", role="adviser"))
            his.write(his.case("T-2"), StepWritten(step="s1", what="Ring the ward"), "")
            await pilot.press("enter", "enter")
            assert desk(pilot).case("T-2").standing.state == "submitted"
            assert "changed while you were reading it" in problem(pilot)
            await pilot.press("escape")
            await on(pilot, ReviewScreen)
            await pilot.press("y")
            await on(pilot, SayScreen)
            assert pilot.app.screen.query_one(Words).text == "Good"


class TestPeople:
    @THOROUGH
    async def test_a_client_whose_reference_is_taken_is_not_typed_again(self, opened: Opened) -> None:
        async with opened() as pilot:
            await pilot.press("ctrl+n")
            await on(pilot, ClientScreen)
            await pilot.press(*"Maureen", "tab", "tab", "tab", *"T-2", "ctrl+s")
            assert isinstance(pilot.app.screen, ClientScreen)
            assert pilot.app.screen.query_one("#name", Input).value == "Maureen"
            assert "T-2" in problem(pilot)
            pilot.app.screen.query_one("#reference", Input).value = "T-77"
            await pilot.press("ctrl+s")
            await on(pilot, CaseloadScreen)
            assert desk(pilot).case("T-77").client.name == "Maureen"

    @THOROUGH
    async def test_a_name_that_cannot_be_recorded_stays(self, opened: Opened) -> None:
        async with opened() as pilot:
            await pilot.press("f6")
            await on(pilot, WorkingAsScreen)
            await pilot.press("n", *"Ola Berg", "enter")
            with failing(desk(pilot), "set_adviser"):
                await pilot.press("enter")
                assert isinstance(pilot.app.screen, WorkingAsScreen)
                assert pilot.app.screen.query_one("#who", Input).value == "Ola Berg"
                assert "disk is full" in problem(pilot)
            await pilot.press("enter")
            await on(pilot, CaseloadScreen)
            assert desk(pilot).adviser.name == "Ola Berg"

    @THOROUGH
    async def test_the_file_of_a_supervision_that_cannot_be_written_stays_to_be_put_right(self, opened: Opened) -> None:
        async with opened() as pilot:
            await work_as(pilot, "2", "Ruth Ellery")
            await pilot.press("f7")
            await on(pilot, SupervisionScreen)
            await pilot.press("w", "tab", "tab", "space", "tab", *"Wait", "ctrl+s")
            await on(pilot, SupervisionScreen)
            await pilot.press("f12")
            await on(pilot, FormScreen)
            pilot.app.screen.query_one("#to", Input).value = "/nowhere/at/all.odt"
            await pilot.press("ctrl+s")
            assert pilot.app.screen.query_one("#to", Input).value == "/nowhere/at/all.odt"
            assert "none of .md" in problem(pilot)
