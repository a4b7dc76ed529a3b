"""Personas: invented clients with prepared answers, read from the banks and replayed as the acts of a call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Literal, get_args

from pydantic import ConfigDict, Field, model_validator

from assessor.journal import (
    Act,
    Answered,
    Client,
    Decided,
    Frozen,
    NotAnswered,
    Noted,
    Reason,
    SafetyField,
    SafetyNoted,
)
from assessor.scripts.course import Course
from assessor.scripts.interview import Problem
from assessor.scripts.kinds import Asked, Id, Refused
from assessor.wording import did_you_mean
from assessor.yaml_source import Tagged

REASON_TAGS: dict[str, Reason] = {"declined": "declined", "unknown": "unknown", "skip": "skip"}


class PersonaClient(Client):
    """A persona's client; the referral is dated by its distance from the call."""

    referred_days_ago: int = Field(default=7, ge=0)


class PersonaDecision(Frozen):
    """What became of one suggestion."""

    suggestion: str
    decision: Literal["accepted", "set_aside"]
    words: str = ""
    by: str = ""
    reason: str = ""


class Expected(Frozen):
    """What follows from a call. A list that is given is the whole list; what is left out is not looked at."""

    route: tuple[str, ...] | None = None
    situation: str | None = None
    aim: str | None = None
    needs: tuple[str, ...] | None = None
    barriers: tuple[str, ...] | None = None
    suggestions: tuple[str, ...] | None = None
    therapist_requests: tuple[str, ...] | None = None
    adjustments: tuple[str, ...] | None = None
    doubts: tuple[str, ...] | None = None
    never: tuple[str, ...] = ()


class PersonaCall(Frozen):
    """One call with an invented client: its script, how far it has come, and the answers given in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    script: str
    days_ago: int = Field(default=0, ge=0)
    state: Literal["new", "cut_off", "finished"] = "finished"
    answers: tuple[dict[str, Any], ...] = ()
    decisions: tuple[PersonaDecision, ...] = ()
    safety: dict[SafetyField, str] = Field(default_factory=dict)
    expect: Expected = Expected()

    def acts(self, course: Course, today: date) -> tuple[list[Act], list[Problem]]:
        """The call's acts in order, decisions and safety last, and what in them does not fit."""
        acts, problems = replay(self.answers, course, today)
        acts += [SafetyNoted(field=name, text=text) for name, text in self.safety.items()]
        acts += [Decided(**decision.model_dump()) for decision in self.decisions]
        return acts, problems


class Persona(PersonaCall):
    """An invented client, with their first call and those after it."""

    persona: Id
    about: str
    client: PersonaClient
    later: tuple[PersonaCall, ...] = ()

    @property
    def calls(self) -> tuple[PersonaCall, ...]:
        """Every call, the earliest first; none of a client who has not been rung yet."""
        return () if self.state == "new" else (self, *self.later)

    @model_validator(mode="after")
    def _in_order(self) -> Persona:
        days = [call.days_ago for call in (self, *self.later)]
        if days != sorted(days, reverse=True):
            raise ValueError("a later call cannot lie before an earlier one: its days_ago must be smaller")
        return self

    def known_as(self, call_day: date) -> Client:
        """The client's record, as it stood on the day of the call."""
        fields = self.client.model_dump(exclude={"referred_days_ago"})
        return Client(**fields | {"referred_on": call_day - timedelta(days=self.client.referred_days_ago)})


def replay(answers: object, course: Course, today: date) -> tuple[list[Act], list[Problem]]:
    """The acts that a file of answers stands for, in its order, and the problems with those that do not fit.

    ``answers`` is a mapping of question id to value, or a list of one-key mappings. A note is given as
    ``note``, tied to the question before it; a concern as ``safety``, a mapping of the safety page's lines.
    """
    acts: list[Act] = []
    problems: list[Problem] = []
    asked: str | None = None
    for name, raw in _pairs(answers, problems):
        question = course.question(name)
        if question is None or not question.takes_answer:
            if name == "note" and isinstance(raw, str) and question is None:
                acts.append(Noted(text=str(raw), question=asked))
                continue
            if name == "safety" and isinstance(raw, dict) and question is None:
                acts += _safety(raw, problems)
                continue
            if question is not None:  # words to read aloud: said, and nothing to keep
                continue
            questions = [step.name for step in course.questions]
            message = f"{course.script.script} has no question {name!r}{did_you_mean(name, questions)}"
            problems.append(Problem(name, message))
            continue
        asked = name
        try:
            acts.append(_act(question, raw, today))
        except Refused as refused:
            problems.append(Problem(name, str(refused)))
    return acts, problems


def _safety(lines: dict[str, Any], problems: list[Problem]) -> Iterator[Act]:
    for name, text in lines.items():
        if name in get_args(SafetyField):
            yield SafetyNoted(field=name, text=str(text))
        else:
            there = ", ".join(get_args(SafetyField))
            problems.append(Problem("safety", f"the safety page has no line {name!r}; it has {there}"))


def _pairs(answers: object, problems: list[Problem]) -> Iterator[tuple[str, object]]:
    if isinstance(answers, dict):
        yield from answers.items()
        return
    if not isinstance(answers, Sequence) or isinstance(answers, str):
        problems.append(Problem("", "expected a mapping of question ids to answers, or a list of such"))
        return
    for place, answer in enumerate(answers, start=1):
        if not isinstance(answer, dict) or len(answer) != 1:
            problems.append(Problem("", f"item {place} of the list is not one question with its answer"))
            continue
        yield from answer.items()


def _act(question: Asked, raw: object, today: date) -> Act:
    if isinstance(raw, Tagged):
        if raw.tag in REASON_TAGS:
            return NotAnswered(question=question.id, reason=REASON_TAGS[raw.tag])
        if raw.tag == "days" and re.fullmatch(r"[+-]?\d{1,5}", raw.strip()):
            raw = (today + timedelta(days=int(raw))).isoformat()
        else:
            raise Refused(f"unknown tag !{raw.tag}; there are !declined, !unknown, !skip and !days")
    elif isinstance(raw, str) and raw in ("!declined", "!unknown", "!skip"):
        return NotAnswered(question=question.id, reason=REASON_TAGS[raw[1:]])
    if raw is None:
        raise Refused("no answer is given; write !unknown or !skip if that is meant")
    return Answered(question=question.id, value=question.kept(question.parse(raw, today)))
