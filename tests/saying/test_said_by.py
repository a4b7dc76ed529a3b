"""A goal and its day in one line: the day is read where every word after "by" belongs to it, and else nothing is."""

from __future__ import annotations

from datetime import date

from assessor.care.answers import Answers
from assessor.rough_days import as_day
from assessor.saying.said_by import said_by
from tests.bank.first_call import plan, talk
from tests.care.conftest import TODAY

LINES: dict[str, tuple[str, date | None]] = {
    "Back on nights, by the end of January": ("Back on nights", date(2027, 1, 31)),
    "Back on nights by 31 January": ("Back on nights", date(2027, 1, 31)),
    "Back on nights - by mid March.": ("Back on nights", date(2027, 3, 15)),
    "Keep my job (by 4 May 2027)": ("Keep my job", date(2027, 5, 4)),
    "Drive by myself by Christmas": ("Drive by myself", date(2026, 12, 25)),
    "Stand by Jo by 7 December": ("Stand by Jo", date(2026, 12, 7)),
    "Be back by in 2 weeks": ("Be back", date(2026, 12, 2)),
    "Drive by myself": ("Drive by myself", None),
    "Be seen by the doctor": ("Be seen by the doctor", None),
    "Know by February what happens in May": ("Know by February what happens in May", None),
    "Back by last Monday": ("Back by last Monday", None),
    "Back by June or July": ("Back by June or July", None),
    "Back by next week": ("Back by next week", None),
    "Back by the spring": ("Back by the spring", None),
    "by Friday": ("by Friday", None),
    "Little by little": ("Little by little", None),
    "Passed by May": ("Passed", date(2027, 5, 15)),
    "Back on nights": ("Back on nights", None),
}


def test_a_day_is_taken_from_the_end_of_a_line_only_where_it_is_one() -> None:
    got = {
        line: (read.words, as_day(read.day) if read.day else None) for line in LINES for read in (said_by(line, TODAY),)
    }
    wrong = {
        line: (got[line], LINES[line])
        for line in LINES
        if got[line][0] != LINES[line][0]
        or (got[line][1] is None) != (LINES[line][1] is None)
        or (got[line][1] and LINES[line][1] and abs((got[line][1] - LINES[line][1]).days) > 7)  # type: ignore[operator]
    }
    assert wrong == {}


def test_a_goal_that_is_said_with_its_day_has_it_on_the_plan_and_keeps_its_words() -> None:
    opened = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
    made = plan(opened | {"goal1_what": "Back on nights, by 31 January"}).goals[0]
    assert (made.what, made.by, made.due) == ("Back on nights", "31 January 2027", date(2027, 1, 31))
    assert plan(opened | {"goal1_what": "Back on nights"}).goals[0].due is None
    both = plan(opened | {"goal1_what": "Back on nights, by 31 January", "goal1_by": "2027-02-28"}).goals[0]
    assert (both.what, both.due) == ("Back on nights, by 31 January", date(2027, 2, 28))
    interview = talk(opened | {"goal1_what": "Back on nights, by 31 January"})
    assert Answers.of(interview).latest.words("goal1_what") == "Back on nights, by 31 January"
    question = interview.course.question("goal1_what")
    assert question is not None
    assert question.transcript("Back on nights, by 31 January", TODAY).endswith(
        "by Sunday 31 January 2027, in 2 months"
    )
