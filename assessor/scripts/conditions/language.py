"""What a condition may speak of: the names in its scope, the values in force, and the error of a bad one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class _Nothing:
    """Settled without a value: declined, not known, or off the route."""

    def __repr__(self) -> str:
        return "NOTHING"

    def __bool__(self) -> bool:
        return False


NOTHING = _Nothing()
STATED = "barriers of which a later call spoke"
"""The name by which rules see what later calls said of earlier barriers: whether each is still there."""
ASKED = "every question of the calls so far"
"""The name by which rules see which questions the client's calls have."""


class Values(Protocol):
    """The values in force by name; only reading is needed of it."""

    def get(self, key: str, /) -> Any: ...


class ConditionError(ValueError):
    """A condition that cannot stand; ``offset`` is the column in it, counted from 0, where it goes wrong."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Name:
    """What a name in a condition means: its type, its codes if it is coded, and when it is settled.

    ``type`` is choice, yes_no, many, number, day, time, text or truth. ``place`` is its place in the script; a
    condition at an earlier place cannot speak of it. ``bounds`` are the lowest and highest number it takes;
    ``parts`` the questions that a score adds up. A cited fact has ``words`` that texts quote, and where it is a figure
    a ``constant`` that conditions reckon with.
    """

    name: str
    type: str
    codes: tuple[str, ...] = ()
    place: int = -1
    bounds: tuple[float, float] = (-math.inf, math.inf)
    whole: bool = False
    parts: tuple[str, ...] = ()
    words: str = ""
    constant: float | None = None


@dataclass(frozen=True, slots=True)
class Recorder:
    """A question that can record a fact, and the test of its answer."""

    name: str
    place: int
    records: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """All that a condition may speak of, and the place from which it speaks.

    A rule from ``outside`` the script may ask for a fact that nothing in this script records: it is not there.
    """

    names: Mapping[str, Name]
    recorders: Mapping[tuple[str, str], tuple[Recorder, ...]]
    place: int | float = math.inf
    outside: bool = False
