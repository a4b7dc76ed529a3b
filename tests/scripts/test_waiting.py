"""A question that may wait for a later call: it is not put, and an answer that is given all the same counts."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.journal import Answered
from assessor.scripts.recording import answer_recording
from assessor.scripts.settling import ON, OUT, WAITS
from assessor.views.call import question_matches
from tests.scripts.conftest import course_of, faults_of, script_text, talk

CALM = ("pressing", "no")
COURSE = course_of(
    "id: pressing, kind: yes_no, short: Pressing",
    "id: home, kind: yes_no, short: Home, ask_if: answered(pressing), waits_if: not pressing, "
    "options: [{code: 'yes', label: Yes, records: {barrier: housing}}, {code: 'no', label: No}]",
    "id: council, kind: yes_no, short: Council, ask_if: home",
    "id: alone, kind: yes_no, short: Alone, ask_if: not answered(home)",
    "id: last, kind: yes_no, short: Last",
)


@pytest.mark.parametrize(
    ("answers", "state", "route"),
    [
        ([], OUT, ["pressing", "last"]),
        ([("pressing", "yes")], ON, ["pressing", "home", "last"]),
        ([CALM], WAITS, ["pressing", "alone", "last"]),
        ([("pressing", "!declined")], OUT, ["pressing", "alone", "last"]),
        ([CALM, ("home", "yes")], ON, ["pressing", "home", "council", "last"]),
        ([("home", "yes"), CALM], ON, ["pressing", "home", "council", "last"]),
        ([CALM, ("home", "!declined")], ON, ["pressing", "home", "alone", "last"]),
        ([("pressing", "yes"), CALM], WAITS, ["pressing", "alone", "last"]),
    ],
)
def test_it_is_on_the_route_once_it_may_not_wait_or_was_answered(
    answers: list[tuple[str, Any]], state: int, route: list[str]
) -> None:
    interview = talk(COURSE, *answers)
    assert interview.problems == ()
    assert list(interview.route) == route
    if ("pressing", "!declined") not in answers and answers:
        assert interview.state("home") == state


def test_it_is_never_put_and_what_rests_on_it_does_not_wait() -> None:
    assert talk(COURSE, CALM).next == "alone"
    assert talk(COURSE, CALM, ("alone", "no"), ("last", "no")).next is None


def test_it_takes_what_is_heard_and_is_found_by_its_words() -> None:
    interview = talk(COURSE, CALM)
    assert answer_recording(interview, "barrier", "housing") == Answered(question="home", value="yes")
    assert [line.answer for line in question_matches(interview, "home")] == ["can wait for a later call"]


def test_what_it_waits_for_is_a_condition_like_any_other() -> None:
    faults = faults_of(script_text("id: a, kind: yes_no", "id: b, kind: yes_no, waits_if: nobody"))
    assert [fault for fault in faults if "unknown name 'nobody'" in fault] != []
