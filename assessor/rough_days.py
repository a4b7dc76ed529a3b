"""A day that is known only roughly: a month, a part of one, or about a day; dated all the same, so that it reckons."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Literal, Self, SupportsIndex, get_args

Precision = Literal["month", "start", "early", "mid", "late", "end", "about"]
"""How a day is known: only its month, which part of the month, or about which day."""

PRECISIONS: tuple[Precision, ...] = get_args(Precision)


class RoughDay(date):
    """A day that stands for what was said of it, such as "mid September 2026".

    It is dated once, where it is said, and reckons like any day from then on; ``precision`` is what it is known by.
    It is no equal of the same day known exactly. What is reckoned from it is known no better: "about" a day.
    """

    precision: Precision

    def __new__(cls, year: SupportsIndex, month: SupportsIndex, day: SupportsIndex, known: Precision = "about") -> Self:
        """The day by which it is reckoned, and what is known of it."""
        rough = super().__new__(cls, year, month, day)
        rough.precision = known
        return rough

    @classmethod
    def dated(cls, day: date, known: Precision) -> Self:
        """What is known of a day that is given."""
        return cls(day.year, day.month, day.day, known)

    def __add__(self, span: timedelta) -> Self:
        return self.dated(date(self.year, self.month, self.day) + span, "about")

    __radd__ = __add__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return NotImplemented
        return getattr(other, "precision", None) == self.precision and self.toordinal() == other.toordinal()

    def __ne__(self, other: object) -> bool:  # else that of a day, which knows nothing of what is known
        return NotImplemented if not isinstance(other, date) else not self == other

    def __hash__(self) -> int:
        return hash((self.toordinal(), self.precision))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.year, self.month, self.day, self.precision)

    def __repr__(self) -> str:
        return f"RoughDay({self.year}, {self.month}, {self.day}, {self.precision!r})"


def kept_day(day: date) -> str:
    """A day in the form the journal keeps: 2026-09-15, and behind it what is known of a rough one: "2026-09-15 mid"."""
    return f"{day.isoformat()} {day.precision}" if isinstance(day, RoughDay) else day.isoformat()


def read_kept(text: str) -> date | None:
    """The day that `kept_day` wrote, dated as it was then; None for any other text. Raises ValueError where the form
    is right and there is no such day."""
    match = _KEPT.fullmatch(text)
    if match is None:
        return None
    day = date.fromisoformat(match["day"])
    known = next((known for known in PRECISIONS if known == match["known"]), None)
    return RoughDay.dated(day, known) if known else day


def as_day(day: date) -> date:
    """The day itself, by which a rough one is reckoned."""
    return date(day.year, day.month, day.day)


def partial_date(day: date) -> str:
    """A day as another system takes it, no finer than it is known: 2026-09-15, or 2026-09 of a rough one."""
    return day.isoformat()[:7] if isinstance(day, RoughDay) else day.isoformat()


_KEPT = re.compile(rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?: (?P<known>{'|'.join(PRECISIONS)}))?")
