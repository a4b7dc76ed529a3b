"""Whether any answers bring a question onto the route: what cannot be is found, what can be is never called so."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.scripts.conditions import Always, Node
from assessor.scripts.course import Course
from assessor.scripts.reachability import reachable
from assessor.scripts.settling import ON
from tests.scripts.conftest import course_of, talk
from tests.thorough import examples

A = "id: a, kind: yes_no"
B_IF_A = "id: b, kind: yes_no, ask_if: a"
PICK = "id: pick, kind: choice, options: [{code: x, label: X}, {code: y, label: Y}, {code: z, label: Z}]"
MANY = "id: some, kind: many, options: [{code: x, label: X}, {code: y, label: Y}]"
N = "id: n, kind: number, min: 0, max: 10"
REAL = "id: r, kind: number, min: 0, max: 10, whole: false"
SCALES = ["id: s, kind: scale", "id: t, kind: scale", "id: u, kind: scale"]
DAY = "id: d, kind: date"
TWICE = "facts:\n  - {id: twice, value: n * 2}\n"


def never(course: Course) -> list[str]:
    """The questions that no answers can bring onto the route."""

    def guard(name: str) -> Node:
        place = course.at.get(name)
        return Always() if place is None else course.steps[place].test

    return [step.name for step in course.questions if not reachable(step.test, course.names, guard)]


@pytest.mark.parametrize(
    ("before", "condition"),
    [
        ([A], "a and not a"),
        ([A], "a == 'yes' and a == 'no'"),
        ([PICK], "pick == 'x' and pick == 'y'"),
        ([PICK], "pick not in ('x', 'y', 'z')"),
        ([PICK], "pick != 'x' and pick != 'y' and pick != 'z'"),
        ([A, PICK], "(a and pick == 'x') and (not a or pick == 'y')"),
        ([N], "n > 10"),
        ([N], "n < 0"),
        ([N], "n > 4 and n < 5"),
        ([N], "n == 2.5"),
        ([N], "4 < n < 4"),
        ([REAL], "r > 4 and r <= 4"),
        # an answer counts only while its own question is on the route
        ([A, B_IF_A], "b and not a"),
        ([A, B_IF_A], "not b and not a"),
        ([A, B_IF_A, "id: c, kind: yes_no, ask_if: b"], "not c and not a"),
        ([A, "id: n, kind: number, ask_if: a"], "n > 3 and not a"),
        ([A, "id: dead, kind: yes_no, ask_if: a and not a"], "not dead"),
    ],
)
def test_a_question_that_no_answers_can_reach_is_found(before: list[str], condition: str) -> None:
    course = course_of(*before, f'id: last, kind: text, ask_if: "{condition}"')
    assert never(course)[-1:] == ["last"]


@pytest.mark.parametrize(
    ("before", "condition"),
    [
        ([], ""),
        ([A], "a or not a"),
        ([A], "not a"),
        ([PICK], "pick != 'x' and pick != 'y'"),
        ([A, PICK], "(a and pick == 'x') or (not a and pick == 'y')"),
        ([MANY], "'x' in some and 'y' in some"),
        ([MANY], "'x' in some and 'y' not in some"),
        ([N], "n >= 10"),
        ([N], "4 < n < 6"),
        ([N], "0.9 < n < 1.6"),
        ([N], "n != 3 and n != 4"),
        ([REAL], "0.3 < r < 0.4"),
        ([REAL], "r > 9.99"),
        (["id: n, kind: number"], "n < -1000000"),
        (["id: n, kind: number"], "n > 3 or n < 3"),
        # two answers compared with each other may be any two
        (SCALES, "s < t < u"),
        (SCALES, "s == t and t == u"),
        ([N, "id: m, kind: number, min: 3, max: 5"], "n == m"),
        (SCALES, "s - t >= 9"),
        ([N], "twice > 3 and n < 9"),
        ([DAY], "weeks_since(d) >= 4 and days_since(d) < 100"),
        ([DAY], "d > today"),
        (["id: job, kind: text"], "job == 'nurse'"),
        ([A, B_IF_A], "a and not b"),
        ([A, B_IF_A], "not a and not answered(b)"),
        ([A, B_IF_A], "a and b or not a"),
        ([A, B_IF_A, "id: c, kind: yes_no, ask_if: not a"], "b or c"),
        ([A], "client.therapist == '' and a"),
    ],
)
def test_a_question_that_some_answers_reach_is_never_called_unreachable(before: list[str], condition: str) -> None:
    top = TWICE if N in before else ""
    assert never(course_of(*before, f'id: last, kind: text, ask_if: "{condition}"', top=top)) == []


@examples(80)
@given(st.data())
def test_no_question_that_a_try_of_every_answer_reaches_is_called_unreachable(data: st.DataObject) -> None:
    """And in scripts so small that every answer can be tried, just those are found that none reaches."""
    leaves = ["q0", "q1", "n > 1", "n == 0"]
    questions = ["id: n, kind: number, min: 0, max: 2", "id: q0, kind: yes_no"]
    for name in ("q1", "q2"):
        leaf = st.sampled_from(leaves if name == "q2" else [leaf for leaf in leaves if leaf != "q1"])
        parts = data.draw(st.lists(st.tuples(st.sampled_from(["", "not "]), leaf), min_size=1, max_size=3))
        joiner = data.draw(st.sampled_from([" and ", " or "]))
        questions.append(f"id: {name}, kind: yes_no, ask_if: {joiner.join(sign + leaf for sign, leaf in parts)!r}")
    course = course_of(*questions)
    reached: set[str] = set()
    for n, q0, q1 in itertools.product([0, 1, 2], ["yes", "no"], ["yes", "no"]):
        interview = talk(course, ("n", n), ("q0", q0), ("q1", q1))
        reached |= {name for name in ("q1", "q2") if interview.state(name) == ON}
    assert set(never(course)) == {"q1", "q2"} - reached


def test_a_condition_with_too_many_answers_to_try_is_taken_to_be_reachable() -> None:
    """The search gives up in time, and on the safe side."""
    names = [f"c{i}" for i in range(12)]
    options = "options: [{code: x, label: X}, {code: y, label: Y}, {code: z, label: Z}]"
    questions = [f"id: {name}, kind: choice, {options}" for name in names]
    clash = " or ".join(f"({a} == 'x' and {b} == 'y')" for a, b in itertools.pairwise(names))
    impossible = f"({clash}) and c11 == 'x' and c11 == 'z'"
    course = course_of(*questions, f'id: last, kind: text, ask_if: "{impossible}"')
    assert never(course) == []
