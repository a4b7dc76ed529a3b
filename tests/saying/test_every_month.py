"""Every month said on every kind of day of the year: no phrase is a fault in the grammar, whatever it comes to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from assessor.rough_days import RoughDay
from assessor.saying import said_days
from assessor.saying.phrase import Looking
from assessor.saying.said_days import NoDay, WhichDay, day_of_phrase, read_day, told
from assessor.scripts.kinds import Refused, days
from tests.thorough import THOROUGH
from tests.thorough import picked as those

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WHICH = (
    "", "this", "next", "last", "early", "mid", "late", "end of", "start of", "early next", "mid last", "late this",
    "end of next", "the 5th of", "the 5th of next", "the last Friday in", "the last Friday in next",
    "a week before next", "a year after", "since last", "by next", "about the 5th of",
)  # fmt: skip
NAMED = ("Christmas", "Easter", "Boxing Day", "New Year's Eve", "New Year's Day", "Good Friday")
KINDS_OF_DAY = {
    "first of the year": date(2027, 1, 1),
    "last of the year": date(2026, 12, 31),
    "leap day": date(2028, 2, 29),
    "last of a February": date(2027, 2, 28),
    "Christmas": date(2026, 12, 25),
    "Easter": date(2027, 3, 28),
    "a year before a leap day": date(2027, 3, 1),
    "end of a century": date(2100, 2, 28),
} | {
    f"day {day} of {MONTHS[month - 1]}": date(2026, month, day)
    for month in range(1, 13)
    for day in (1, 10, 11, 20, 21, 28)
}
EVERYDAY = ("leap day", "Christmas", "day 1 of December", "day 10 of March")


@pytest.mark.parametrize("kind", those(KINDS_OF_DAY, EVERYDAY))
def test_no_month_said_on_any_day_is_a_fault(kind: str) -> None:
    today = KINDS_OF_DAY[kind]
    for which in WHICH:
        for name in (*MONTHS, *NAMED):
            for looking in get_args(Looking):
                _read(f"{which} {name}".strip(), today, looking)


@THOROUGH
def test_no_month_said_on_any_day_of_eight_years_is_a_fault() -> None:
    for away in range(366 * 8):
        today = date(2024, 1, 1) + timedelta(away)
        for which in ("this", "next", "last", "early", "mid", "late", "end of", "end of next", "mid last"):
            _read(f"{which} {MONTHS[(today.month - 1 + away) % 12]}", today, "either")
            _read(f"{which} {MONTHS[today.month - 1]}", today, "either")


def _read(phrase: str, today: date, looking: Looking) -> None:
    try:
        told(day_of_phrase(phrase, today, looking), today)
    except NoDay:
        pass
    except Exception as fault:
        raise AssertionError(f"{phrase!r} said on {today}, looking {looking}") from fault


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 10, 20, 28])
def test_next_said_in_the_month_itself_is_asked_and_last_is_a_year_ago(month: int, day: int) -> None:
    today, name = date(2026, month, day), MONTHS[month - 1]
    for looking in ("either", "forward"):
        with pytest.raises(WhichDay, match=f"could be {name} 2026 or {name} 2027"):
            day_of_phrase(f"next {name}", today, looking)
    for looking in ("either", "back"):
        read = day_of_phrase(f"last {name}", today, looking)  # type: ignore[arg-type]
        assert (read.year, read.month) == (2025, month)
    this = day_of_phrase(f"this {name}", today)
    assert isinstance(this, RoughDay)
    assert (this.year, this.month) == (2026, month)


def test_a_fault_in_the_grammar_is_a_refusal_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("generator raised StopIteration")

    monkeypatch.setattr(said_days, "readings", broken)
    with pytest.raises(NoDay, match="'next December' cannot be read here; write the day as 18 Dec 2026"):
        read_day("next December", date(2026, 12, 1))
    field = days.Day(id="by", kind="date", say="By when?")
    with pytest.raises(Refused, match="cannot be read here"):
        field.parse("next December", date(2026, 12, 1))
