"""Days as people say them: never read wrongly in silence, whatever is typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rough_days import as_day
from assessor.saying.said_days import NoDay, WhichDay, read_day, told
from tests.saying.phrases import MONTHS, NEVER, WEDNESDAY, WEEKDAYS, Said, phrases
from tests.thorough import examples


def read(said: Said, today: date) -> date | None:
    try:
        return as_day(read_day(said.phrase, today, said.looking))  # type: ignore[arg-type]
    except NoDay:
        return None


def faults(today: date, table: list[Said]) -> list[str]:
    """Every phrase of the table that is not read as the day it says."""
    readings = ((said, read(said, today)) for said in table)
    return [
        f"{today} {said.phrase!r} {said.looking}: {day}, not {said.day}" for said, day in readings if day != said.day
    ]


def test_no_phrase_of_the_table_is_read_as_another_day() -> None:
    table = list(dict.fromkeys(phrases()))
    assert len(table) > 5_000
    assert not faults(WEDNESDAY, table)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "today",
    [
        WEDNESDAY,
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 2, 28),
        date(2026, 3, 1),
        date(2026, 6, 7),
        date(2026, 8, 31),
        date(2026, 10, 17),
    ],
)
def test_no_phrase_is_read_as_another_day_whenever_it_is_said(today: date) -> None:
    assert not faults(today, list(dict.fromkeys(phrases(today))))


def test_a_word_that_is_not_understood_is_never_passed_over() -> None:
    read_days = [said for said in list(dict.fromkeys(phrases()))[::29] if said.day is not None]
    longer = [
        Said(form.format(said.phrase), said.looking, None) for said in read_days for form in ("{} zebra", "zebra {}")
    ]
    assert len(longer) > 100
    assert not faults(WEDNESDAY, longer)


REFUSALS = {
    "payday": "'payday' is not understood; write",
    "wensday": "'wensday' is not understood; did you mean Wednesday?",
    "14 setpember": "'setpember' is not understood; did you mean September?",
    "bank holiday": "'bank' and 'holiday' are not understood; write",
    "maybe Friday": "'maybe' leaves the day open; write the day alone",
    "Friday morning": "'morning' is a time, and a day is asked; write",
    "half past ten": "'half past ten' is a time, and a day is asked; write",
    "half ten": "'half ten' is a time, and a day is asked; write",
    "half term": "'term' is not understood; write",
    "a week and a half ago": "'a week and a half ago' is no whole number of days or months",
    "Friday 2pm": "'2pm' is a time, and a day is asked; write",
    "10.30": "'10.30' is a time, and a day is asked; write",
    "Friday 10:30": "'10:30' is a time, and a day is asked; write",
    "Monday or Tuesday": "'or' makes it more than one day; write one",
    "after Easter": "'after Easter' names no day; write how long after, such as a week after Easter",
    "next week": "'next week' is a week and no day; write",
    "up to payday": "'payday' is not understood; write",
    "31 June": "June has 30 days",
    "29 February": "29 February is a day of leap years alone; is it Tuesday 29 February 2028?",
    "12/25/26": "there is no month 25; the day comes first here: 25/12",
    "in 5000 years": "the year 7026 cannot be meant",
    "in 9999 years": "no calendar reaches so far",
    "1.1.1800": "the year 1800 cannot be meant",
    "last Friday": "27 November 2026 is past; takes a day from today on",
}


def test_what_is_refused_says_which_word_it_was_and_what_would_do() -> None:
    said = {}
    for phrase in REFUSALS:
        with pytest.raises(NoDay) as refused:
            read_day(phrase, WEDNESDAY, "forward")
        said[phrase] = str(refused.value)
    assert [phrase for phrase, words in REFUSALS.items() if not said[phrase].startswith(words)] == [], said


ASKED = {
    ("next Friday", "forward"): "Friday 4 December 2026 or Friday 11 December 2026",
    ("last Tuesday", "back"): "Tuesday 24 November 2026 or Tuesday 1 December 2026",
    ("Dec 26", "forward"): "December 2026 or Saturday 26 December 2026",
    ("25 June", "either"): "Thursday 25 June 2026 or Friday 25 June 2027",
    ("the 30th", "either"): "Monday 30 November 2026 or Wednesday 30 December 2026",
    ("last September", "back"): "September 2025 or September 2026",
    ("this Monday", "either"): "Monday 30 November 2026 or Monday 7 December 2026",
    ("Thursday 7 December", "forward"): "7 December 2026 is a Monday; is it Monday 7 December 2026, or Thursday 10",
    ("Friday tomorrow", "forward"): "3 December 2026 is a Thursday; is it Thursday 3 December 2026, or Friday 4 Dec",
    ("3 weeks", "either"): "'3 weeks' from which day? write in 3 weeks, or 3 weeks ago, or the day itself",
}


def test_what_may_be_two_days_is_asked_about_with_both() -> None:
    said = {}
    for phrase, looking in ASKED:
        with pytest.raises(WhichDay) as asked:
            read_day(phrase, WEDNESDAY, looking)  # type: ignore[arg-type]
        said[phrase] = str(asked.value)
    assert [phrase for (phrase, _), words in ASKED.items() if words not in said[phrase]] == [], said


ROUGH = {
    ("since mid September", "either"): "mid September 2026, counted as 15 September 2026, 3 months ago",
    ("since 25 June", "either"): "Thursday 25 June 2026, 5 months ago",
    ("since September", "forward"): "",
    ("mid September", "back"): "mid September 2026, counted as 15 September 2026, 3 months ago",
    ("end of January", "forward"): "end of January 2027, counted as 31 January 2027, in 8 weeks",
    ("month end", "forward"): "end of December 2026, counted as 31 December 2026, in 4 weeks",
    ("December", "forward"): "December 2026, counted as 15 December 2026, in 13 days",
    ("early December", "back"): "early December 2026, counted as 2 December 2026, today",
    ("next month", "forward"): "January 2027, counted as 15 January 2027, in 6 weeks",
    ("late spring", "forward"): "",
    ("around the 10th", "forward"): "about 10 December 2026, counted as 10 December 2026, in 8 days",
    ("the 10th", "forward"): "Thursday 10 December 2026, in 8 days",
}


def test_a_month_or_a_part_of_one_is_told_as_what_it_is_with_the_day_it_counts_as() -> None:
    said = {}
    for phrase, looking in ROUGH:
        try:
            said[phrase, looking] = told(read_day(phrase, WEDNESDAY, looking), WEDNESDAY)  # type: ignore[arg-type]
        except NoDay:
            said[phrase, looking] = ""
    assert said == ROUGH


TYPED = [
    *NEVER,
    *WEEKDAYS,
    *MONTHS,
    "in",
    "a",
    "7",
    "7th",
    "week",
    "on",
    "of",
    "mid",
    "last",
    "7.12",
    "½",
    "2026",
    "and",
]


@examples(400)
@given(
    st.one_of(st.text(max_size=100), st.lists(st.sampled_from(TYPED), max_size=9).map(" ".join)),
    st.sampled_from(["forward", "back", "either"]),
    st.dates(date(1901, 1, 1), date(2199, 12, 31)),
)
def test_whatever_is_typed_is_a_day_on_its_side_or_is_refused_in_a_line(phrase: str, looking: str, today: date) -> None:
    try:
        day = as_day(read_day(phrase, today, looking))  # type: ignore[arg-type]
    except NoDay as none:
        refused = str(none)
    else:
        refused = ""
        assert 1900 <= day.year <= 2200
        assert looking == "either" or (day >= today if looking == "forward" else day <= today)
    assert not refused or (refused.isprintable() and len(refused) < 300)
