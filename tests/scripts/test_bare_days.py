"""Days that are said with little beside them: a weekday by itself, a week on from one, a length of time."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.scripts.kinds import Refused
from assessor.scripts.kinds.days import Day
from tests.care.conftest import shipped_bank

TODAY = date(2026, 12, 2)  # a Wednesday
LOOKS_AHEAD = [
    *(f"first_assessment.{name}" for name in ("action1_by", "action2_by", "goal1_by", "next_date", "formal_date")),
    *(f"workplace_meeting.{name}" for name in ("advice_by", "prep_by", "agreed1_by")),
    *(f"review.{name}" for name in ("new_step_by", "new_step2_by")),
]


def read(text: str, when: str = "any") -> date:
    return Day.model_validate({"id": "x", "kind": "date", "short": "x", "say": "x", "when": when}).parse(text, TODAY)


@pytest.mark.parametrize("typed", ["Friday", "by Friday", "on Friday", "this Friday", "friday", "Fri"])
@pytest.mark.parametrize("asked", LOOKS_AHEAD)
def test_a_weekday_by_itself_is_the_one_to_come_where_the_question_looks_ahead(asked: str, typed: str) -> None:
    script, _, name = asked.partition(".")
    question = shipped_bank().course(script).question(name)
    assert isinstance(question, Day)
    assert question.parse(typed, TODAY) == date(2026, 12, 4)


@pytest.mark.parametrize("when", ["any", "future"])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("a week today", 9),
        ("tomorrow week", 10),
        ("today week", 9),
        ("a week on Tuesday", 15),
        ("Tuesday week", 15),
        ("by a week on Tuesday", 15),
        ("a fortnight on Monday", 21),
        ("2 weeks from Monday", 21),
        ("3 weeks from today", 23),
        ("Wednesday", 9),
        ("07.12", 7),
        ("7.12", 7),
        ("by 7.12", 7),
        ("in 3 weeks", 23),
    ],
)
def test_a_day_is_the_one_that_was_said(typed: str, day: int, when: str) -> None:
    assert read(typed, when) == date(2026, 12, day)


def test_a_day_and_month_with_a_stop_between_are_a_day_where_it_is_past_too() -> None:
    assert read("04.05", "past") == date(2026, 5, 4)
    assert read("Friday", "past") == date(2026, 11, 27)


@pytest.mark.parametrize("typed", ["3 weeks", "for 3 weeks", "two weeks", "a month", "a couple of weeks"])
def test_a_length_of_time_alone_asks_from_which_day(typed: str) -> None:
    with pytest.raises(Refused, match="from which day"):
        read(typed)


@pytest.mark.parametrize("typed", ["a week today", "Tuesday week", "this Friday"])
def test_what_is_to_come_is_refused_where_only_the_past_is_meant(typed: str) -> None:
    with pytest.raises(Refused, match="still to come"):
        read(typed, "past")
