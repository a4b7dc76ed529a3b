"""Assumptions of a call's end: what is taken to be so of its answers, and the truths that a condition may then have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
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
    Total,
    names_in,
    walk,
)
from assessor.scripts.course import Course, Step
from assessor.scripts.truths import ANY_TRUTH, Truths, all_of, any_of, negated

TODAY = date(2001, 1, 1)
"""Stands for the day of the call: any day would do, since days are told by how far they lie from it."""
EVERY_CODE: frozenset[Any] = frozenset({NOTHING, *(code for kind in taxonomy.SINGLE for code in taxonomy.FACTS[kind])})
"""The codes of all facts of which there is one at a time; and none."""


@dataclass(slots=True)
class Assumptions:
    """What is assumed of a call's end: values, and what holds of questions whose value is open.

    ``codes`` are those that a choice may come to have (`NOTHING`, if it may have none), ``chosen`` the options of a
    list that are chosen and not, ``recorded`` the facts that are recorded and not, ``scores`` the least and the most
    that a score may come to, ``holds`` the truths of other tests. ``answered`` questions have some answer, and of
    those ``asked`` it is assumed that their own conditions hold.
    """

    course: Course
    values: dict[str, Any] = field(default_factory=lambda: {"today": TODAY})
    codes: dict[str, frozenset[Any]] = field(default_factory=dict)
    chosen: dict[tuple[str, str], bool] = field(default_factory=dict)
    recorded: dict[tuple[str, str], bool] = field(default_factory=dict)
    scores: dict[str, tuple[int, int]] = field(default_factory=dict)
    holds: dict[Node, bool] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def copy(self) -> Assumptions:
        """The same, to add to."""
        parts = (getattr(self, part.name).copy() for part in fields(self)[1:])
        return Assumptions(self.course, *parts)

    # -- what follows from them

    def truths(self, node: Node) -> Truths:
        """The truths that a test may have at the call's end."""
        if node in self.holds:
            return frozenset({self.holds[node]})
        match node:
            case Always():
                return frozenset({True})
            case All(parts):
                return all_of([self.truths(part) for part in parts])
            case Some(parts):
                return any_of([self.truths(part) for part in parts])
            case Not(part):
                return negated(self.truths(part))
        return self._truths_of_test(node)

    def _truths_of_test(self, node: Node) -> Truths:
        """The truths of a node that is no connective."""
        match node:
            case OneOf(name, codes):
                return frozenset(None if v is NOTHING else v in codes for v in self.possible(name)) or ANY_TRUTH
            case Has(name, code) if (name, code) in self.chosen:
                return frozenset({self.chosen[name, code]})
            case IsAnswered(name):
                answered = frozenset(value is not NOTHING for value in self.possible(name))
                return frozenset({True}) if name in self.answered else answered or ANY_TRUTH
            case FactIn():
                return self._truths_of_fact(node)
            case Compare(Total(name), _, Constant(bound), order) if name in self.scores:
                least, most = self.scores[name]
                return frozenset(order(points, bound) for points in range(least, most + 1))
        return self._truths_of_values(node)

    def _truths_of_fact(self, node: FactIn) -> Truths:
        if (node.kind, node.code) in self.recorded:
            return frozenset({self.recorded[node.kind, node.code]})
        never = True
        for recorder in node.recorders:
            chosen = {code for (name, code), is_chosen in self.chosen.items() if name == recorder.name and is_chosen}
            if any(recorder.records((code,)) for code in chosen):
                return frozenset({True})
            possible = {value is not NOTHING and recorder.records(value) for value in self.possible(recorder.name)}
            if possible == {True}:
                return frozenset({True})
            never = never and possible == {False}
        return frozenset({False}) if never else ANY_TRUTH

    def _truths_of_values(self, node: Node) -> Truths:
        """The truth of a test all of whose names have a value; any truth of one that lacks some."""
        if any(isinstance(part, Total) for part in walk(node)):
            return ANY_TRUTH
        names = [name for name in names_in(node) if name != "today"]
        if any(self.values.get(name) is NOTHING for name in names):
            return frozenset({None})
        if all(name in self.values for name in names):
            return frozenset({node(self.values)})
        return ANY_TRUTH

    def possible(self, name: str) -> frozenset[Any]:
        """The values that a name may come to have; empty if nothing is assumed of it."""
        return frozenset({self.values[name]}) if name in self.values else self.codes.get(name, frozenset())

    def winners(self, step: Step) -> frozenset[Any]:
        """The codes that a fact of which there is one at a time may come to have: the last to record one wins."""
        possible: frozenset[Any] = frozenset({NOTHING})
        for name, code_of in step.recorders:
            values = self.possible(name) or {NOTHING, *self._answers(name)}
            codes = {None if value is NOTHING else code_of(value) for value in values}
            possible = frozenset(codes - {None}) | (possible if None in codes else frozenset())
        return possible & self.codes.get(step.name, EVERY_CODE)

    def _answers(self, name: str) -> frozenset[Any]:
        """Every answer that a question may have, as far as what it records tells them apart."""
        question = self.course.question(name)
        return frozenset(question.telling_apart() if question else ())

    # -- adding to them

    def assume(self, node: Node, truth: bool = True) -> None:
        """Takes a test to be true, or false, and with it all that must then be so."""
        if not isinstance(node, OneOf | Has | FactIn):  # of these more is assumed than that they hold
            self.holds[node] = truth
        match node:
            case All(parts) | Some(parts):
                self._assume_parts(parts, truth, all_alike=isinstance(node, All) is truth)
            case Not(part):
                self.assume(part, not truth)
            case OneOf(name, codes):
                there = frozenset(self.course.names[name].codes) or (codes if truth else frozenset())
                self._narrow(name, there & codes if truth else there - codes)
            case Has(name, code):
                self.choose(name, code, truth)
                self._assume_asked(name)
            case IsAnswered(name) if truth:
                self._assume_asked(name)
            case FactIn(kind, code, recorders):
                self.recorded[kind, code] = truth
                if truth and len(recorders) == 1:
                    self._assume_recorded(recorders[0].name, recorders[0].records)
            case Compare():
                for name in names_in(node):
                    self._assume_asked(name)

    def _assume_parts(self, parts: tuple[Node, ...], truth: bool, all_alike: bool) -> None:
        """Each part of a true ``and``, or a false ``or``; of a true ``or`` the only part by which it can be so."""
        if all_alike:
            for part in parts:
                self.assume(part, truth)
        elif truth:
            able = [part for part in parts if True in self.truths(part)]
            if len(able) == 1:
                self.assume(able[0])

    def _narrow(self, name: str, codes: frozenset[Any]) -> None:
        """A choice has one of these codes."""
        if not codes:
            return
        self.codes[name] = self.codes.get(name, codes) & codes or codes
        self._assume_asked(name)
        place = self.course.at.get(name)
        if place is not None and self.course.steps[place].does == "single":
            recorders = self.course.steps[place].recorders
            able = [(n, code_of) for n, code_of in recorders if {code_of(v) for v in self._answers(n)} & codes]
            if len(able) == 1:  # then that question was asked, and had such an answer
                question, code_of = able[0]
                self._assume_recorded(question, lambda value: code_of(value) in codes)

    def _assume_recorded(self, name: str, records: Callable[[Any], bool]) -> None:
        """A question has an answer that records something."""
        question = self.course.question(name)
        if question is not None and question.codes and not question.several:
            self._narrow(name, frozenset(value for value in self._answers(name) if records(value)))
        else:
            self._assume_asked(name)

    def choose(self, name: str, code: str, chosen: bool) -> None:
        """A list of answers has this option among them, or not; an exclusive one stands alone."""
        self.chosen[name, code] = chosen
        question = self.course.question(name)
        if chosen and question is not None:
            alone = any(option.exclusive for option in question.chosen(code))
            for option in question.choices:
                if option.code != code and (alone or option.exclusive):
                    self.chosen[name, option.code] = False
        self.answered.add(name)

    def _assume_asked(self, name: str) -> None:
        self.answered.add(name)
        place = self.course.at.get(name)
        if name not in self.asked and place is not None and self.course.steps[place].does == "question":
            self.asked.add(name)
            self.assume(self.course.steps[place].test)


def assumptions_at(course: Course, step: Step) -> Assumptions:
    """What must be so for a question to be asked."""
    assumptions = Assumptions(course)
    assumptions.assume(step.test)
    return assumptions
