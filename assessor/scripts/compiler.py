"""The compiler of scripts: every condition compiled, everything that rests on something else joined to it.

Every fault on the way is collected, so that an author hears of all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from assessor import taxonomy, wording
from assessor.scripts.conditions import (
    All,
    Always,
    ConditionError,
    Guarded,
    Name,
    Node,
    Recorder,
    Scope,
    Some,
    compile_condition,
    compile_reckoning,
    names_in,
    reckons_a_day,
)
from assessor.scripts.course import CLIENT_FIELDS, Course, Step
from assessor.scripts.earlier import PREFIX, earlier_names
from assessor.scripts.kinds import Asked
from assessor.scripts.model import Check, Script, Section
from assessor.scripts.piping import Piped, PipingError
from assessor.scripts.roster import endless
from assessor.scripts.step_order import recording_questions, step_order
from assessor.yaml_source import BankError, Fault, Path, SourceMap

NO_FACTS: Mapping[str, Name] = MappingProxyType({})


def make_course(
    script: Script, source: SourceMap, others: Iterable[Script] = (), facts: Mapping[str, Name] = NO_FACTS
) -> Course:
    """The script ready to run; raises `BankError` with everything in it that cannot stand.

    ``others`` are the scripts of the same bank, of whose answers it may speak as ``earlier``; ``facts`` the cited facts
    that it may quote.
    """
    return _Compiler(script, source, others, facts).compile()


class _Compiler:
    """Gathers names, puts the steps in order, compiles what they say, and collects every fault on the way."""

    def __init__(self, script: Script, source: SourceMap, others: Iterable[Script], facts: Mapping[str, Name]) -> None:
        self.script = script
        self.source = source
        self.faults: list[Fault] = []
        self.names: dict[str, Name] = {name: Name(name, "text") for name in CLIENT_FIELDS}
        self.names |= earlier_names(name for earlier in (*others, script) for name in names_for_later(earlier))
        self.names["today"] = Name("today", "day")
        self.names |= facts
        self.recorders: dict[tuple[str, str], list[Recorder]] = {}

    def fault(self, path: Path, message: str, offset: int | None = None) -> None:
        self.faults.append(self.source.fault(path, message, offset))

    def compile(self) -> Course:
        self._refuse_repeated_ids()
        self._refuse_endless_sections()
        order = step_order(self.script, self.fault)
        self._raise_faults()
        steps = self._steps(order)
        checks = tuple(self._checks())
        held = self._condition(self.script.held_if, ("held_if",), len(self.names))
        texts = self._texts()
        self._raise_faults()
        at = {step.name: step.place for step in steps}
        feeds, scored_by = _joined(steps, at)
        return Course(
            script=self.script,
            steps=tuple(steps),
            feeds=feeds,
            scored_by=scored_by,
            at=at,
            names=self.names,
            recorders={fact: tuple(recorders) for fact, recorders in self.recorders.items()},
            texts=texts,
            filled_by=_filled_by(self.script),
            checks=checks,
            held=held,
            earlier=tuple({name: None for step in steps for name in step.rests_on if name.startswith(PREFIX)}),
        )

    def _raise_faults(self) -> None:
        if self.faults:
            raise BankError(self.faults)

    def _ids(self) -> Iterator[tuple[str, Path]]:
        """Every id that a condition may name, with its place."""
        for s, q, question in self.script.questions():
            yield question.id, ("sections", s, "questions", q, "id")
        for i, fact in enumerate(self.script.facts):
            yield fact.id, ("facts", i, "id")
        for i, score in enumerate(self.script.scores):
            yield score.id, ("scores", i, "id")

    def _refuse_repeated_ids(self) -> None:
        seen: set[str] = set()
        for name, path in self._ids():
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

    def _refuse_endless_sections(self) -> None:
        """Refuses a section of more than one of a thing that never says whether there is another, or which it means."""
        for i, section in enumerate(self.script.sections):
            if why := endless(section):
                self.fault(("sections", i, "more"), why)

    # -- the steps

    def _steps(self, order: list[str]) -> list[Step]:
        places = {name: place for place, name in enumerate(order)}
        self._add_questions(places)
        self._add_reckoned(places)
        makers = (self._single_steps, self._question_steps, self._reckoned_steps)
        steps = {step.name: step for maker in makers for step in maker(places)}
        return [steps[name] for name in order]

    def _add_questions(self, places: Mapping[str, int]) -> None:
        """Puts the questions among the names, and among the recorders of each fact that they can record."""
        for _, _, question in self.script.questions():
            place = places[question.id]
            if question.takes_answer:
                self.names[question.id] = _name(question, place)
            for recorded in dict.fromkeys(fact for fact, _ in question.recordable()):
                recorder = Recorder(question.id, place, question.recorder(*recorded))
                self.recorders.setdefault(recorded, []).append(recorder)
        for recorders in self.recorders.values():
            recorders.sort(key=lambda recorder: recorder.place)

    def _add_reckoned(self, places: Mapping[str, int]) -> None:
        """Puts facts and scores among the names."""
        for fact in self.script.facts:
            kind = "day" if reckons_a_day(fact.value) else "number"
            self.names[fact.id] = Name(fact.id, kind, place=places[fact.id])
        adds = {score.id: score.of for score in self.script.scores}

        def scored(name: str) -> tuple[str, ...]:
            return tuple(part for added in adds[name] for part in scored(added)) if name in adds else (name,)

        for score in self.script.scores:
            self.names[score.id] = Name(score.id, "number", place=places[score.id], whole=True, parts=scored(score.id))

    def _single_steps(self, places: Mapping[str, int]) -> Iterator[Step]:
        """A step for each fact of which there is one at a time, unless a question goes by its name."""
        questions = {question.id for _, _, question in self.script.questions()}
        for kind in sorted(taxonomy.SINGLE & set(places) - questions):
            recording = recording_questions(self.script, kind)
            self.names[kind] = Name(kind, "choice", tuple(taxonomy.FACTS[kind]), places[kind])
            recorders = tuple((name, _code_of(question, kind)) for name, question in recording.items())
            yield Step(kind, places[kind], "single", tuple(recording), recorders=recorders)

    def _question_steps(self, places: Mapping[str, int]) -> Iterator[Step]:
        for s, section in enumerate(self.script.sections):
            for count, (q, question) in enumerate(section.asked):
                place = places[question.id]
                number = count * (section.repeat or 1) // len(section.asked) + 1
                shared = self._condition(section.ask_if.replace("#", str(number)), ("sections", s, "ask_if"), place)
                own = self._condition(question.ask_if, ("sections", s, "questions", q, "ask_if"), place)
                opened = self._condition(section.opened_by(number), ("sections", s, "more"), place)
                parts = tuple(part for part in (shared, opened, own) if not isinstance(part, Always))
                test = parts[0] if len(parts) == 1 else All(parts) if parts else Always()
                waits = self._waits(section, question, (s, q), place)
                asked_by = tuple(dict.fromkeys(names_in(test)))
                rests_on = tuple(dict.fromkeys((*asked_by, *(names_in(waits) if waits else ()))))
                yield Step(question.id, place, "question", rests_on, question, section, test, waits, asked_by=asked_by)

    def _waits(self, section: Section, question: Asked, at: tuple[int, int], place: int) -> Node | None:
        """On what a question is left to a later call: its own condition, or its section's."""
        s, q = at
        written: tuple[tuple[str, Path], ...] = (
            (section.waits_if, ("sections", s, "waits_if")),
            (question.waits_if, ("sections", s, "questions", q, "waits_if")),
        )
        parts = tuple(self._condition(text, path, place) for text, path in written if text)
        return parts[0] if len(parts) == 1 else Some(parts) if parts else None

    def _reckoned_steps(self, places: Mapping[str, int]) -> Iterator[Step]:
        for i, fact in enumerate(self.script.facts):
            node = self._compiled(compile_reckoning, fact.value, ("facts", i, "value"), places[fact.id])
            if fact.when:
                node = Guarded(self._condition(fact.when, ("facts", i, "when"), places[fact.id]), node)
            if fact.fills and not reckons_a_day(fact.value):
                self.fault(("facts", i, "fills"), "only a day fills a detail: weeks_after(day, weeks)")
            yield Step(fact.id, places[fact.id], "fact", names_in(node), test=node)
        for score in self.script.scores:
            yield Step(score.id, places[score.id], "score", tuple(dict.fromkeys(score.of)))

    # -- conditions and texts

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
            for part in ("short", "say", "guide", "probe", "again", "quietly"):
                yield question.id, part, getattr(question, part), ("sections", s, "questions", q, part)
        for i, check in enumerate(self.script.checks):
            yield check.id, "doubt", check.say, ("checks", i, "say")


def _joined(
    steps: Iterable[Step], at: Mapping[str, int]
) -> tuple[tuple[tuple[int, ...], ...], dict[str, tuple[str, ...]]]:
    """The places of the steps that each step feeds, and the scores that each name is added up in.

    A score is kept up as its parts change; so what asks of it rests on its parts too, and no part feeds it.
    """
    feeds: list[list[int]] = [[] for _ in at]
    scored_by: dict[str, list[str]] = {}
    for step in steps:
        for name in step.rests_on:
            if name in at and step.does == "score":
                scored_by.setdefault(name, []).append(step.name)
            elif name in at:
                feeds[at[name]].append(step.place)
    return tuple(map(tuple, feeds)), {name: tuple(scores) for name, scores in scored_by.items()}


def _filled_by(script: Script) -> dict[str, tuple[str, ...]]:
    """The questions, and the days that are reckoned, that fill each detail of the plan."""
    filled_by: dict[str, list[str]] = {}
    for _, _, question in script.questions():
        for detail in question.fills:
            filled_by.setdefault(detail, []).append(question.id)
    for fact in script.facts:
        for detail in fact.fills:
            filled_by.setdefault(detail, []).append(fact.id)
    return {detail: tuple(questions) for detail, questions in filled_by.items()}


def names_for_later(script: Script) -> Iterator[Name]:
    """What a later call may ask of an earlier one by this script."""
    for _, _, question in script.questions():
        if question.takes_answer:
            yield _name(question, -1)
    for score in script.scores:
        yield Name(score.id, "number", whole=True)


def _name(question: Asked, place: int) -> Name:
    return Name(question.id, question.condition_type, question.codes, place, question.bounds, question.is_whole)


def _code_of(question: Asked, kind: str) -> Callable[[Any], str | None]:
    return lambda value: next((code for recorded, code in question.recorded(value) if recorded == kind), None)
