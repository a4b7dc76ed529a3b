"""Questionnaires of the shapes that other engines were measured on: what is shown, and what is added up, is right."""

from __future__ import annotations

import random
from functools import cache

import pytest

from assessor.scripts.compiler import make_course
from assessor.scripts.course import Course
from assessor.scripts.model import Script
from assessor.yaml_source import SourceMap, build
from benchmarks.questionnaires import Shape, questionnaire
from tests.scripts.conftest import act, entry, talk

SIZE = 200
SHAPES: list[Shape] = ["chain", "fan", "mixed"]


@cache
def course(shape: Shape) -> Course:
    script, source = build(Script, questionnaire(shape, SIZE), SourceMap(shape, "", {}))
    return make_course(script, source)


def all_yes(shape: Shape) -> list[tuple[str, str]]:
    return [(step.name, "yes") for step in course(shape).questions]


@pytest.mark.parametrize("shape", SHAPES)
def test_all_is_shown_then_one_after_the_flip_then_all_again(shape: Shape) -> None:
    """No answer that a correction hides is shown or added up, and none is lost."""
    full = talk(course(shape), *all_yes(shape))
    flipped = full.with_entry(entry(act("q0001", "no")))
    back = flipped.with_entry(entry(act("q0001", "yes")))
    assert [len(one.route) for one in (full, flipped, back)] == [SIZE, 1, SIZE]
    assert [len(one.off_route) for one in (full, flipped, back)] == [0, SIZE - 1, 0]
    assert [one.next for one in (full, flipped, back)] == [None, None, None]
    assert dict(back.values) == dict(full.values)
    if shape == "mixed":
        assert [one.values["total"] for one in (full, flipped, back)] == [SIZE, 0, SIZE]
        assert [one.values["score_s003"] for one in (full, flipped, back)] == [20, 0, 20]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_order_of_two_hundred_answers_changes_nothing(shape: Shape) -> None:
    answers = all_yes(shape)
    expected = talk(course(shape), *answers)
    random.Random(7).shuffle(answers)  # noqa: S311 - a repeatable order, no secret
    found = talk(course(shape), *answers)
    assert (found.route, dict(found.values)) == (expected.route, dict(expected.values))


@pytest.mark.parametrize("shape", SHAPES)
def test_next_leads_through_the_whole_questionnaire(shape: Shape) -> None:
    interview = talk(course(shape))
    asked = []
    while (name := interview.next) is not None:
        asked.append(name)
        interview = interview.with_entry(entry(act(name, "yes")))
    assert asked == [step.name for step in course(shape).questions]


def test_a_title_pipes_the_answer_before_it_while_it_is_in_force() -> None:
    full = talk(course("mixed"), *all_yes("mixed"))
    assert full.text("q0005", "say") == "Question 5 after Yes?"
    assert full.with_entry(entry(act("q0001", "no"))).text("q0005", "say") == "Question 5 after …?"


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_size_is_the_same_questionnaire(shape: Shape) -> None:
    assert questionnaire(shape, 41) == questionnaire(shape, 41)
    assert sum(len(section["questions"]) for section in questionnaire(shape, 41)["sections"]) == 41
