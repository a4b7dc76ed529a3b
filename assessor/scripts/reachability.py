"""Whether any answers at all can bring a question onto the route.

Each part of a condition is given the set of truths it might have (false, unknown, true: 0, 1, 2). Coded
questions range over their options and numbers over the points at which a comparison turns; a part that rests
on anything else may be any of the three. A question's answer counts only while that question is itself on
the route, so its own condition guards every mention of it. The search may call a question reachable that is
not, never the reverse.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise, product
from typing import Any

from assessor.scripts.conditions import (
    All,
    Always,
    Compare,
    Constant,
    Name,
    Node,
    Not,
    OneOf,
    Some,
    Span,
    Sum,
    Value,
    names_in,
    walk,
)

Truths = frozenset[int]
FALSE, UNKNOWN, TRUE = 0, 1, 2
ANY: Truths = frozenset({FALSE, UNKNOWN, TRUE})
DEPTH = 4  # how far a guard is followed; beyond it a question is taken to be reachable
BUDGET = 5_000  # how many partial answers are tried before a question is taken to be reachable


def reachable(condition: Node, names: Mapping[str, Name], guards: Callable[[str], Node]) -> bool:
    """Whether some answers make ``condition`` true. ``guards`` gives the condition of a question by its id."""
    domains = _domains(condition, names, guards)
    spent = 0

    def search(left: list[tuple[str, list[Any]]], values: dict[str, Any]) -> bool:
        nonlocal spent
        spent += 1
        if spent > BUDGET:
            return True
        if TRUE not in _truths(condition, values, guards, DEPTH, {}):
            return False
        if not left:
            return True
        (name, options), *rest = left
        return any(search(rest, {**values, name: option}) for option in options)

    return search(list(domains.items()), {})


def _domains(condition: Node, names: Mapping[str, Name], guards: Callable[[str], Node]) -> dict[str, list[Any]]:
    """The answers worth trying for each name, here and in the guards that stand before it."""
    parts: list[Node] = []
    seen: set[str] = set()
    layer = [condition]
    for _ in range(DEPTH):
        found = [part for node in layer for part in walk(node)]
        parts += found
        fresh = dict.fromkeys(n for node in layer for n in names_in(node) if n not in seen)
        seen |= set(fresh)
        layer = [guards(name) for name in fresh]
    coded = {p.name for p in parts if isinstance(p, OneOf)}
    compared = {p.name for part in parts if isinstance(part, Compare) for p in walk(part) if isinstance(p, Value)}
    turning = {p.value for p in parts if isinstance(p, Constant) and isinstance(p.value, int | float)}
    domains: dict[str, list[Any]] = {}
    own = set(names_in(condition))  # tried first, since a condition most often goes against itself
    for name in sorted((coded | compared) & set(names), key=lambda n: (n not in own, names[n].place)):
        known = names[name]
        if known.type in ("choice", "yes_no"):
            domains[name] = list(known.codes)
        elif known.type == "number":
            domains[name] = _points(turning, known)
    return {name: options for name, options in domains.items() if options}


def _points(turning: set[float], known: Name) -> list[float]:
    """Every number at which a comparison turns, and one from each stretch between them, within the bounds."""
    low, high = known.bounds
    turns = sorted(t for t in turning | {low, high} if abs(t) != math.inf)
    near: set[float]
    if known.whole:
        near = {math.floor(t) + step for t in turns for step in (-1, 0, 1, 2)}
    else:
        near = {t + step for t in turns for step in (-1, 0, 1)} | {(a + b) / 2 for a, b in pairwise(turns)}
    return sorted(p for p in near if low <= p <= high)


def _truths(
    node: Node,
    values: dict[str, Any],
    guards: Callable[[str], Node],
    depth: int,
    seen: dict[tuple[str, int], Truths],
) -> Truths:
    """The truths that ``node`` may have. ``seen`` keeps those of guards, which conditions share with each other."""
    match node:
        case Always():
            return frozenset({TRUE})
        case All(parts):
            return _fold(min, [_truths(part, values, guards, depth, seen) for part in parts])
        case Some(parts):
            return _fold(max, [_truths(part, values, guards, depth, seen) for part in parts])
        case Not(part):
            return frozenset(2 - truth for truth in _truths(part, values, guards, depth, seen))
    names = names_in(node)
    if depth and isinstance(node, OneOf | Compare):
        for name in names:
            if (name, depth) not in seen:
                seen[name, depth] = _truths(guards(name), values, guards, depth - 1, seen)
            if TRUE not in seen[name, depth]:
                return frozenset({UNKNOWN})
    simple = isinstance(node, OneOf | Compare) and not any(isinstance(p, Span | Sum) for p in walk(node))
    # of two numbers compared with each other, the points tried need not be the ones that matter
    if simple and len(names) < 2 and all(name in values for name in names):
        return frozenset({TRUE if node(values) else FALSE})
    return ANY


def _fold(pick: Callable[[int, int], int], sets: list[Truths]) -> Truths:
    result = sets[0]
    for other in sets[1:]:
        result = frozenset(pick(a, b) for a, b in product(result, other))
    return result
