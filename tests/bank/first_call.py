"""A first call by the shipped bank, told by its answers alone: what is planned and what is offered after it."""

from __future__ import annotations

from typing import Any

from assessor.care.answers import Answers
from assessor.care.plan import Plan
from assessor.care.plan_builder import make_plan
from assessor.journal import Noted
from assessor.scripts.interview import Interview
from tests.care.conftest import ROSA, TODAY, raised, shipped_bank
from tests.scripts.conftest import act, entry

ByQuestion = dict[str, Any]
BANK = shipped_bank()
COURSE = BANK.course("first_assessment")


def talk(answers: ByQuestion, *notes: tuple[str, str]) -> Interview:
    """The call after these answers, every one of which fits, and these notes, each to its question."""
    begun = Interview.begin(COURSE, ROSA, TODAY, "Dan Price")
    answered = begun.with_entries(entry(act(question, value)) for question, value in answers.items())
    assert answered.problems == ()
    return answered.with_entries(entry(Noted(text=text, question=question)) for question, text in notes)


def plan(answers: ByQuestion, *notes: tuple[str, str]) -> Plan:
    """The plan after it."""
    known = Answers.of(talk(answers, *notes))
    return make_plan(known, BANK, {}, raised(known))


def offered(answers: ByQuestion) -> set[str]:
    """What is offered and not yet decided."""
    return {suggestion.id for suggestion in plan(answers).proposed()}


def urgent(answers: ByQuestion) -> set[str]:
    """What of it is for today."""
    return {suggestion.id for suggestion in plan(answers).proposed() if suggestion.priority == "urgent"}
