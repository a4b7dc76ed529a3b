"""Sets of truth values: they combine as the truths in them do, by the nodes that conditions are made of."""

from __future__ import annotations

from itertools import chain, combinations, product

import pytest

from assessor.scripts.conditions import All, Not, OneOf, Some
from assessor.scripts.truths import ANY_TRUTH, Truths, all_of, any_of, negated

SETS = [frozenset(some) for some in chain.from_iterable(combinations(sorted(ANY_TRUTH, key=str), n) for n in (1, 2, 3))]
VALUES = {True: "a", False: "b", None: None}
LEFT, RIGHT = OneOf("left", frozenset({"a"})), OneOf("right", frozenset({"a"}))


@pytest.mark.parametrize(("left", "right"), list(product(SETS, SETS)))
def test_the_truths_of_a_connective_are_those_of_every_pair(left: Truths, right: Truths) -> None:
    pairs = [{"left": VALUES[first], "right": VALUES[second]} for first, second in product(left, right)]
    assert all_of([left, right]) == {All((LEFT, RIGHT))(values) for values in pairs}
    assert any_of([left, right]) == {Some((LEFT, RIGHT))(values) for values in pairs}


@pytest.mark.parametrize("truths", SETS)
def test_the_truths_of_a_contrary_are_the_contraries(truths: Truths) -> None:
    assert negated(truths) == {Not(LEFT)({"left": VALUES[truth]}) for truth in truths}
