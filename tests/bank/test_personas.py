"""Prepared answers: what a file of them stands for, what in it does not fit, and that every persona replays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from assessor import taxonomy
from assessor.authoring.check import followed, unexpected
from assessor.bank.personas import Persona, PersonaCall, PersonaClient, replay
from assessor.care.case import Case
from assessor.care.plan import NO_LONGER
from assessor.care.replay import played
from assessor.journal import (
    Act,
    Answered,
    NotAnswered,
    Noted,
    SafetyNoted,
)
from assessor.scripts.interview import Interview, Problem
from assessor.yaml_source import Tagged, read_yaml
from tests.care.conftest import TODAY, shipped_bank, small_bank

COURSE = small_bank().course("small_call")
PERSONAS = list(shipped_bank().personas.values())


@pytest.mark.parametrize(
    ("answers", "acts"),
    [
        ({"employ_status": "01", "hours": 36}, [("employ_status", "01"), ("hours", 36)]),
        ([{"employ_status": "01"}, {"employ_status": "02"}], [("employ_status", "01"), ("employ_status", "02")]),
        ({"off_sick_now": True}, [("off_sick_now", "yes")]),
        ({"worries": ["mother", "walking_in"]}, [("worries", ("walking_in", "mother"))]),
        ({"first_day_off": "2026-10-01"}, [("first_day_off", "2026-10-01")]),
        ({"first_day_off": Tagged("days", "-20")}, [("first_day_off", "2026-10-29")]),
        ({"next_day": Tagged("days", "+7")}, [("next_day", "2026-11-25")]),
        ({}, []),
    ],
)
def test_answers_are_the_acts_they_stand_for_in_their_order(answers: object, acts: list[tuple[str, Any]]) -> None:
    found, problems = replay(answers, COURSE, TODAY)
    assert found == [Answered(question=question, value=value) for question, value in acts]
    assert problems == []


@pytest.mark.parametrize("reason", ["declined", "unknown", "skip"])
def test_a_non_response_is_a_tag_or_a_word_with_a_mark(reason: Any) -> None:
    expected: list[Act] = [NotAnswered(question="hours", reason=reason)]
    for raw in (Tagged(reason, ""), f"!{reason}", read_yaml(f"a: !{reason}", "f")[0]["a"]):
        assert replay({"hours": raw}, COURSE, TODAY) == (expected, [])


def test_a_note_belongs_to_the_question_before_it() -> None:
    answers = [{"note": "sounds tired"}, {"hours": 36}, {"note": "more like 40"}]
    acts, _ = replay(answers, COURSE, TODAY)
    assert [one for one in acts if isinstance(one, Noted)] == [
        Noted(text="sounds tired", question=None),
        Noted(text="more like 40", question="hours"),
    ]


def test_a_concern_is_given_as_lines_of_the_safety_page() -> None:
    acts, problems = replay([{"safety": {"words": "I cannot go on", "whre": "home"}}], COURSE, TODAY)
    assert acts == [SafetyNoted(field="words", text="I cannot go on")]
    assert [problem.question for problem in problems] == ["safety"]


@pytest.mark.parametrize(
    ("answers", "question", "message"),
    [
        ({"hors": 3}, "hors", "small_call has no question 'hors'; did you mean 'hours'?"),
        ({"sickness_weeks": 3}, "sickness_weeks", "small_call has no question 'sickness_weeks'"),
        ({"hours": 200}, "hours", "200 is out of range; takes 0 to 100"),
        ({"hours": None}, "hours", "no answer is given; write !unknown or !skip if that is meant"),
        ({"first_day_off": "2026-02-31"}, "first_day_off", "2026-02-31 is no day in the calendar"),
        (
            {"next_day": Tagged("days", "soon")},
            "next_day",
            "unknown tag !days; there are !declined, !unknown, !skip and !days",
        ),
        (
            {"next_day": Tagged("days", "+-3")},
            "next_day",
            "unknown tag !days; there are !declined, !unknown, !skip and !days",
        ),
        (
            {"next_day": Tagged("days", "²")},
            "next_day",
            "unknown tag !days; there are !declined, !unknown, !skip and !days",
        ),
        ({"next_day": Tagged("days", "99999")}, "next_day", "the year 2300 cannot be meant"),
        (
            {"hours": Tagged("declind", "")},
            "hours",
            "unknown tag !declind; there are !declined, !unknown, !skip and !days",
        ),
        ({"note": 3}, "note", "small_call has no question 'note'"),
        ("hours: 3", "", "expected a mapping of question ids to answers, or a list of such"),
        (None, "", "expected a mapping of question ids to answers, or a list of such"),
        (["hours"], "", "item 1 of the list is not one question with its answer"),
        ([{"hours": 3, "job": "x"}], "", "item 1 of the list is not one question with its answer"),
    ],
)
def test_what_does_not_fit_is_a_problem_and_no_act(answers: object, question: str, message: str) -> None:
    acts, problems = replay(answers, COURSE, TODAY)
    assert acts == []
    assert len(problems) == 1
    assert problems[0].question == question
    assert problems[0].message.startswith(message)


def test_what_fits_is_replayed_beside_what_does_not() -> None:
    acts, problems = replay([{"hours": 200}, {"hours": 20}], COURSE, TODAY)
    assert acts == [Answered(question="hours", value=20)]
    assert problems == [Problem("hours", "200 is out of range; takes 0 to 100")]


def test_a_persona_is_a_client_referred_so_many_days_before_the_call() -> None:
    persona = Persona(
        persona="ann_lee",
        about="Nobody in particular.",
        client=PersonaClient(name="Ann Lee", referred_days_ago=6),
        script="small_call",
    )
    assert persona.known_as(TODAY).referred_on == date(2026, 11, 12)
    assert persona.known_as(TODAY).name == "Ann Lee"


# ---- the shipped personas


@cache
def calls_played(name: str) -> list[tuple[PersonaCall, list[Problem], Case]]:
    return list(played(shipped_bank().personas[name], shipped_bank(), TODAY))


def cases(persona: Persona) -> Iterator[tuple[PersonaCall, Case]]:
    """The persona's case after each call of theirs, today being the day from which the calls are counted back."""
    for call, problems, case in calls_played(persona.persona):
        assert problems == []
        yield call, case


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.persona)
def test_every_persona_replays_without_a_problem(persona: Persona) -> None:
    """A finished call has nothing left to ask; one that was cut off has."""
    for call, case in cases(persona):
        interview = case.calls[-1].interview
        assert interview.problems == ()
        assert interview.ended is (call.state == "finished")
        left = [name for name in interview.route if name not in interview.responses and asks(interview, name)]
        assert bool(left) is (call.state != "finished"), left


def asks(interview: Interview, name: str) -> bool:
    question = interview.course.question(name)
    return question is not None and question.takes_answer


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.persona)
def test_from_a_personas_answers_follows_what_is_expected(persona: Persona) -> None:
    """Route, needs, barriers, suggestions, requests and adjustments; and nothing that must not be offered."""
    for call, case in cases(persona):
        assert list(unexpected(call.expect, case)) == []
        wanted = call.expect.model_fields_set
        assert wanted >= {"route", "needs", "barriers", "suggestions", "therapist_requests", "adjustments"}


@pytest.mark.parametrize("persona", [p for p in PERSONAS if p.decisions], ids=lambda persona: persona.persona)
def test_what_a_persona_decided_on_was_suggested_by_their_answers(persona: Persona) -> None:
    for call, case in cases(persona):
        for decision in call.decisions:
            found = case.plan.suggestion(decision.suggestion)
            assert found is not None, decision.suggestion
            assert found.state == decision.decision
            assert found.because != (NO_LONGER,), decision.suggestion


def test_the_personas_are_many_and_meet_every_script() -> None:
    assert len(PERSONAS) >= 30
    met = {call.script for persona in PERSONAS for call in persona.calls}
    assert met == {name for name, course in shipped_bank().courses.items() if course.script.stage != "protocol"}


def test_every_code_of_the_taxonomy_and_every_intervention_is_reached_by_a_persona() -> None:
    seen: dict[str, set[str]] = {"situation": set(), "aim": set(), "needs": set(), "barriers": set()}
    offered: set[str] = set()
    for persona in PERSONAS:
        for _, case in cases(persona):
            found = followed(case)
            for part, codes in seen.items():
                value = found[part]
                codes |= {value} if isinstance(value, str) else set(value or ())
            offered |= {*found["suggestions"], *found["therapist_requests"]}
    assert set(taxonomy.SITUATIONS) - seen["situation"] == set()
    assert set(taxonomy.AIMS) - seen["aim"] == set()
    assert set(taxonomy.NEEDS) - seen["needs"] == set()
    assert set(taxonomy.BARRIERS) - seen["barriers"] == set()
    assert set(shipped_bank().interventions) - offered == set()


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.persona)
def test_a_personas_telephone_number_is_one_kept_for_drama(persona: Persona) -> None:
    number = persona.client.telephone.replace(" ", "")
    assert not number or number.startswith(("01632960", "07700900")), persona.client.telephone
