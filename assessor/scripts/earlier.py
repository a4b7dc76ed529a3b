"""What earlier calls left: the answers that stood when a call began, and the goals, steps and barriers of the plan.

A later script speaks of them as ``earlier.QUESTION`` and ``earlier.goal_1``. They are settled before its first
question is put, and do not change while the call goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assessor import taxonomy
from assessor.scripts.conditions import Name

PREFIX = "earlier."

_SLOTS = {
    "goal": {"": "text", "_sign": "text", "_by": "day", "_now": "number"},
    "step": {"": "text", "_who": "text", "_by": "text", "_private": "text"},
    "barrier": {"": "text", "_words": "text"},
}


@dataclass(frozen=True)
class Earlier:
    """The latest answers of earlier calls by question, and the plan's slots, each by its name.

    ``values`` are as conditions see them, ``words`` as a person reads them, ``on`` the day of each answer. ``slots``
    says which goal, step and barrier of the plan each number stands for; ``limits`` are those of a yes to sharing, by
    the question that asks about it.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    on: Mapping[str, date] = field(default_factory=dict)
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)


NOTHING_EARLIER = Earlier()


def slot_names() -> dict[str, Name]:
    """The names by which a script speaks of what the plan held, whatever its questions."""
    names = {
        f"{kind}_{number}{part}": type_
        for kind, parts in _SLOTS.items()
        for number in range(1, taxonomy.SLOTS[kind] + 1)
        for part, type_ in parts.items()
    }
    names |= {f"{kind}s_count": "number" for kind in _SLOTS} | {
        "replies": "text",
        "replies_count": "number",
        "own_jobs": "text",
    }
    slots = {PREFIX + name: Name(PREFIX + name, type_) for name, type_ in names.items()}
    for kind in taxonomy.SINGLE:
        slots[PREFIX + kind] = Name(PREFIX + kind, "choice", tuple(taxonomy.FACTS[kind]))
    for kind, plural in taxonomy.PLURAL.items():
        slots[PREFIX + plural] = Name(PREFIX + plural, "many", tuple(taxonomy.FACTS[kind]))
    return slots


def earlier_names(asked: Iterable[Name]) -> dict[str, Name]:
    """The names of these questions and scores as a later script speaks of them, and of the plan's slots.

    Of a question that stands in several scripts, every script's codes are known.
    """
    names = slot_names()
    for name in asked:
        spelled = PREFIX + name.name
        before = names.get(spelled)
        codes = tuple(dict.fromkeys((*(before.codes if before else ()), *name.codes)))
        names[spelled] = Name(spelled, name.type, codes, bounds=name.bounds, whole=name.whole)
    return names
