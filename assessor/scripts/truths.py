"""Sets of truth values: which of false, unknown and true a condition may have, and Kleene's logic on such sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, reduce
from itertools import product

Truths = frozenset[bool | None]
"""The truths that a condition may have; None is unknown."""

ANY_TRUTH: Truths = frozenset({False, None, True})


def negated(truths: Truths) -> Truths:
    """The truths of a condition's contrary."""
    return frozenset(None if truth is None else not truth for truth in truths)


def all_of(parts: Iterable[Truths]) -> Truths:
    """The truths of conditions joined by ``and``."""
    return reduce(_both, parts)


def any_of(parts: Iterable[Truths]) -> Truths:
    """The truths of conditions joined by ``or``."""
    return reduce(_either, parts)


@cache  # there are eight such sets, and so 64 pairs
def _both(left: Truths, right: Truths) -> Truths:
    return _pairwise(_conjunction, left, right)


@cache
def _either(left: Truths, right: Truths) -> Truths:
    return _pairwise(_disjunction, left, right)


def _pairwise(connective: Callable[[bool | None, bool | None], bool | None], left: Truths, right: Truths) -> Truths:
    return frozenset(connective(first, second) for first, second in product(left, right))


def _conjunction(first: bool | None, second: bool | None) -> bool | None:
    return False if first is False or second is False else None if first is None or second is None else True


def _disjunction(first: bool | None, second: bool | None) -> bool | None:
    return True if first or second else None if first is None or second is None else False
