"""Bands of numbers and of days: where a comparison turns, a value from each side of it, and a band in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from assessor import wording
from assessor.scripts.conditions import Compare, Constant, FactIn, Node, Span, names_in, walk
from assessor.scripts.course import Step
from assessor.scripts.kinds import Asked, Band, Day, Number

TODAY = date(2001, 1, 1)
"""Stands for the day of the call: any day would do, since days are told by how far they lie from it."""


def points_of(question: Number | Day, later: Sequence[Step]) -> list[float]:
    """A value on each turn of a later comparison and on each side of it, within the question's bounds; a day as its
    distance from the day of the call. Empty where nothing turns on it."""
    turning = _turning_points(question, later)
    return _numbers(question, turning) if isinstance(question, Number) else _days(question, turning)


def bound_points(question: Number) -> list[float]:
    """A value on each bound of the bands that a number records, and on each side of it."""
    return _numbers(question, set(_bounds(question.records)))


def _turning_points(question: Asked, later: Sequence[Step]) -> set[float]:
    """The numbers at which some later comparison turns, in days where it is of a day."""
    reckoned = {step.name: step.test for step in later if step.does == "fact" and question.id in names_in(step.test)}
    nodes = [node for step in later for node in walk(step.test)]
    turning: set[float] = set()
    for comparison in (node for node in nodes if isinstance(node, Compare)):
        names = set(names_in(comparison))
        through = names & reckoned.keys()
        if question.id in names or through:
            parts = [*walk(comparison), *(node for name in through for node in walk(reckoned[name]))]
            turning |= _turns(parts, isinstance(question, Day))
    if isinstance(question, Number) and any(isinstance(node, FactIn) for node in nodes):
        turning |= set(_bounds(question.records))
    return turning


def _turns(parts: Iterable[Node], of_day: bool) -> set[float]:
    """The constants of one comparison, as days before or after the call where it counts days or weeks."""
    parts = list(parts)
    functions = [part.function for part in parts if isinstance(part, Span)]
    days = 7 if any(function.startswith("weeks") for function in functions) else 1
    sign = -1 if any(function.endswith("since") for function in functions) else 1
    turns = {part.value * days * sign for part in parts if isinstance(part, Constant)}
    return turns | {0} if of_day and not functions else turns


def _bounds(bands: Iterable[Band]) -> Iterator[float]:
    yield from (bound for band in bands for bound in (band.at_least, band.at_most) if bound is not None)


def _numbers(question: Number, turning: set[float]) -> list[float]:
    low = -math.inf if question.min is None else question.min
    high = math.inf if question.max is None else question.max
    step = 1 if question.whole else 0.5
    return _around(turning, (-step, 0, step), low, high)


def _days(question: Day, turning: set[float]) -> list[float]:
    low = 0 if question.when == "future" else -math.inf
    high = 0 if question.when == "past" else math.inf
    return _around(map(int, turning), (-7, -1, 0, 1, 7), low, high)


def _around(turning: Iterable[float], sides: Iterable[float], low: float, high: float) -> list[float]:
    sides = tuple(sides)
    return sorted({turn + side for turn in turning for side in sides if low <= turn + side <= high})


# ---- in words


def band_words(question: Number | Day, low: float | None, high: float | None) -> str:
    """A band of a question's values; without a low end or a high one it is open there."""
    if isinstance(question, Day):
        return _band("any day", _distance, ("before", "after"), low, high)
    return _band("any number", wording.number, ("under", "over"), low, high)


def _band(
    anything: str, words: Callable[[float], str], ways: tuple[str, str], low: float | None, high: float | None
) -> str:
    if low is None and high is None:
        return anything
    if low is None:
        return f"{words(high or 0)} and {ways[0]}"
    if high is None:
        return f"{words(low)} and {ways[1]}"
    return words(low) if words(low) == words(high) else f"{words(low)} to {words(high)}"


def _distance(days: float) -> str:
    """How far a day lies from the call."""
    if abs(days) < 2:
        return wording.away(TODAY + timedelta(days), TODAY)
    count = abs(int(days))
    span = wording.counted(count // 7, "week") if count % 7 == 0 else wording.counted(count, "day")
    return f"in {span}" if days > 0 else f"{span} ago"
