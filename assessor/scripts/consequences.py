"""Consequences of an answer: the questions that it brings, those that it rules out, and those that it leaves open.

Each condition is worked out with one answer known, and what must be so for its question to be asked at all. What
comes out is the set of truths that the condition may have once the call has ended: true alone means that the answer
brings the question, and no true at all that it rules it out. A question ruled out has no answer, so what rests on it
may be ruled out too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assessor.scripts.assumptions import TODAY, Assumptions, assumptions_at
from assessor.scripts.breakpoints import breakpoints
from assessor.scripts.conditions import NOTHING, FactIn, Has, Node, walk
from assessor.scripts.course import Course, Step
from assessor.scripts.kinds import Asked
from assessor.scripts.truths import Truths

UNANSWERED = "no answer"
ANY_ANSWER = "any answer"


@dataclass(frozen=True, slots=True)
class Lead:
    """Where one answer, or each of several, leads: ids of later questions, in the script's order."""

    answers: tuple[str, ...]
    brings: tuple[str, ...] = ()
    may_bring: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()


Outcomes = Mapping[str, Truths]
"""The truths that the condition of each later question may have."""


def leads(course: Course) -> dict[str, tuple[Lead, ...]]:
    """Where each answer leads, by question; a question on which nothing rests is left out."""
    by_question: dict[str, tuple[Lead, ...]] = {}
    for step in course.questions:
        if step.question is not None and step.question.takes_answer and course.feeds[step.place]:
            answered = _Leads(course, step).grouped()
            if answered:
                by_question[step.name] = answered
    return by_question


class _Leads:
    """Works out where each answer to one question leads."""

    def __init__(self, course: Course, step: Step) -> None:
        self.course = course
        self.step = step
        self.later = [course.steps[place] for place in sorted(_fed_by(course, step.place))]
        self.before = assumptions_at(course, step)

    def grouped(self) -> tuple[Lead, ...]:
        """One lead for all the answers that lead to the same."""
        base = self._outcomes(self.before.copy())
        outcomes = {answer: self._outcomes(assumed) for answer, assumed in self._answers()}
        asked = [step.name for step in self.later if step.does == "question" and True in base[step.name]]
        turning = [name for name in asked if len({outcome[name] for outcome in outcomes.values()}) > 1]
        groups: dict[tuple[tuple[str, ...], ...], list[str]] = {}
        for answer, outcome in outcomes.items():
            brings = tuple(name for name in turning if outcome[name] == {True} != base[name])
            rules_out = tuple(name for name in turning if True not in outcome[name])
            open_still = (name for name in turning if name not in brings and name not in rules_out)
            may_bring = tuple(name for name in open_still if self._waits_for(name, answer, outcomes))
            groups.setdefault((brings, may_bring, rules_out), []).append(answer)
        return tuple(Lead(tuple(answers), *where) for where, answers in groups.items()) if turning else ()

    def _waits_for(self, name: str, answer: str, outcomes: Mapping[str, Outcomes]) -> bool:
        """Whether the answer is one of those a question waits for: others rule it out, and it speaks of this one."""
        step = self.course.steps[self.course.at[name]]
        if all(True in outcome[name] for outcome in outcomes.values()):
            return False
        if self.step.name not in _rests_on(self.course, step):
            return False
        if self.step.question is None or not self.step.question.several:
            return True
        return any(self._speaks_of(node, answer) for node in walk(step.test))

    def _speaks_of(self, node: Node, code: str) -> bool:
        """Whether a test looks for this option of the list, or for a fact that it records."""
        match node:
            case Has(name, wanted):
                return (name, wanted) == (self.step.name, code)
            case FactIn(recorders=recorders):
                return any(recorder.name == self.step.name and recorder.records((code,)) for recorder in recorders)
        return False

    def _outcomes(self, assumed: Assumptions) -> dict[str, Truths]:
        """The truths that the condition of each later question may have; what is ruled out is without an answer."""
        outcomes: dict[str, Truths] = {}
        for step in self.later:
            if step.does == "question":
                outcomes[step.name] = assumed.truths(step.test)
                waits = assumed.truths(step.waits) if step.waits is not None else frozenset()
                if True in waits:
                    put = outcomes[step.name] if len(waits) > 1 else outcomes[step.name] - {True}
                    outcomes[step.name] = put | {False}
                if True not in outcomes[step.name]:
                    assumed.values[step.name] = NOTHING
            elif step.does == "fact":
                if all(name in assumed.values for name in step.rests_on):
                    value = step.test(assumed.values)
                    assumed.values[step.name] = NOTHING if value is None else value
            elif step.does == "single":
                assumed.codes[step.name] = assumed.winners(step)
        return outcomes

    # -- the answers to try

    def _answers(self) -> Iterator[tuple[str, Assumptions]]:
        question, name = self.step.question, self.step.name
        if question is None:
            return
        if not question.codes:
            yield from self._stretches(question)
        for option in question.choices:
            if question.several:
                assumed = self.before.copy()
                assumed.choose(name, option.code, True)
                if option.exclusive:
                    assumed.values[name] = (option.code,)
                yield option.code, assumed
            else:
                yield option.code, self._with(option.code)
        yield UNANSWERED, self._with(NOTHING)

    def _any_answer(self) -> tuple[str, Assumptions]:
        assumed = self.before.copy()
        assumed.answered.add(self.step.name)
        return ANY_ANSWER, assumed

    def _with(self, value: Any) -> Assumptions:
        assumed = self.before.copy()
        assumed.values[self.step.name] = value
        if value is not NOTHING:
            assumed.answered.add(self.step.name)
        for score, name in self.course.names.items():
            if self.step.name in name.parts and all(part in self.course.at for part in name.parts):
                ranges = [self._points(part, value) for part in name.parts]
                assumed.scores[score] = (sum(least for least, _ in ranges), sum(most for _, most in ranges))
        return assumed

    def _points(self, part: str, value: Any) -> tuple[int, int]:
        """The least and the most points that one question of a score may come to, if this one has this value."""
        question = self.course.question(part)
        if question is None or (part == self.step.name and value is NOTHING):
            return 0, 0
        if part == self.step.name:
            return question.points(value), question.points(value)
        return question.point_range

    def _stretches(self, question: Asked) -> Iterator[tuple[str, Assumptions]]:
        """The stretches of numbers, days or times over which everything later turns out the same."""
        samples = question.samples(breakpoints(question, self.later), TODAY)
        if not samples:
            yield self._any_answer()
            return
        outcomes = [tuple(self._outcomes(self._with(sample)).items()) for sample in samples]
        stretches = [list(stretch) for _, stretch in groupby(range(len(samples)), key=outcomes.__getitem__)]
        for stretch in stretches:
            low = None if stretch is stretches[0] else samples[stretch[0]]
            high = None if stretch is stretches[-1] else samples[stretch[-1]]
            yield question.stretch(low, high, TODAY), self._with(samples[stretch[0]])


def _fed_by(course: Course, place: int) -> set[int]:
    """The places of all that rests on a step, whether at once or through other steps."""
    reached: set[int] = set()
    waiting = [place]
    while waiting:
        for fed in course.feeds[waiting.pop()]:
            if fed not in reached:
                reached.add(fed)
                waiting.append(fed)
    return reached


def _rests_on(course: Course, step: Step) -> set[str]:
    """The questions that a step speaks of, at once or through what is reckoned from them."""
    names: set[str] = set()
    waiting = list(step.rests_on)
    while waiting:
        name = waiting.pop()
        if name in names:
            continue
        names.add(name)
        place = course.at.get(name)
        if place is not None and course.steps[place].does != "question":
            waiting += course.steps[place].rests_on
    return names
