"""Where each answer leads: the questions that it brings, those that it rules out, and those that it leaves open.

Each condition is worked out with one answer known, and what must be so for its question to be asked at all. What
comes out is the set of truths that the condition may have once the call has ended: true alone means that the answer
brings the question, and no true at all that it rules it out. A question ruled out has no answer, so what rests on it
may be ruled out too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from itertools import groupby, product
from typing import Any

from assessor import taxonomy
from assessor.scripts.conditions import (
    NOTHING,
    All,
    Always,
    Compare,
    Constant,
    FactIn,
    Has,
    IsAnswered,
    Node,
    Not,
    OneOf,
    Some,
    Span,
    Total,
    names_in,
    walk,
)
from assessor.scripts.course import Course, Step
from assessor.scripts.kinds import Asked

Truths = frozenset[bool | None]
ANY: Truths = frozenset({False, None, True})
TODAY = date(2001, 1, 1)  # any day would do: days are told by how far they lie from the day of the call
NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class Lead:
    """Where one answer, or each of several, leads: ids of later questions, in the script's order."""

    answers: tuple[str, ...]
    brings: tuple[str, ...] = ()
    may_bring: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()


@dataclass(slots=True)
class Known:
    """What is known of a call's end: values, and what holds of questions whose value is open.

    ``among`` are the codes that a choice may come to have (`NOTHING`, if it may have none), ``has`` the options of a
    list that are chosen and not, ``facts`` the facts that are recorded and not, ``scores`` the least and the most that
    a score may come to, ``holds`` other tests.
    """

    values: dict[str, Any] = field(default_factory=lambda: {"today": TODAY})
    among: dict[str, frozenset[Any]] = field(default_factory=dict)
    has: dict[tuple[str, str], bool] = field(default_factory=dict)
    facts: dict[tuple[str, str], bool] = field(default_factory=dict)
    scores: dict[str, tuple[int, int]] = field(default_factory=dict)
    holds: dict[Node, bool] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def copy(self) -> Known:
        """The same, to add to."""
        parts = (getattr(self, part.name).copy() for part in fields(self))
        return Known(*parts)

    def truths(self, node: Node) -> Truths:
        """The truths that a test may have at the call's end."""
        if node in self.holds:
            return frozenset({self.holds[node]})
        match node:
            case Always():
                return frozenset({True})
            case All(parts):
                return _fold(_both, [self.truths(part) for part in parts])
            case Some(parts):
                return _fold(_either, [self.truths(part) for part in parts])
            case Not(part):
                return frozenset(None if truth is None else not truth for truth in self.truths(part))
        match node:
            case OneOf(name, codes):
                return frozenset(None if v is NOTHING else v in codes for v in self._possible(name)) or ANY
            case Has(name, code) if (name, code) in self.has:
                return frozenset({self.has[name, code]})
            case IsAnswered(name):
                found = frozenset(value is not NOTHING for value in self._possible(name))
                return frozenset({True}) if name in self.answered else found or ANY
            case FactIn():
                return self._recorded(node)
            case Compare(Total(name), _, Constant(bound), order) if name in self.scores:
                return frozenset(order(end, bound) for end in range(self.scores[name][0], self.scores[name][1] + 1))
        if any(isinstance(part, Total) for part in walk(node)):
            return ANY
        names = [name for name in names_in(node) if name != "today"]
        if any(self.values.get(name) is NOTHING for name in names):
            return frozenset({None})
        if all(name in self.values for name in names):
            return frozenset({node(self.values)})
        return ANY

    def _possible(self, name: str) -> frozenset[Any]:
        """The values that a name may come to have; none named, if nothing is known of it."""
        return frozenset({self.values[name]}) if name in self.values else self.among.get(name, frozenset())

    def _recorded(self, node: FactIn) -> Truths:
        if (node.kind, node.code) in self.facts:
            return frozenset({self.facts[node.kind, node.code]})
        never = True
        for recorder in node.recorders:
            chosen = {code for (name, code), chosen in self.has.items() if name == recorder.name and chosen}
            if any(recorder.records((code,)) for code in chosen):
                return frozenset({True})
            possible = {value is not NOTHING and recorder.records(value) for value in self._possible(recorder.name)}
            if possible == {True}:
                return frozenset({True})
            never = never and possible == {False}
        return frozenset({False}) if never else ANY


def _fold(pick: Any, sets: list[Truths]) -> Truths:
    result = sets[0]
    for other in sets[1:]:
        result = frozenset(pick(a, b) for a, b in product(result, other))
    return result


def _both(a: bool | None, b: bool | None) -> bool | None:
    return False if a is False or b is False else None if a is None or b is None else True


def _either(a: bool | None, b: bool | None) -> bool | None:
    return True if a or b else None if a is None or b is None else False


def leads(course: Course) -> dict[str, tuple[Lead, ...]]:
    """Where each answer leads, by question; a question on which nothing rests is left out."""
    found: dict[str, tuple[Lead, ...]] = {}
    for step in course.questions:
        if step.question is not None and step.question.takes_answer and course.feeds[step.place]:
            made = _Leads(course, step).made()
            if made:
                found[step.name] = made
    return found


def known_at(course: Course, step: Step) -> Known:
    """What must be so for a question to be asked."""
    return _Leads(course, step).before


class _Leads:
    """Works out where each answer to one question leads."""

    def __init__(self, course: Course, step: Step) -> None:
        self.course = course
        self.step = step
        self.after = [course.steps[place] for place in sorted(_after(course, step.place))]
        self.asked = [step for step in self.after if step.does == "question"]
        self.before = Known()
        self._learn(step.test, True, self.before)

    def made(self) -> tuple[Lead, ...]:
        """One lead for all the answers that lead to the same."""
        base = self._follow(self.before.copy())
        ends: dict[str, dict[str, Truths]] = {}
        for answer, known in self._answers():
            ends[answer] = self._follow(known)
        asked = [step.name for step in self.asked if True in base[step.name]]
        turns = [name for name in asked if len({end[name] for end in ends.values()}) > 1]
        grouped: dict[tuple[tuple[str, ...], ...], list[str]] = {}
        for answer, end in ends.items():
            brings = tuple(name for name in turns if end[name] == {True} != base[name])
            out = tuple(name for name in turns if True not in end[name])
            may = tuple(n for n in turns if True in end[n] and n not in brings and self._leaves_open(n, answer, ends))
            grouped.setdefault((brings, may, out), []).append(answer)
        return tuple(Lead(tuple(answers), *where) for where, answers in grouped.items()) if turns else ()

    def _leaves_open(self, name: str, answer: str, ends: Mapping[str, Mapping[str, Truths]]) -> bool:
        """Whether the answer is one of those a question waits for: others rule it out, and it speaks of this one."""
        step = self.course.steps[self.course.at[name]]
        if all(True in end[name] for end in ends.values()) or self.step.name not in _rests_on(self.course, step):
            return False
        if self.step.question is None or not self.step.question.several:
            return True
        return any(self._speaks_of(part, answer) for part in walk(step.test))

    def _speaks_of(self, part: Node, code: str) -> bool:
        """Whether a test looks for this option of the list, or for a fact that it records."""
        match part:
            case Has(name, wanted):
                return (name, wanted) == (self.step.name, code)
            case FactIn(recorders=recorders):
                return any(one.name == self.step.name and one.records((code,)) for one in recorders)
        return False

    def _follow(self, known: Known) -> dict[str, Truths]:
        """The truths that the condition of each later question may have; what is ruled out is without an answer."""
        found: dict[str, Truths] = {}
        for step in self.after:
            if step.does == "question":
                found[step.name] = known.truths(step.test)
                if True not in found[step.name]:
                    known.values[step.name] = NOTHING
            elif step.does == "fact":
                if all(name in known.values for name in step.rests_on):
                    value = step.test(known.values)
                    known.values[step.name] = NOTHING if value is None else value
            elif step.does == "single":
                known.among[step.name] = self._wins(step, known) & known.among.get(step.name, _EVERYTHING)
        return found

    def _wins(self, step: Step, known: Known) -> frozenset[Any]:
        """The codes that a fact of which there is one at a time may come to have: the last to record one wins."""
        possible: frozenset[Any] = frozenset({NOTHING})
        for name, code_of in step.recorders:
            values = known._possible(name) or self._values(name)
            codes = {None if value is NOTHING else code_of(value) for value in values}
            possible = frozenset(codes - {None}) | (possible if None in codes else frozenset())
        return possible

    def _values(self, name: str) -> frozenset[Any]:
        """Every answer that a question may have, as far as records tell them apart; and none."""
        question = self.course.question(name)
        return frozenset({NOTHING, *(question.telling_apart() if question else ())})

    # -- what must be so for the question to be asked

    def _learn(self, node: Node, truth: bool, known: Known) -> None:
        if not isinstance(node, OneOf | Has | FactIn):  # of these more is known than that they hold
            known.holds[node] = truth
        match node:
            case All(parts) if truth:
                for part in parts:
                    self._learn(part, True, known)
            case Some(parts) if not truth:
                for part in parts:
                    self._learn(part, False, known)
            case Some(parts):
                left = [part for part in parts if True in known.truths(part)]
                if len(left) == 1:  # the only part by which the whole can be so
                    self._learn(left[0], True, known)
            case Not(part):
                self._learn(part, not truth, known)
            case OneOf(name, codes):
                there = frozenset(self.course.names[name].codes) or (codes if truth else frozenset())
                self._narrow(name, there & codes if truth else there - codes, known)
            case Has(name, code):
                self._choose(name, code, truth, known)
                self._is_asked(name, known)
            case IsAnswered(name) if truth:
                known.answered.add(name)
                self._is_asked(name, known)
            case FactIn(kind, code, recorders):
                known.facts[kind, code] = truth
                if truth and len(recorders) == 1:
                    self._recorded_by(recorders[0].name, recorders[0].records, known)
            case Compare():
                for name in names_in(node):
                    self._is_asked(name, known)

    def _narrow(self, name: str, codes: frozenset[Any], known: Known) -> None:
        """A choice has one of these codes."""
        if not codes:
            return
        known.among[name] = known.among.get(name, codes) & codes or codes
        self._is_asked(name, known)
        place = self.course.at.get(name)
        if place is not None and self.course.steps[place].does == "single":
            recorders = self.course.steps[place].recorders
            able = [(n, code_of) for n, code_of in recorders if {code_of(v) for v in self._given(n)} & codes]
            if len(able) == 1:  # then that question was asked, and had such an answer
                self._recorded_by(able[0][0], lambda value: able[0][1](value) in codes, known)

    def _given(self, name: str) -> frozenset[Any]:
        return self._values(name) - {NOTHING}

    def _recorded_by(self, name: str, records: Any, known: Known) -> None:
        values = frozenset(value for value in self._given(name) if records(value))
        question = self.course.question(name)
        if question is not None and question.codes and not question.several:
            self._narrow(name, values, known)
        else:
            self._is_asked(name, known)

    def _choose(self, name: str, code: str, chosen: bool, known: Known) -> None:
        """A list of answers has this option among them, or not; an exclusive one stands alone."""
        known.has[name, code] = chosen
        question = self.course.question(name)
        if chosen and question is not None:
            alone = any(option.exclusive for option in question.chosen(code))
            for option in question.choices:
                if option.code != code and (alone or option.exclusive):
                    known.has[name, option.code] = False
        known.answered.add(name)

    def _is_asked(self, name: str, known: Known) -> None:
        known.answered.add(name)
        place = self.course.at.get(name)
        if name not in known.asked and place is not None and self.course.steps[place].does == "question":
            known.asked.add(name)
            self._learn(self.course.steps[place].test, True, known)

    # -- the answers to try

    def _answers(self) -> Iterator[tuple[str, Known]]:
        question, name = self.step.question, self.step.name
        if question is None:
            return
        for option in question.choices if question.several else ():
            known = self.before.copy()
            self._choose(name, option.code, True, known)
            if option.exclusive:
                known.values[name] = (option.code,)
            yield option.code, known
        if not question.codes:
            yield from self._stretches(question)
        elif not question.several:
            for code in question.codes:
                yield code, self._with(code)
        yield NO_ANSWER, self._with(NOTHING)

    def _with(self, value: Any) -> Known:
        known = self.before.copy()
        known.values[self.step.name] = value
        if value is not NOTHING:
            known.answered.add(self.step.name)
        for score, name in self.course.names.items():
            if self.step.name in name.parts and all(part in self.course.at for part in name.parts):
                ends = [self._points(part, value) for part in name.parts]
                known.scores[score] = (sum(low for low, _ in ends), sum(high for _, high in ends))
        return known

    def _points(self, part: str, value: Any) -> tuple[int, int]:
        """The least and the most points that one question of a score may come to, if this one has this value."""
        question = self.course.question(part)
        if question is None or (part == self.step.name and value is NOTHING):
            return 0, 0
        if part == self.step.name:
            return question.points(value), question.points(value)
        return question.point_range

    def _stretches(self, question: Asked) -> Iterator[tuple[str, Known]]:
        """The stretches of numbers, days or times over which everything later turns out the same."""
        samples = question.samples(self._turning(question), TODAY)
        if not samples:
            known = self.before.copy()
            known.answered.add(question.id)
            yield "any answer", known
            return
        ends = [tuple(self._follow(self._with(value)).items()) for value in samples]
        stretches = [list(run) for _, run in groupby(range(len(samples)), key=ends.__getitem__)]
        for run in stretches:
            low = None if run is stretches[0] else samples[run[0]]
            high = None if run is stretches[-1] else samples[run[-1]]
            yield question.stretch(low, high, TODAY), self._with(samples[run[0]])

    def _turning(self, question: Asked) -> set[Any]:
        """The numbers or times at which some later comparison turns, in days where it is of a day."""
        reckoned = {s.name: s for s in self.after if s.does == "fact" and question.id in names_in(s.test)}
        tests = [part for step in self.after for part in walk(step.test) if isinstance(part, Compare)]
        found: set[Any] = set()
        for test in tests:
            names = set(names_in(test))
            if question.id not in names and not names & set(reckoned):
                continue
            inside = [*walk(test), *(part for n in names & set(reckoned) for part in walk(reckoned[n].test))]
            spans = [part.function for part in inside if isinstance(part, Span)]
            each = 7 if any(function.startswith("weeks") for function in spans) else 1
            way = -1 if any(function.endswith("since") for function in spans) else 1
            values = [part.value for part in inside if isinstance(part, Constant)]
            found |= {value if isinstance(value, time) else value * each * way for value in values}
            if not spans and question.condition_type == "day":
                found.add(0)  # it is compared with today, or with another day
        if any(isinstance(part, FactIn) for step in self.after for part in walk(step.test)):
            found |= question.turns
        return found


_EVERYTHING: frozenset[Any] = frozenset({NOTHING, *(code for kind in taxonomy.SINGLE for code in taxonomy.FACTS[kind])})


def _after(course: Course, place: int) -> set[int]:
    """The places of all that rests on a step, whether at once or through other steps."""
    found: set[int] = set()
    waiting = [place]
    while waiting:
        for fed in course.feeds[waiting.pop()]:
            if fed not in found:
                found.add(fed)
                waiting.append(fed)
    return found


def _rests_on(course: Course, step: Step) -> set[str]:
    """The questions that a step speaks of, at once or through what is reckoned from them."""
    found: set[str] = set()
    waiting = list(step.rests_on)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        place = course.at.get(name)
        if place is not None and course.steps[place].does != "question":
            waiting += course.steps[place].rests_on
    return found
