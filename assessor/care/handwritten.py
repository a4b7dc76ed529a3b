"""What was written on the plan by hand, beside what was answered in a call: the latest word on each line of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from assessor.journal import (
    Consented,
    Entry,
    GoalRated,
    GoalWritten,
    Ordered,
    Replied,
    ShareChosen,
    StepWritten,
)

T = TypeVar("T")


@dataclass(frozen=True)
class ByHand:
    """Goals and steps by their keys, each with the entry that wrote it; every rating and every word on consent in the
    order in which they came; the therapist's latest answer to each request; the order of lines; and the lines that
    the employer may see, None while nobody has chosen, with how they read when they were chosen."""

    goals: Mapping[str, tuple[GoalWritten, datetime]] = field(default_factory=dict)
    steps: Mapping[str, tuple[StepWritten, datetime]] = field(default_factory=dict)
    ratings: tuple[tuple[GoalRated, datetime], ...] = ()
    replies: Mapping[str, tuple[Replied, datetime]] = field(default_factory=dict)
    consents: tuple[tuple[Consented, datetime], ...] = ()
    order: tuple[str, ...] = ()
    shared: tuple[str, ...] | None = None
    shared_texts: Mapping[str, str] = field(default_factory=dict)

    def with_entry(self, entry: Entry) -> ByHand:
        """What stands after one more entry; itself if the entry writes nothing by hand."""
        act, at = entry.act, entry.at
        match act:
            case GoalWritten():
                return replace(self, goals={**self.goals, act.goal: (act, at)})
            case GoalRated():
                return replace(self, ratings=(*self.ratings, (act, at)))
            case StepWritten():
                return replace(self, steps={**self.steps, act.step: (act, at)})
            case Replied():
                return replace(self, replies={**self.replies, act.request: (act, at)})
            case Consented():
                return replace(self, consents=(*self.consents, (act, at)))
            case Ordered():
                return replace(self, order=act.keys)
            case ShareChosen():
                return replace(self, shared=act.lines, shared_texts=dict(zip(act.lines, act.texts, strict=False)))
        return self

    def in_order(self, lines: Iterable[tuple[str, T]]) -> tuple[T, ...]:
        """The lines, each given with its key, in the order chosen; those that nobody moved keep theirs, after."""
        places = {key: place for place, key in enumerate(self.order)}
        return tuple(line for _, line in sorted(lines, key=lambda pair: places.get(pair[0], len(places))))


NOTHING_BY_HAND = ByHand()
