"""Breakpoints: the numbers, days and times at which a later condition turns; one answer stands for all between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from assessor.scripts.conditions import Compare, Constant, FactIn, Interval, Node, names_in, walk
from assessor.scripts.course import Step
from assessor.scripts.kinds import Asked


def breakpoints(question: Asked, later: Sequence[Step]) -> set[Any]:
    """The numbers or times at which some comparison of these later steps turns, in days where it is of a day."""
    reckoned = {step.name: step.test for step in later if step.does == "fact" and question.id in names_in(step.test)}
    nodes = [node for step in later for node in walk(step.test)]
    turning: set[Any] = set()
    for comparison in (node for node in nodes if isinstance(node, Compare)):
        names = set(names_in(comparison))
        through = names & reckoned.keys()
        if question.id in names or through:
            parts = [*walk(comparison), *(node for name in through for node in walk(reckoned[name]))]
            turning |= _constants(parts, of_day=question.condition_type == "day")
    if any(isinstance(node, FactIn) for node in nodes):
        turning |= question.turns
    return turning


def _constants(parts: Iterable[Node], of_day: bool) -> set[Any]:
    """The constants of one comparison, as days before or after the call where it counts days or weeks."""
    parts = list(parts)
    functions = [part.function for part in parts if isinstance(part, Interval)]
    days = 7 if any(function.startswith("weeks") for function in functions) else 1
    sign = -1 if any(function.endswith("since") for function in functions) else 1
    values = [part.value for part in parts if isinstance(part, Constant)]
    constants: set[Any] = {value if isinstance(value, time) else value * days * sign for value in values}
    return constants | {0} if of_day and not functions else constants  # compared with today, or with another day
