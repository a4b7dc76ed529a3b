"""Reachability: whether any answers at all can bring a question onto the route.

Each part of a condition is given the set of truths it might have. Coded questions range over their options and numbers
over the points at which a comparison turns; a part that rests on anything else may be any of the three. A question's
answer counts only while that question is itself on the route, so its own condition guards every mention of it. The
search may call a question reachable that is not, never the reverse.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from assessor.scripts.conditions import (
    All,
    Always,
    Compare,
    Constant,
    Interval,
    Name,
    Node,
    Not,
    OneOf,
    Some,
    Sum,
    Variable,
    names_in,
    walk,
)
from assessor.scripts.truths import ANY_TRUTH, Truths, all_of, any_of, negated

DEPTH = 4  # how far a guard is followed; beyond it a question is taken to be reachable
BUDGET = 5_000  # how many partial answers are tried before a question is taken to be reachable

Guards = Callable[[str], Node]
"""The condition of a question by its id."""


def reachable(condition: Node, names: Mapping[str, Name], guards: Guards) -> bool:
    """Whether some answers make ``condition`` true."""
    domains = _domains(condition, names, guards)
    spent = 0

    def search(open_names: list[tuple[str, list[Any]]], values: dict[str, Any]) -> bool:
        nonlocal spent
        spent += 1
        if spent > BUDGET:
            return True
        if True not in _truths(condition, values, guards, DEPTH, {}):
            return False
        if not open_names:
            return True
        (name, options), *later = open_names
        return any(search(later, {**values, name: option}) for option in options)

    return search(list(domains.items()), {})


def _domains(condition: Node, names: Mapping[str, Name], guards: Guards) -> dict[str, list[Any]]:
    """The answers worth trying for each name, here and in the guards that stand before it."""
    nodes = _nodes(condition, guards)
    coded = {node.name for node in nodes if isinstance(node, OneOf)}
    compared = {p.name for node in nodes if isinstance(node, Compare) for p in walk(node) if isinstance(p, Variable)}
    turning = {n.value for n in nodes if isinstance(n, Constant) and isinstance(n.value, int | float)}
    own = set(names_in(condition))  # tried first, since a condition most often goes against itself
    ordered = sorted((coded | compared) & set(names), key=lambda name: (name not in own, names[name].place))
    domains = {name: _domain(names[name], turning) for name in ordered}
    return {name: options for name, options in domains.items() if options}


def _nodes(condition: Node, guards: Guards) -> list[Node]:
    """All that stands in a condition and in the guards before it."""
    nodes: list[Node] = []
    seen: set[str] = set()
    layer = [condition]
    for _ in range(DEPTH):
        nodes += (part for node in layer for part in walk(node))
        fresh = dict.fromkeys(name for node in layer for name in names_in(node) if name not in seen)
        seen |= set(fresh)
        layer = [guards(name) for name in fresh]
    return nodes


def _domain(name: Name, turning: Iterable[float]) -> list[Any]:
    """The answers of one name worth trying; empty where they cannot be told."""
    if name.type in ("choice", "yes_no"):
        return list(name.codes)
    return _points(set(turning), name) if name.type == "number" else []


def _points(turning: set[float], name: Name) -> list[float]:
    """Every number at which a comparison turns, and one from each stretch between them, within the bounds."""
    low, high = name.bounds
    turns = sorted(turn for turn in turning | {low, high} if abs(turn) != math.inf)
    near: set[float]
    if name.whole:
        near = {math.floor(turn) + step for turn in turns for step in (-1, 0, 1, 2)}
    else:
        near = {turn + step for turn in turns for step in (-1, 0, 1)} | {(a + b) / 2 for a, b in pairwise(turns)}
    return sorted(point for point in near if low <= point <= high)


def _truths(
    node: Node, values: dict[str, Any], guards: Guards, depth: int, guarded: dict[tuple[str, int], Truths]
) -> Truths:
    """The truths that ``node`` may have. ``guarded`` keeps those of guards, which conditions share with each other."""
    match node:
        case Always():
            return frozenset({True})
        case All(parts):
            return all_of([_truths(part, values, guards, depth, guarded) for part in parts])
        case Some(parts):
            return any_of([_truths(part, values, guards, depth, guarded) for part in parts])
        case Not(part):
            return negated(_truths(part, values, guards, depth, guarded))
    names = names_in(node)
    if depth and isinstance(node, OneOf | Compare):
        for name in names:
            if (name, depth) not in guarded:
                guarded[name, depth] = _truths(guards(name), values, guards, depth - 1, guarded)
            if True not in guarded[name, depth]:
                return frozenset({None})
    simple = isinstance(node, OneOf | Compare) and not any(isinstance(part, Interval | Sum) for part in walk(node))
    # of two numbers compared with each other, the points tried need not be the ones that matter
    if simple and len(names) < 2 and all(name in values for name in names):
        return frozenset({bool(node(values))})
    return ANY_TRUTH
