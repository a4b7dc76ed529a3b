"""Times of day: what people say and which time it is, what is refused, how it reads, and what conditions make of it."""

from __future__ import annotations

import contextlib
from datetime import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor import wording
from assessor.scripts.conditions import NOTHING, ConditionError, Name, Scope, compile_condition
from assessor.scripts.consequences import UNANSWERED
from assessor.scripts.earlier import Earlier
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Refused
from assessor.scripts.kinds.times import TimeOfDay
from tests.scripts.conftest import ROSA, TODAY, course_of, talk
from tests.scripts.test_drawing import led

ASKED = TimeOfDay(kind="time", id="q", say="At what time?")
UNREAD = "{!r} is no time I know; write half past ten, 10.30 or 2pm, and other words in a note"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        # in figures
        ("10.30", "10:30"),
        ("10:30", "10:30"),
        ("10 30", "10:30"),
        ("10h30", "10:30"),
        ("1030", "10:30"),
        ("930", "09:30"),
        ("10", "10:00"),
        ("14.15", "14:15"),
        ("14", "14:00"),
        ("1430", "14:30"),
        (" 10.30. ", "10:30"),
        # with half of the day
        ("10:30am", "10:30"),
        ("10.30 AM", "10:30"),
        ("2pm", "14:00"),
        ("2 p.m.", "14:00"),
        ("14.15pm", "14:15"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12.30am", "00:30"),
        # in words
        ("half past ten", "10:30"),
        ("Half Past Ten", "10:30"),
        ("half ten", "10:30"),
        ("half twelve", "12:30"),
        ("half 10", "10:30"),
        ("half past 10am", "10:30"),
        ("quarter to four", "15:45"),
        ("a quarter past 4", "16:15"),
        ("twenty past 3", "15:20"),
        ("ten to ten", "09:50"),
        ("five to one", "12:55"),
        ("twenty-five past two", "14:25"),
        ("25 minutes past 2", "14:25"),
        ("9 o'clock", "09:00"),
        ("nine o’clock", "09:00"),
        ("ten thirty", "10:30"),
        ("nine forty-five", "09:45"),
        ("ten oh five", "10:05"),
        ("fourteen fifteen", "14:15"),
        ("at ten", "10:00"),
        # by name
        ("noon", "12:00"),
        ("midday", "12:00"),
        ("12 noon", "12:00"),
        ("twelve noon", "12:00"),
        ("midnight", "00:00"),
        # in a part of the day
        ("three in the afternoon", "15:00"),
        ("seven in the morning", "07:00"),
        ("half past twelve in the afternoon", "12:30"),
        ("seven in the evening", "19:00"),
        ("ten at night", "22:00"),
        ("one at night", "01:00"),
    ],
)
def test_a_time_is_read_as_people_say_it(typed: str, kept: str) -> None:
    assert ASKED.kept(ASKED.parse(typed, TODAY)) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8", "08:00"),
        ("11.59", "11:59"),
        ("12", "12:00"),
        ("12.30", "12:30"),
        ("1", "13:00"),
        ("two", "14:00"),
        ("half past five", "17:30"),
        ("quarter to seven", "18:45"),
        ("7", "19:00"),
        ("7.59", "19:59"),
        ("quarter to eight", "19:45"),
        ("01:30", "01:30"),  # a nought before it: a clock of twenty-four hours
        ("07:00", "07:00"),
        ("0730", "07:30"),
        ("00:15", "00:15"),
    ],
)
def test_of_the_two_times_that_a_clock_shows_it_is_the_one_in_an_offices_day(typed: str, kept: str) -> None:
    """From one to before eight it is after noon; else in the morning, unless it is written in full."""
    assert ASKED.kept(ASKED.parse(typed, TODAY)) == kept


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("", "nothing is written yet; write a time, such as half past ten"),
        (" \n", "nothing is written yet; write a time, such as half past ten"),
        ("ten, when he's asleep", '"when he\'s asleep" is more than a time; write 10am, and the rest in a note'),
        ("3pm, from the car", "'from the car' is more than a time; write 3pm, and the rest in a note"),
        *(
            (words, UNREAD.format(words))
            for words in (
                "after two", "about ten", "10ish", "10-11", "ten or eleven", "Monday, eleven", "eleven on a Monday",
                "tomorrow", "4 May", "2026-05-04", "soon", "half", "quarter past", "half to ten", "half past fourteen",
                "61 past 3", "ten five", "10.3", "10.60", "24:00", "25", "70", "1:5", "10:30:00", "-3", "²",
                "14am", "14:00 in the morning", "ten in the afternoon", "half past", "o'clock", "pm",
            )
        ),
        ("x" * 70, UNREAD.format("x" * 39 + "…")),
        (10, "takes a time in quotes, such as '10:30'"),
        (10.3, "takes a time in quotes, such as '10:30'"),  # 10.30 without its quotes
        (630, "takes a time in quotes, such as '10:30'"),  # 10:30 without its quotes, to a reader of YAML 1.1
        (True, "takes a time in quotes, such as '10:30'"),
        (None, "takes a time in quotes, such as '10:30'"),
        (TODAY, "takes a time in quotes, such as '10:30'"),
    ],
)  # fmt: skip
def test_what_is_no_time_or_has_a_word_too_many_is_refused(raw: object, words: str) -> None:
    with pytest.raises(Refused) as refused:
        ASKED.parse(raw, TODAY)
    said = str(refused.value)
    assert said == words.replace("'o'clock'", '"o\'clock"')


@settings(deadline=None, database=None)
@given(st.times())
def test_a_time_reads_back_as_itself_from_its_words_and_from_the_journal(drawn: time) -> None:
    minute = drawn.replace(second=0, microsecond=0)
    for typed in (ASKED.words(minute), ASKED.draft(minute), ASKED.kept(minute)):
        assert ASKED.parse(typed, TODAY) == minute


@settings(max_examples=300, deadline=None, database=None)
@given(st.text(max_size=70))
def test_nothing_that_is_typed_does_more_than_be_refused(typed: str) -> None:
    with contextlib.suppress(Refused):
        assert isinstance(ASKED.parse(typed, TODAY), time)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (time(10, 30), "10.30am"),
        (time(14), "2pm"),
        (time(9, 5), "9.05am"),
        (time(12), "noon"),
        (time(12, 30), "12.30pm"),
        (time(0), "midnight"),
        (time(0, 15), "12.15am"),
    ],
)
def test_a_time_is_written_as_people_here_write_it(when: time, words: str) -> None:
    assert (wording.clock(when), ASKED.echo("", when, TODAY)) == (words, words)


# ---- in conditions


SCOPE = Scope(
    {
        name.name: name
        for name in (Name("at", "time", (), 0), Name("then", "time", (), 1), Name("hours", "number", (), 2))
    },
    {},
    9,
)


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        ("at < '10:30'", {"at": time(10, 29)}, True),
        ("at < '10:30'", {"at": time(10, 30)}, False),
        ("'09:00' <= at <= '17:30'", {"at": time(17, 30)}, True),
        ("at == '10:30'", {"at": time(10, 30)}, True),
        ("at < then", {"at": time(9), "then": time(10)}, True),
        ("at < '10:30'", {}, None),
        ("at < '10:30'", {"at": NOTHING}, None),
        ("answered(at)", {"at": time(0)}, True),
    ],
)
def test_times_stand_in_order(condition: str, values: dict[str, Any], expected: bool | None) -> None:
    assert compile_condition(condition, SCOPE)(values) is expected


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("at < 10", "cannot compare a time with a number"),
        ("hours > '10:30'", "cannot compare a number with a time"),
        ("at + 1 > '10:30'", "only numbers can be reckoned with; for days use days_since(...)"),
        ("days_since(at) > 1", "days_since() takes a day"),
        ("at == 'ten'", "a word cannot be reckoned with; is a name missing its quotes, or too many?"),
        ("at == '9:30'", "a word cannot be reckoned with; is a name missing its quotes, or too many?"),
        ("at == '24:00'", "a word cannot be reckoned with; is a name missing its quotes, or too many?"),
        ("at", "at is no yes or no; compare it with something"),
        ("at in ('10:30', '11:00')", "at is not a choice"),
    ],
)
def test_a_time_is_compared_with_times_alone(condition: str, message: str) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_condition(condition, SCOPE)
    assert str(refused.value) == message


def test_where_a_time_leads_is_told_by_the_stretches_over_which_nothing_changes() -> None:
    course = course_of("id: at, kind: time", "id: early, kind: text, ask_if: at < '09:00'")
    assert led(course, "at") == {"8.59am and before": "+early", f"9am and after {UNANSWERED}": "-early"}


# ---- in a call


def test_a_condition_on_a_time_brings_its_question_and_texts_say_it_as_people_do() -> None:
    course = course_of(
        "id: at, kind: time",
        "id: early, kind: text, ask_if: at < '09:00', guide: \"Is {{ at }} not too early?\"",
    )
    early = talk(course, ("at", "half past eight in the morning"))
    assert early.next == "early"
    assert early.text("early", "guide") == "Is 8.30am not too early?"
    assert talk(course, ("at", "10")).next is None


@pytest.mark.parametrize(("words", "last"), [("half past ten", time(10, 30)), ("ten, when he's asleep", None)])
def test_what_an_earlier_call_kept_as_words_is_offered_again_if_it_is_a_time(words: str, last: time | None) -> None:
    """A call that was made when the time was still taken as words has words for it."""
    course = course_of('id: at, kind: time, again: "Is {{ last_time }} still best?"')
    earlier = Earlier(values={"at": words}, words={"at": words})
    assert Interview.begin(course, ROSA, TODAY, earlier=earlier).last_time("at") == last
