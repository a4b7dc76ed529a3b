"""A phrase that is being read: its words, the day it is said on, the side it looks to, and what is amiss in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from assessor.saying.almanac import FIRST_YEAR, LAST_YEAR
from assessor.saying.lexicon import MONTH_NUMBERS, WEEKDAY_NUMBERS, DayWord
from assessor.saying.spans import TimeSpan

Looking = Literal["forward", "back", "either"]
"""On which side of the day it is said on a day may lie: what is due looks forward, what has been looks back."""

Days = tuple[date, ...]
"""What words may mean: one day, or each of those that they could be."""


class Recurring(tuple[date, ...]):
    """A day that comes round again, on every side of today; which of them is meant the side that is looked to says."""

    __slots__ = ()


Read = Iterator[tuple[Days, int]]
"""What the words from a place on may mean, with where those words end, once for each way to read them."""

_CLEARLY_NEARER = 122
"""Days within which the nearer of two years is plainly the one that is meant, where it could be either."""
_YEARS_AHEAD = 20
"""How far ahead a year of two figures may lie: in 2026 "46" is 2046, and "47" is 1947."""


@dataclass(frozen=True)
class DayPhrase:
    """The words of a phrase, said on ``today``. ``faults`` are what keeps words from being a day, as they are met:
    "June has 30 days"."""

    tokens: tuple[DayWord, ...]
    today: date
    looking: Looking
    faults: list[str] = field(default_factory=list)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words, folded."""
        return tuple(token.text for token in self.tokens)

    def word(self, at: int) -> str:
        """The word at a place, folded; empty behind the last."""
        return self.texts[at] if 0 <= at < len(self.texts) else ""

    def words(self, at: int, count: int) -> tuple[str, ...]:
        """So many words from a place on, or as many as there are."""
        return self.texts[at : at + count]

    def skip(self, at: int, *words: str) -> int:
        """The place behind one of these words, or the same where it stands not."""
        return at + 1 if self.word(at) in words else at

    def weekday(self, at: int) -> int | None:
        """The weekday that stands at a place."""
        return WEEKDAY_NUMBERS.get(self.word(at))

    def month(self, at: int) -> int | None:
        """The month that stands at a place."""
        return MONTH_NUMBERS.get(self.word(at)) or None

    def settled(self, days: Days) -> Days:
        """The days that are meant: of one that comes round again, by the side it lies on."""
        return self.on_side(days) if isinstance(days, Recurring) else days

    def on_side(self, days: Sequence[date]) -> Days:
        """Of a day that comes round again, the one that is meant by the side it lies on; two where it could be both."""
        before = max((day for day in days if day <= self.today), default=None)
        after = min((day for day in days if day >= self.today), default=None)
        if self.looking != "either" or before is None or after is None or before == after:
            kept = after if self.looking != "back" else before
            return (kept,) if kept else ()
        ahead, behind = (after - self.today).days, (self.today - before).days
        if ahead + behind < 40:  # it comes round each month
            return (after,) if ahead <= behind else (before, after)
        if min(ahead, behind) <= _CLEARLY_NEARER:
            return (after,) if ahead < behind else (before,)
        return (before, after)

    def month_from_now(self, months: int) -> tuple[int, int]:
        """The year and the number of the month so many from this one."""
        year, month = divmod(self.today.year * 12 + self.today.month - 1 + months, 12)
        return year, month + 1

    def years(self, at: int) -> Iterator[tuple[int, int]]:
        """A year that is named: 2026, 26, or this, next and last year."""
        place = self.skip(at, "of", "in")
        ways = {"this": 0, "next": 1, "last": -1}
        if self.word(place) in ways and self.word(place + 1) == "year":
            yield self.today.year + ways[self.word(place)], place + 2
        is_figure = place < len(self.tokens) and self.tokens[place].kind in ("figure", "year")
        if is_figure and (year := self.year(self.word(place))) is not None:
            yield year, place + 1

    def year(self, figures: str) -> int | None:
        """The year that four figures are, or two."""
        if len(figures) == 4:
            return self._meant(int(figures))
        if len(figures) != 2:
            return None
        year = self.today.year // 100 * 100 + int(figures)
        return year if year <= self.today.year + _YEARS_AHEAD else year - 100

    def moved(self, span: TimeSpan, way: int, day: date) -> date | None:
        """The day so long after another, or with -1 before it; None where its year cannot be meant."""
        try:
            moved = span.after(day) if way > 0 else span.before(day)
        except OverflowError:
            self.faults.append("no calendar reaches so far")
            return None
        return moved if self._meant(moved.year) else None

    def _meant(self, year: int) -> int | None:
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
        self.faults.append(f"the year {year} cannot be meant")
        return None
