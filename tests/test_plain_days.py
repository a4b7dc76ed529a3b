"""Days and hours typed in plain lines, on a day that is set: what is read, what is kept, and how it is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assessor.acts.acts_file import do_acts, read_acts
from assessor.care.case import read_case
from assessor.export import export_document
from assessor.journal import Answered, Client
from assessor.rough_days import RoughDay
from tests.care.conftest import shipped_bank
from tests.records.samples import ticking
from tests.test_plain import Room

SIOBHAN = Client(name="Siobhan O’Dwyer", called="Siobhan", reference="TT-20436", therapist="Farah Nasser")
OPENING = ("1", "1", "7", "1", "2")
WEDNESDAY, FRIDAY = datetime(2026, 12, 2, 10, tzinfo=UTC), datetime(2026, 12, 11, 16, 45, tzinfo=UTC)
TUESDAY = datetime(2026, 12, 15, 9, 4, tzinfo=UTC)
NEXT_CALL, FIRST_STEP = ("go to next call", "1"), ("go to first step by", "1")
FIRST_DAY_OFF = (*OPENING, "1", "1", "1", "37", "go to first full day off", "1")


def room_on(moment: datetime) -> Room:
    return Room(shipped_bank(), SIOBHAN, moment)


def goes_on(room: Room, moment: datetime) -> None:
    """The desk's clock stands at another day."""
    moments = ticking(moment)
    room.desk.clock = lambda: next(moments)


def read_back(told: list[str]) -> list[str]:
    """The days that were read back, and what was refused."""
    return [line for line in told if "Enter to keep it" in line or line.startswith("Not taken")]


SHOWN = {
    "07.12": "Monday 7 December 2026, in 5 days",
    "7.12": "Monday 7 December 2026, in 5 days",
    "a week today": "Wednesday 9 December 2026, in 7 days",
    "tomorrow week": "Thursday 10 December 2026, in 8 days",
    "today week": "Wednesday 9 December 2026, in 7 days",
    "a week on Tuesday": "Tuesday 15 December 2026, in 13 days",
    "Tuesday week": "Tuesday 15 December 2026, in 13 days",
    "mid January": "mid January 2027, counted as 15 January 2027, in 6 weeks",
    "Boxing Day": "Saturday 26 December 2026, in 3 weeks",
}


def test_a_day_is_read_back_with_what_was_typed_before_it_counts() -> None:
    room = room_on(WEDNESDAY)
    told = room.call(*OPENING, *NEXT_CALL, *SHOWN, "leave")
    assert read_back(told) == [
        f'"{typed}" is {day}. Enter to keep it, or type another.' for typed, day in SHOWN.items()
    ]
    assert "next_date" not in room.case.calls[0].interview.responses


def test_a_day_that_is_asked_about_or_not_understood_is_not_taken() -> None:
    told = room_on(WEDNESDAY).call(
        *OPENING, *NEXT_CALL, "next Friday", "Thursday 7 December", "payday", "10.30", "leave"
    )
    assert [line.split(";")[0] for line in read_back(told)] == [
        "Not taken: 'next Friday' could be Friday 4 December 2026 or Friday 11 December 2026",
        "Not taken: 7 December 2026 is a Monday",
        "Not taken: 'payday' is not understood",
        "Not taken: '10.30' is a time, and a day is asked",
    ]


def test_a_weekday_is_the_one_to_come_where_either_side_may_be_meant() -> None:
    told = room_on(WEDNESDAY).call(*OPENING, *FIRST_STEP, "Friday", "by Friday", "3 weeks", "leave")
    assert [line.partition(" is ")[2].split(",")[0] for line in read_back(told)[:2]] == ["Friday 4 December 2026"] * 2
    assert "from which day?" in read_back(told)[2]


def test_a_call_that_goes_on_another_day_reads_days_from_that_day_and_keeps_what_was_read() -> None:
    room = room_on(FRIDAY)
    room.call(*OPENING, "leave")
    goes_on(room, TUESDAY)
    told = room.call(*NEXT_CALL, "yesterday", "2026-12-12", "tomorrow", "", "said", "leave")
    assert read_back(told) == [
        "Not taken: 14 December 2026 is past; takes a day from today on.",
        "Not taken: 12 December 2026 is past; takes a day from today on.",
        '"tomorrow" is Wednesday 16 December 2026, tomorrow. Enter to keep it, or type another.',
    ]
    assert "6. Next call: 16 December 2026 · tomorrow." in told
    assert room.acts[-1] == Answered(question="next_date", value="2026-12-16")
    assert "Wednesday 16 December 2026" in export_document(room.case, "txt", "therapist").decode()


def test_a_day_that_is_past_by_now_is_taken_in_a_call_that_began_before_it() -> None:
    room = room_on(FRIDAY)
    room.call(*FIRST_DAY_OFF, "leave")
    goes_on(room, TUESDAY)
    room.call("go to first full day off", "1", "yesterday", "")
    again = read_case(room.case.id, room.case.entries, room.desk.bank)
    assert again.calls[0].interview.answer("first_day_off") == date(2026, 12, 14)
    assert not again.calls[0].interview.problems


def test_a_day_in_a_file_of_acts_is_read_once_and_kept_as_a_day() -> None:
    room = room_on(FRIDAY)
    room.call(*OPENING, "leave")
    goes_on(room, TUESDAY)
    filed, _ = read_acts("- {act: answer, question: next_date, value: tomorrow}", "acts.yaml")
    assert do_acts(room.desk, room.case, filed).entries[-1].act == Answered(question="next_date", value="2026-12-16")


def test_a_month_stands_on_the_plan_as_what_it_is_and_counts_as_a_day() -> None:
    room = room_on(WEDNESDAY)
    room.call(*FIRST_DAY_OFF, "mid September", "", "go to fit note ends", "leave")
    interview = room.case.calls[0].interview
    assert interview.answer("first_day_off") == RoughDay(2026, 9, 15, "mid")
    assert room.acts[-1] != Answered(question="first_day_off", value="2026-09-15")
    assert Answered(question="first_day_off", value="2026-09-15 mid") in room.acts
    assert interview.values["sickness_weeks"] == 11
    told = room.call("read back")
    assert any("mid September 2026" in line for line in told)
    assert not any("15 September" in line for line in told)
    page = export_document(room.case, "txt", "therapist").decode()
    assert "mid September 2026" in page
    assert "15 September" not in page


@pytest.mark.parametrize(
    ("typed", "hours", "band"), [("37.5", 37.5, "01"), ("37½", 37.5, "01"), ("29.5", 29.5, "02"), ("30", 30, "01")]
)
def test_hours_with_a_half_are_taken_and_fall_in_their_band(typed: str, hours: float, band: str) -> None:
    room = room_on(WEDNESDAY)
    room.call(*OPENING, "1", "2", "1", typed, "leave")
    assert room.case.calls[0].interview.answer("hours") == hours
    assert room.case.status_records[-1].WeekHoursWorked == band


def test_next_december_said_in_december_is_asked_about_and_the_goal_is_kept() -> None:
    room = room_on(datetime(2026, 12, 1, 10, tzinfo=UTC))
    told = room.call(*OPENING, "goal", "Two mornings", "next December", "December 2027", *[""] * 9)
    assert any(line.startswith("Not taken: 'next December' could be December 2026 or") for line in told)
    assert [(goal.what, goal.by) for goal in room.case.plan.goals] == [("Two mornings", "December 2027")]
