"""A script made ready to run: every condition compiled, everything that rests on something else joined to it.

Questions, reckoned facts and scores are *steps* in one order in which each rests only on earlier ones. That
order is found once, when the script is loaded; what cannot be put in order (a cycle, a reference to a later
question) is refused there, by name and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any, Literal

from assessor import taxonomy, wording
from assessor.journal import Client
from assessor.scripts.conditions import (
    NOTHING,
    All,
    Always,
    ConditionError,
    Guarded,
    Name,
    Node,
    Recorder,
    Scope,
    compile_condition,
    compile_reckoning,
    free_names,
    names_in,
    reckons_a_day,
)
from assessor.scripts.earlier import NOTHING_EARLIER, PREFIX, Earlier, earlier_names
from assessor.scripts.kinds import Asked
from assessor.scripts.model import Check, Script, Section
from assessor.scripts.piping import Piped, PipingError
from assessor.yaml_source import BankError, Fault, Path, Source

CLIENT_FIELDS = tuple(
    f"client.{name}" for name in ("name", "called", "reference", "therapist", "therapist_role", "referred_by")
)
NO_FACTS: Mapping[str, Name] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of which the script keeps account: a question, a reckoned fact, a score, or who wins a fact.

    ``rests_on`` are the names it is worked out from; ``feeds`` the places of the steps that rest on it.
    """

    name: str
    place: int
    does: Literal["question", "fact", "score", "single"]
    rests_on: tuple[str, ...]
    question: Asked | None = None
    section: Section | None = None
    test: Node = field(default_factory=Always)
    recorders: tuple[tuple[str, Callable[[Any], str | None]], ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A script ready to run."""

    script: Script
    steps: tuple[Step, ...]
    feeds: tuple[tuple[int, ...], ...]
    scored_by: Mapping[str, tuple[str, ...]]
    at: Mapping[str, int]
    names: Mapping[str, Name]
    recorders: Mapping[tuple[str, str], tuple[Recorder, ...]]
    texts: Mapping[tuple[str, str], Piped]
    filled_by: Mapping[str, tuple[str, ...]]
    checks: tuple[tuple[Check, Node], ...] = ()
    held: Node = field(default_factory=Always)
    earlier: tuple[str, ...] = ()

    @property
    def questions(self) -> Iterator[Step]:
        """The steps that are questions, in order."""
        return (step for step in self.steps if step.does == "question")

    def question(self, name: str) -> Asked | None:
        """The question of this id, if the script has it."""
        place = self.at.get(name)
        return None if place is None else self.steps[place].question

    def scope(self) -> Scope:
        """What a rule outside the script may speak of: everything in it."""
        return Scope(self.names, self.recorders)


def make_course(
    script: Script, source: Source, others: Iterable[Script] = (), facts: Mapping[str, Name] = NO_FACTS
) -> Course:
    """The script ready to run; raises `BankError` with everything in it that cannot stand.

    ``others`` are the scripts of the same bank, of whose answers it may speak as ``earlier``; ``facts`` the cited facts
    that it may quote.
    """
    return _Maker(script, source, others, facts).make()


class _Maker:
    """Gathers names, puts the steps in order, compiles what they say, and collects every fault on the way."""

    def __init__(self, script: Script, source: Source, others: Iterable[Script], facts: Mapping[str, Name]) -> None:
        self.script = script
        self.source = source
        self.faults: list[Fault] = []
        self.names: dict[str, Name] = {name: Name(name, "text") for name in CLIENT_FIELDS}
        self.names |= earlier_names(name for one in (*others, script) for name in _named(one))
        self.names["today"] = Name("today", "day")
        self.names |= facts
        self.recorders: dict[tuple[str, str], list[Recorder]] = {}

    def fault(self, path: Path, message: str, offset: int | None = None) -> None:
        self.faults.append(self.source.fault(path, message, offset))

    def make(self) -> Course:
        self._refuse_ids_given_twice()
        order = self._order()
        if self.faults:
            raise BankError(self.faults)
        steps = self._steps(order)
        checks = tuple(self._checks())
        held = self._condition(self.script.held_if, ("held_if",), len(self.names))
        texts = self._texts()
        if self.faults:
            raise BankError(self.faults)
        at = {step.name: step.place for step in steps}
        feeds: list[list[int]] = [[] for _ in steps]
        scored: dict[str, list[str]] = {}
        for step in steps:
            for name in step.rests_on:
                if name in at:
                    if step.does == "score":  # kept up as its parts change; what asks of it rests on them too
                        scored.setdefault(name, []).append(step.name)
                    else:
                        feeds[at[name]].append(step.place)
        filled: dict[str, list[str]] = {}
        for _, _, question in self.script.questions():
            for detail in question.fills:
                filled.setdefault(detail, []).append(question.id)
        for fact in self.script.facts:
            for detail in fact.fills:
                filled.setdefault(detail, []).append(fact.id)
        return Course(
            self.script,
            tuple(steps),
            tuple(map(tuple, feeds)),
            {name: tuple(scores) for name, scores in scored.items()},
            at,
            self.names,
            {fact: tuple(found) for fact, found in self.recorders.items()},
            texts,
            {detail: tuple(found) for detail, found in filled.items()},
            checks,
            held,
            tuple({name: None for step in steps for name in step.rests_on if name.startswith(PREFIX)}),
        )

    def _everything(self) -> Iterator[tuple[str, Path]]:
        for s, q, question in self.script.questions():
            yield question.id, ("sections", s, "questions", q, "id")
        for i, fact in enumerate(self.script.facts):
            yield fact.id, ("facts", i, "id")
        for i, score in enumerate(self.script.scores):
            yield score.id, ("scores", i, "id")

    def _refuse_ids_given_twice(self) -> None:
        seen: set[str] = set()
        for name, path in self._everything():
            if name in seen:
                self.fault(path, f"the id {name!r} is given twice")
            elif "#" in name:
                self.fault(path, "'#' stands for a number only in a section that has `repeat`")
            elif path[0] != "sections" and name in taxonomy.SINGLE:
                self.fault(path, f"{name!r} stands for what answers record; choose another id")
            seen.add(name)
        sections: set[str] = set()
        for i, section in enumerate(self.script.sections):
            if section.id in sections:
                self.fault(("sections", i, "id"), f"the section {section.id!r} is given twice")
            sections.add(section.id)

    def _order(self) -> list[str]:
        """All steps in an order in which each rests on earlier ones: reckoned values directly after the last
        thing they speak of, wherever the author wrote them."""
        asked = [question.id for _, _, question in self.script.questions()]
        last = {name: place for place, name in enumerate(asked)}
        speaks: dict[str, tuple[str, ...]] = {}
        path: dict[str, Path] = {}
        for i, fact in enumerate(self.script.facts):
            speaks[fact.id] = (*free_names(fact.value), *free_names(fact.when))
            path[fact.id] = ("facts", i, "value")
        for i, score in enumerate(self.script.scores):
            speaks[score.id], path[score.id] = score.of, ("scores", i, "of")
        for kind in taxonomy.SINGLE - set(last):
            found = self._recording(kind)
            if found:
                speaks[kind], path[kind] = tuple(found), ()
        known = set(last) | set(speaks)
        adding = {score.id for score in self.script.scores}
        adding |= {q.id for _, _, q in self.script.questions() if q.scored}
        for i, score in enumerate(self.script.scores):
            for j, name in enumerate(score.of):
                at = ("scores", i, "of", j)
                if name not in known:
                    self.fault(at, f"unknown name {name!r}{wording.did_you_mean(name, known)}")
                elif name not in adding:
                    self.fault(at, f"{name!r} has no points; a score adds up choices, numbers and other scores")
        try:
            reckoned = list(
                TopologicalSorter({n: [m for m in speaks[n] if m in speaks] for n in speaks}).static_order()
            )
        except CycleError as error:
            loop = error.args[1][:0:-1]  # each waits for the next, the first named being the first written
            first = loop.index(min(loop, key=list(speaks).index))
            loop = [*loop[first:], *loop[: first + 1]]
            self.fault(path[loop[0]], f"these wait for each other: {' -> '.join(loop)}")
            return asked
        rank: dict[str, int] = {}
        following: dict[int, list[str]] = {}
        for name in reckoned:
            rank[name] = max((rank.get(n, last.get(n, -1)) for n in speaks[name]), default=-1)
            following.setdefault(rank[name], []).append(name)
        order = following.get(-1, [])
        for name, here in last.items():
            order += [name, *following.get(here, ())]
        return order

    def _recording(self, kind: str) -> dict[str, Asked]:
        return {
            question.id: question
            for _, _, question in self.script.questions()
            if any(fact[0] == kind for fact, _ in question.recordable())
        }

    def _steps(self, order: list[str]) -> list[Step]:
        place = {name: i for i, name in enumerate(order)}
        for _, _, question in self.script.questions():
            if question.takes_answer:
                self.names[question.id] = _name(question, place[question.id])
            for recorded in dict.fromkeys(fact for fact, _ in question.recordable()):
                self.recorders.setdefault(recorded, []).append(
                    Recorder(question.id, place[question.id], question.recorder(*recorded))
                )
        for found in self.recorders.values():
            found.sort(key=lambda recorder: recorder.place)
        for fact in self.script.facts:
            kind = "day" if reckons_a_day(fact.value) else "number"
            self.names[fact.id] = Name(fact.id, kind, place=place[fact.id])
        adds = {score.id: score.of for score in self.script.scores}

        def scored(name: str) -> tuple[str, ...]:
            return tuple(p for n in adds[name] for p in scored(n)) if name in adds else (name,)

        for score in self.script.scores:
            self.names[score.id] = Name(score.id, "number", place=place[score.id], whole=True, parts=scored(score.id))
        steps: dict[str, Step] = {}
        for kind in taxonomy.SINGLE & set(place):
            if kind not in steps and not any(q.id == kind for _, _, q in self.script.questions()):
                recording = self._recording(kind)
                codes = tuple(taxonomy.FACTS[kind])
                self.names[kind] = Name(kind, "choice", codes, place[kind])
                steps[kind] = Step(
                    kind, place[kind], "single", tuple(recording),
                    recorders=tuple((n, _single(q, kind)) for n, q in recording.items()),
                )  # fmt: skip
        for s, section in enumerate(self.script.sections):
            for count, (q, question) in enumerate(section.asked):
                here = place[question.id]
                number = count // len(section.questions) + 1
                shared = self._condition(section.ask_if.replace("#", str(number)), ("sections", s, "ask_if"), here)
                own = self._condition(question.ask_if, ("sections", s, "questions", q, "ask_if"), here)
                parts = tuple(part for part in (shared, own) if not isinstance(part, Always))
                test = parts[0] if len(parts) == 1 else All(parts) if parts else Always()
                steps[question.id] = Step(question.id, here, "question", names_in(test), question, section, test)
        for i, fact in enumerate(self.script.facts):
            node = self._compiled(compile_reckoning, fact.value, ("facts", i, "value"), place[fact.id])
            if fact.when:
                node = Guarded(self._condition(fact.when, ("facts", i, "when"), place[fact.id]), node)
            if fact.fills and not reckons_a_day(fact.value):
                self.fault(("facts", i, "fills"), "only a day fills a detail: weeks_after(day, weeks)")
            steps[fact.id] = Step(fact.id, place[fact.id], "fact", names_in(node), test=node)
        for score in self.script.scores:
            steps[score.id] = Step(score.id, place[score.id], "score", tuple(dict.fromkeys(score.of)))
        return [steps[name] for name in order]

    def _condition(self, text: str, path: Path, place: int) -> Node:
        return self._compiled(compile_condition, text, path, place) if text else Always()

    def _compiled(self, read: Callable[[str, Scope], Node], text: str, path: Path, place: int) -> Node:
        try:
            return read(text, Scope(self.names, self.recorders, place))  # type: ignore[arg-type]
        except ConditionError as error:
            self.fault(path, str(error), error.offset)
            return Always()

    def _checks(self) -> Iterator[tuple[Check, Node]]:
        questions = [question.id for _, _, question in self.script.questions() if question.takes_answer]
        for i, check in enumerate(self.script.checks):
            for j, name in enumerate(check.about):
                if name not in questions:
                    near = wording.did_you_mean(name, questions)
                    self.fault(("checks", i, "about", j), f"there is no question {name!r}{near}")
            yield check, self._compiled(compile_condition, check.when, ("checks", i, "when"), len(self.names))

    def _texts(self) -> dict[tuple[str, str], Piped]:
        texts: dict[tuple[str, str], Piped] = {}
        last_time = {name: Name(name, "text") for name in ("last_time", "last_call")}
        for name, part, text, path in self._written():
            if "{" not in text:
                continue
            try:
                texts[name, part] = Piped(text, self.names | last_time if part == "again" else self.names)
            except PipingError as error:
                self.fault(path, str(error), error.offset)
        return texts

    def _written(self) -> Iterator[tuple[str, str, str, Path]]:
        """Every text that may name answers: whose it is, which part, the text, and its place."""
        for s, q, question in self.script.questions():
            for part in ("short", "say", "guide", "probe", "again"):
                yield question.id, part, getattr(question, part), ("sections", s, "questions", q, part)
        for i, check in enumerate(self.script.checks):
            yield check.id, "doubt", check.say, ("checks", i, "say")


def _named(script: Script) -> Iterator[Name]:
    """What a later call may ask of an earlier one by this script."""
    for _, _, question in script.questions():
        if question.takes_answer:
            yield _name(question, -1)
    for score in script.scores:
        yield Name(score.id, "number", whole=True)


def _name(question: Asked, place: int) -> Name:
    return Name(question.id, question.condition_type, question.codes, place, question.bounds, question.is_whole)


def _single(question: Asked, kind: str) -> Callable[[Any], str | None]:
    return lambda value: next((c for k, c in question.recorded(value) if k == kind), None)


def first_values(course: Course, client: Client, today: object, earlier: Earlier = NOTHING_EARLIER) -> dict[str, Any]:
    """What is known before anything is asked: the client's record, the day of the call, and what earlier calls left."""
    known: dict[str, Any] = {"today": today}
    for name in CLIENT_FIELDS:
        field_name = name.removeprefix("client.")
        known[name] = client.first_name if field_name == "called" else getattr(client, field_name)
    for name in course.earlier:
        value = earlier.values.get(name.removeprefix(PREFIX))
        known[name] = NOTHING if value is None else value
    return known
