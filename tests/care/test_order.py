"""What came last is told by its place in the journal, whatever the clock said: in goals, steps, comments and checks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assessor.acts.supervision import held_with
from assessor.care.case import read_case
from assessor.care.clock import clock_jumped
from assessor.journal import (
    UNPLACED,
    Answered,
    CallEnded,
    Commented,
    Decided,
    Entry,
    GoalRated,
    GoalWritten,
    Paused,
    Resumed,
    StepWritten,
    SupervisionHeld,
)
from assessor.views.comments import comments_on
from tests.care.conftest import NOON
from tests.care.records import Records
from tests.care.test_later_calls import FIRST, bank
from tests.export.client import BANK, acts, case_of
from tests.records.memory import Disk
from tests.records.samples import latest

GOAL = GoalWritten(goal="goal 0.1", what="Back on nights", by="5 December 2026")
STEP = StepWritten(step="action 0.1", what="Ring Sam")
AGREED = Decided(suggestion="workplace_meeting", decision="accepted")
BACK = {"days": -30.0}


def after_first_call() -> Records:
    """Rosa's case after a first call that left a goal, a step and a suggestion that was agreed."""
    records = Records(bank())
    answers = [(name, tuple(value) if isinstance(value, list) else value) for name, value in FIRST.items()]
    records.call(*answers)
    records.case = records.desk.write(records.case, [AGREED, CallEnded()], latest(records.case))
    return records


def reviewed(records: Records, *answers: tuple[str, Any]) -> Records:
    """A review in which these answers were given."""
    return records.call(*answers, script="review")


class TestThePlace:
    def test_every_entry_stands_where_the_journal_has_it_also_what_was_taken_back(self) -> None:
        records = after_first_call().hand(GOAL).undo().redo().undo().hand(STEP)
        for case in (records.case, records.read_again()):
            assert [entry.place for entry in case.entries] == list(range(len(case.entries)))
            assert [entry.place for entry in case.calls[0].entries] == sorted(
                entry.place for entry in case.entries if entry.call
            )
            assert case.by_hand.steps["action 0.1"].entry.place == len(case.entries) - 1

    def test_it_is_no_part_of_what_is_kept_nor_of_what_an_entry_is(self) -> None:
        records = after_first_call()
        disk: Disk = records.desk.store.disk  # type: ignore[attr-defined]  # the store without a disk has one
        assert not [body for _, _, body in disk.entries if '"place"' in body]
        kept = records.desk.store.journal(records.case.id)
        assert kept == records.case.entries
        assert {entry.place for entry in kept} == {UNPLACED}
        assert len({*kept, *records.case.entries}) == len(kept)
        assert records.case.entries[0] != records.case.entries[1]
        assert records.case.entries[0] != "an entry"

    def test_a_version_reads_with_the_places_of_the_whole_journal(self) -> None:
        records = after_first_call().hand(GOAL).undo().hand(STEP)
        again = read_case("c", records.case.entries[:-1], records.desk.bank)
        assert [entry.place for entry in again.entries] == list(range(len(records.case.entries) - 1))


class TestGoalsAndSteps:
    @pytest.mark.parametrize("clock", [{}, BACK])
    def test_what_a_later_call_says_of_a_goal_stands_over_what_was_written_before_it(
        self, clock: dict[str, float]
    ) -> None:
        records = reviewed(after_first_call().hand(GOAL).ahead(**clock), ("goal_1_state", "reached"))
        assert [goal.state for goal in records.case.plan.goals] == ["reached"]

    @pytest.mark.parametrize("clock", [{}, BACK])
    def test_what_is_written_of_a_goal_after_a_call_stands_over_what_was_said_there(
        self, clock: dict[str, float]
    ) -> None:
        records = reviewed(after_first_call(), ("goal_1_state", "let_go")).ahead(**clock).hand(GOAL)
        assert [goal.state for goal in records.case.plan.goals] == ["going_on"]

    @pytest.mark.parametrize("clock", [{}, BACK])
    def test_where_the_client_is_with_a_goal_is_the_last_rating_that_was_given(self, clock: dict[str, float]) -> None:
        records = after_first_call().hand(GoalRated(goal="goal 0.1", value=6)).ahead(**clock)
        records = reviewed(records, ("goal_1_now", 4)).hand(GoalRated(goal="goal 0.1", value=5))
        (goal,) = records.case.plan.goals
        assert ([rating.value for rating in goal.ratings], goal.now) == ([2, 6, 4, 5], 5)

    @pytest.mark.parametrize("clock", [{}, BACK])
    def test_a_step_stands_as_it_was_last_said_to_stand(self, clock: dict[str, float]) -> None:
        records = reviewed(after_first_call().hand(STEP).ahead(**clock), ("step_1_state", "done"))
        assert [step.state for step in records.case.plan.actions] == ["done"]
        assert [step.state for step in records.ahead(**clock).hand(STEP).case.plan.actions] == ["to_do"]

    def test_a_suggestion_that_a_call_said_is_done_can_be_opened_again_by_hand(self) -> None:
        records = reviewed(after_first_call(), ("step_2_state", "done"))
        under_way = AGREED.model_copy(update={"progress": "under_way"})
        stood = []
        for _ in range(2):
            stood.append(records.case.plan.suggestion("workplace_meeting"))
            records.hand(under_way)
        assert [one and one.progress for one in stood] == ["done", "under_way"]
        records.say(("step_2_state", "dropped"))
        meeting = records.case.plan.suggestion("workplace_meeting")
        assert meeting is not None
        assert meeting.progress == "dropped"


def test_comments_stand_in_the_order_in_which_they_were_written() -> None:
    records = after_first_call()
    for text in ("By when?", "1 March", "Whose?"):
        records.hand(Commented(line="goal goal 0.1", text=text)).ahead(**BACK)
    assert [text for _, text in comments_on(records.case, "goal goal 0.1")] == ["By when?", "1 March", "Whose?"]


def test_supervisions_of_one_day_stand_in_the_order_in_which_they_were_written_down() -> None:
    held = [SupervisionHeld(adviser="Dan Price", on=NOON.date(), learning=words) for words in ("first", "second")]
    entries = [Entry(id=str(n), at=NOON - timedelta(hours=n), by="Ruth", act=act) for n, act in enumerate(held)]
    assert held_with(entries) == entries


def test_a_check_looks_at_what_was_said_last_though_the_clock_was_put_back() -> None:
    records = Records(bank()).call(("employ_status", "01"), ("off_sick_now", "yes"), script="review")
    records.ahead(**BACK).say(("employ_status", "02"))
    assert [doubt.id for doubt in records.case.calls[0].interview.doubts] == []
    records.ahead(**BACK).say(("off_sick_now", "yes"))
    assert [doubt.id for doubt in records.case.calls[0].interview.doubts] == ["no_job_but_off"]


def test_a_call_answered_after_its_end_is_amended_for_a_health_record_though_the_clock_was_put_back() -> None:
    from assessor.export.fhir.calls import responses
    from assessor.export.fhir.people import People

    happened = [*acts(lambda place: place), Answered(question="role", value="Baker")]
    case = case_of(happened)
    entries = [*case.entries[:-1], case.entries[-1].model_copy(update={"at": NOON - timedelta(days=999)})]
    again = read_case("case-1", entries, lambda _: BANK)
    assert [response["status"] for response in responses(People(again))] == ["amended"]


JUMPS = [
    ((0, 30, 60), "", ""),
    ((0, 30, -60), "", ""),
    ((0, 30, -3600), "", "what is dated 18 November 2026 at 12:00 was written before what is dated 18 November 2026"),
    ((0, 315_576_000, 60), "", "what is dated 18 November 2036"),
    ((0, 30, 3600), "at once", "what was written is dated 18 November 2026 at 13:00, which is still to come"),
    ((0, 30, 90), "at once", ""),
]


@pytest.mark.parametrize(("seconds", "now", "told"), JUMPS)
def test_a_clock_that_jumps_is_told(seconds: tuple[int, ...], now: str, told: str) -> None:
    entries = [
        Entry(id=str(n), at=NOON + timedelta(seconds=span), by="Dan Price", act=CallEnded())
        for n, span in enumerate(seconds)
    ]
    said = clock_jumped(entries, NOON if now else None)
    assert told in said
    assert bool(said) is bool(told)


class TestTheLengthOfATalk:
    def test_a_clock_that_jumps_makes_it_neither_negative_nor_years_long(self) -> None:
        records = after_first_call().call(("employ_status", "01"))
        for jump in (3650.0, -7300.0, 3650.0):
            records.ahead(days=jump).say(("off_sick_now", "yes"))
        call = records.case.calls[-1]
        assert timedelta() < call.talked(records.at) < timedelta(minutes=5)
        assert call.talked(records.at - timedelta(days=400)) >= timedelta()

    def test_it_is_without_what_stood_still(self) -> None:
        records = after_first_call().call(("employ_status", "01"))
        records.case = records.desk.write(records.case, Paused(), latest(records.case))
        records.ahead(minutes=40)
        records.case = records.desk.write(records.case, Resumed(), latest(records.case))
        assert records.case.calls[-1].talked(records.at) < timedelta(minutes=3)

    def test_a_call_that_was_left_open_overnight_was_no_talk_of_a_night(self) -> None:
        records = after_first_call().call(("employ_status", "01")).ahead(hours=18)
        records.case = records.desk.write(records.case, CallEnded(), latest(records.case))
        assert records.case.calls[-1].talked(records.at) < timedelta(minutes=3)
