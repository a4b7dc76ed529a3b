"""A count as long as the round of a day is from the day that is nearest; and two figures behind an apostrophe are a
year."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.rough_days import RoughDay
from assessor.saying.said_days import NoDay, read_day

TODAY = date(2026, 12, 1)  # a Tuesday
COUNTED = {
    "a year from 5 Dec": date(2027, 12, 5),
    "a year on 5 Dec": date(2027, 12, 5),
    "a year after 5 Dec": date(2027, 12, 5),
    "two years from 5 Dec": date(2028, 12, 5),
    "18 months from 5 Dec": date(2028, 6, 5),
    "6 months from 5 Dec": date(2027, 6, 5),
    "52 weeks from 5 Dec": date(2027, 12, 4),
    "a month from the 5th": date(2027, 1, 5),
    "a year after Easter": date(2028, 3, 28),
    "a year from Christmas": date(2027, 12, 25),
    "a year from the first Monday in January": date(2028, 1, 4),
    "a week on 5 Dec": date(2026, 12, 12),
    "3 months after Christmas": date(2027, 3, 25),
}
YEARS = {
    "Jan '26": RoughDay(2026, 1, 15, "month"),
    "Jan’26": RoughDay(2026, 1, 15, "month"),
    "in Jan, ‘26": RoughDay(2026, 1, 15, "month"),
    "mid Jan '26": RoughDay(2026, 1, 15, "mid"),
    "end of Jan '26": RoughDay(2026, 1, 31, "end"),
    "end of '25": RoughDay(2025, 12, 31, "end"),
    "Jan '19": RoughDay(2019, 1, 15, "month"),
    "5 Jan '26": date(2026, 1, 5),
    "the 5th of Jan '26": date(2026, 1, 5),
    "5/1/'26": date(2026, 1, 5),
    "5 1 '26": date(2026, 1, 5),
    "Easter '26": date(2026, 4, 5),
    "New Year's Day '26": date(2026, 1, 1),
}


@pytest.mark.parametrize("phrase", COUNTED)
@pytest.mark.parametrize("looking", ["either", "forward"])
def test_a_long_count_is_from_the_nearest(phrase: str, looking: str) -> None:
    assert read_day(phrase, TODAY, looking) == COUNTED[phrase]  # type: ignore[arg-type]


def test_a_year_before_is_counted_from_the_nearest_too() -> None:
    assert read_day("a year before 5 Dec", TODAY) == read_day("a year before 5 Dec", TODAY, "back") == date(2025, 12, 5)


@pytest.mark.parametrize("phrase", YEARS)
@pytest.mark.parametrize("looking", ["either", "back"])
def test_two_figures_behind_an_apostrophe_are_a_year(phrase: str, looking: str) -> None:
    read = read_day(phrase, TODAY, looking)  # type: ignore[arg-type]
    assert read == YEARS[phrase]


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("Jan '27", "January 2027 is still to come"),
        ("a year from 5 Dec", "5 December 2027 is still to come"),
        ("'27", "alone is no day"),
    ],
)
def test_it_is_refused_where_it_is_on_the_other_side_or_no_day(phrase: str, why: str) -> None:
    with pytest.raises(NoDay, match=why):
        read_day(phrase, TODAY, "back")
