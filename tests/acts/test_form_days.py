"""Days in a form: on the side that its field looks to, kept in words where they are none, asked about where two."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.acts.forms import Field
from assessor.journal import GoalWritten
from assessor.rough_days import RoughDay
from assessor.saying import said_days
from assessor.scripts.kinds import Refused

TODAY = date(2026, 12, 2)  # a Wednesday
BY, AGREED = Field("by", "By when", "when"), Field("on", "Agreed on", "day", looking="back")

READ = {
    ("by", "Friday"): ("4 December 2026", date(2026, 12, 4)),
    ("by", "mid September"): ("mid September 2027", RoughDay(2027, 9, 15, "mid")),
    ("by", "3 weeks"): ("23 December 2026", date(2026, 12, 23)),
    ("by", "mid September 2026"): ("mid September 2026", RoughDay(2026, 9, 15, "mid")),
    ("by", "1 November 2026"): ("1 November 2026", date(2026, 11, 1)),
    ("by", "when she is ready"): ("when she is ready", None),
    ("by", "before Christmas"): ("before 25 December 2026", None),
    ("by", "next week"): ("next week", None),
    ("by", ""): ("", None),
    ("on", "Friday"): ("27 November 2026", date(2026, 11, 27)),
    ("on", "the 30th"): ("30 November 2026", date(2026, 11, 30)),
    ("on", "3 weeks ago"): ("11 November 2026", date(2026, 11, 11)),
    ("on", "today"): ("2 December 2026", date(2026, 12, 2)),
}


def test_a_day_is_read_on_the_side_that_the_field_looks_to() -> None:
    fields = {"by": BY, "on": AGREED}
    read = {(name, typed): tuple(fields[name].read(typed, TODAY).values()) for name, typed in READ}
    assert read == READ


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        (BY, "next Friday", "could be Friday 4 December 2026 or Friday 11 December 2026"),
        (BY, "next December", "could be December 2026 or December 2027"),
        (BY, "Thursday 7 December", "is a Monday"),
        (AGREED, "mid November", "is not one day"),
        (AGREED, "some time ago", "no day I know"),
    ],
)
def test_what_may_be_two_days_is_asked_about_and_not_kept_in_words(field: Field, typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        field.read(typed, TODAY)


def test_a_fault_in_the_grammar_is_a_refusal_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("generator raised StopIteration")

    monkeypatch.setattr(said_days, "readings", broken)
    for field, typed in ((BY, "next December"), (AGREED, "last December")):
        with pytest.raises(Refused, match="cannot be read here"):
            field.read(typed, TODAY)


def test_words_that_stood_there_before_are_not_asked_about() -> None:
    assert Field("by", "By when", "when", "next Friday").read_value(TODAY) == {"by": "next Friday", "by_day": None}


def test_a_goal_keeps_what_is_known_of_its_day_and_older_entries_read_as_they_did() -> None:
    goal = GoalWritten(goal="g", what="Two mornings", due=RoughDay(2027, 9, 15, "mid"))
    assert GoalWritten.model_validate_json(goal.model_dump_json()) == goal
    assert '"due":"2027-09-15 mid"' in goal.model_dump_json()
    older = GoalWritten.model_validate_json('{"goal": "g", "what": "Two mornings", "due": "2027-09-15"}')
    assert older.due == date(2027, 9, 15)
    assert older.due != goal.due
