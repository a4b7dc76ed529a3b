"""The nodes of a compiled condition: frozen dataclasses, each called with the values in force."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from assessor.scripts.conditions.language import ASKED, NOTHING, STATED, Recorder, Values


@dataclass(frozen=True, slots=True)
class Always:
    """No condition: always true."""

    def __call__(self, values: Values) -> bool | None:
        return True


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice, or a text, is one of these."""

    name: str
    codes: frozenset[str]

    def __call__(self, values: Values) -> bool | None:
        value = values.get(self.name)
        if value is None or value is NOTHING:
            return None
        return value in self.codes


@dataclass(frozen=True, slots=True)
class Has:
    """A many-choice has this code among its answers."""

    name: str
    code: str

    def __call__(self, values: Values) -> bool | None:
        value = values.get(self.name)
        if value is None or value is NOTHING:
            return None
        return self.code in value


@dataclass(frozen=True, slots=True)
class FactIn:
    """An earlier answer records this fact; false only once every question that could has been settled."""

    kind: str
    code: str
    recorders: tuple[Recorder, ...]

    def __call__(self, values: Values) -> bool | None:
        truth: bool | None = False
        for recorder in self.recorders:
            value = values.get(recorder.name)
            if value is None:
                truth = None
            elif value is not NOTHING and recorder.records(value):
                return True
        return truth


@dataclass(frozen=True, slots=True)
class Stands:
    """A fact stands in the plan: for the rules of the catalogue, which look over all calls.

    What a later call said of a barrier goes before what recorded it. A question that no call of this client has is
    settled: nobody can be waiting for its answer.
    """

    kind: str
    code: str
    recorders: tuple[Recorder, ...]

    def __call__(self, values: Values) -> bool | None:
        stated: bool | None = (values.get(STATED) or {}).get(self.code) if self.kind == "barrier" else None
        if stated is not None:
            return stated
        open_still: bool | None = False
        asked = values.get(ASKED)
        for recorder in self.recorders:
            value = values.get(recorder.name)
            if value is None:
                open_still = open_still or asked is None or recorder.name in asked
            elif value is not NOTHING and recorder.records(value):
                return True
        return None if open_still else False


@dataclass(frozen=True, slots=True)
class IsAnswered:
    """The question has an answer in force."""

    name: str

    def __call__(self, values: Values) -> bool | None:
        value = values.get(self.name)
        return None if value is None else value is not NOTHING


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers, two days or two times stand in this order."""

    left: Node
    symbol: str
    right: Node
    order: Callable[[Any, Any], bool]

    def __call__(self, values: Values) -> bool | None:
        left, right = self.left(values), self.right(values)
        if left is None or right is None:
            return None
        return self.order(left, right)


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true."""

    parts: tuple[Node, ...]

    def __call__(self, values: Values) -> bool | None:
        truth: bool | None = True
        for part in self.parts:
            of_part = part(values)
            if of_part is False:
                return False
            if of_part is None:
                truth = None
        return truth


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part is true."""

    parts: tuple[Node, ...]

    def __call__(self, values: Values) -> bool | None:
        truth: bool | None = False
        for part in self.parts:
            of_part = part(values)
            if of_part:
                return True
            if of_part is None:
                truth = None
        return truth


@dataclass(frozen=True, slots=True)
class Not:
    """The part is false."""

    part: Node

    def __call__(self, values: Values) -> bool | None:
        truth = self.part(values)
        return None if truth is None else not truth


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, or a time of day, written in the condition."""

    value: float | time

    def __call__(self, values: Values) -> Any:
        return self.value


@dataclass(frozen=True, slots=True)
class Variable:
    """The number, day or time that a name stands for."""

    name: str

    def __call__(self, values: Values) -> Any:
        value = values.get(self.name)
        return None if value is NOTHING else value


@dataclass(frozen=True, slots=True)
class Total:
    """The score of this name: unknown while one of its questions may yet be answered."""

    name: str
    parts: tuple[str, ...]

    def __call__(self, values: Values) -> Any:
        if any(values.get(part) is None for part in self.parts):
            return None
        return values.get(self.name)


@dataclass(frozen=True, slots=True)
class Sum:
    """Two numbers added, taken away, multiplied or divided."""

    left: Node
    symbol: str
    right: Node
    reckon: Callable[[Any, Any], Any]

    def __call__(self, values: Values) -> Any:
        left, right = self.left(values), self.right(values)
        if left is None or right is None or (right == 0 and self.symbol == "/"):
            return None
        return self.reckon(left, right)


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days or weeks between a day and the day of the call."""

    day: Node
    function: str

    def __call__(self, values: Values) -> Any:
        day: Any = self.day(values)
        today = values.get("today")
        if day is None or not isinstance(today, date):
            return None
        days = (day - today).days if self.function.endswith("until") else (today - day).days
        return days if self.function.startswith("days") else math.trunc(days / 7)


@dataclass(frozen=True, slots=True)
class Later:
    """The day so many whole weeks after a day."""

    day: Node
    weeks: Node

    def __call__(self, values: Values) -> Any:
        day: Any = self.day(values)
        weeks: Any = self.weeks(values)
        return None if day is None or weeks is None else day + timedelta(weeks=int(weeks))


@dataclass(frozen=True, slots=True)
class Guarded:
    """A value that there is only while its condition is true."""

    test: Node
    value: Node

    def __call__(self, values: Values) -> Any:
        return self.value(values) if self.test(values) else None


Node = (
    Always | OneOf | Has | FactIn | Stands | IsAnswered | Compare
    | All | Some | Not | Constant | Variable | Total | Sum | Interval | Later | Guarded
)  # fmt: skip


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, outside in."""
    yield node
    match node:
        case All(parts) | Some(parts):
            for part in parts:
                yield from walk(part)
        case Not(part):
            yield from walk(part)
        case Compare(left, _, right, _) | Sum(left, _, right, _) | Later(left, right) | Guarded(left, right):
            yield from walk(left)
            yield from walk(right)
        case Interval(day, _):
            yield from walk(day)


def names_in(node: Node) -> tuple[str, ...]:
    """The names of questions and facts that the node rests on, each once, in the order they are met."""
    names: dict[str, None] = {}
    for part in walk(node):
        match part:
            case OneOf(name) | Has(name) | IsAnswered(name) | Variable(name):
                names[name] = None
            case Total(name, scored):
                names.update(dict.fromkeys((name, *scored)))
            case FactIn(recorders=recorders) | Stands(recorders=recorders):
                names.update(dict.fromkeys(recorder.name for recorder in recorders))
    return tuple(names)


def grounds(node: Node, values: Values) -> Iterator[str]:
    """The names whose values make a condition true: of alternatives those that hold, of facts those that record them,
    and nothing of what must not be."""
    match node:
        case All(parts):
            for part in parts:
                yield from grounds(part, values)
        case Some(parts):
            for part in parts:
                if part(values):
                    yield from grounds(part, values)
        case FactIn(recorders=recorders) | Stands(recorders=recorders):
            for recorder in recorders:
                value = values.get(recorder.name)
                if value is not None and value is not NOTHING and recorder.records(value):
                    yield recorder.name
        case Not():
            return
        case _:
            yield from names_in(node)
