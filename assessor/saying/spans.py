"""Numbers and lengths of time in words: "twenty one", "a couple of weeks", "3 years 2 months", "a year and a half"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from assessor.saying.almanac import months_later
from assessor.saying.lexicon import ONES, TENS, UNITS, DayWord, tokens_of

_MONTHS_IN = {"month": 1, "year": 12}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A length of time: whole months, and days beyond them."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day so long after another; raises OverflowError where no calendar reaches."""
        return self._moved(day, 1)

    def before(self, day: date) -> date:
        """The day so long before another; raises OverflowError where no calendar reaches."""
        return self._moved(day, -1)

    def _moved(self, day: date, way: int) -> date:
        try:
            return months_later(day, way * self.months) + timedelta(way * self.days)
        except ValueError:
            raise OverflowError("no such year") from None


def cardinals(tokens: Sequence[DayWord], at: int) -> Iterator[tuple[int, int]]:
    """The whole numbers that begin at a place, in figures or in words up to ninety-nine, each with where it ends."""
    if at >= len(tokens):
        return
    token = tokens[at]
    if token.kind == "figure" and len(token.text) <= 4:
        yield int(token.text), at + 1
    elif token.text in ONES:
        yield ONES[token.text], at + 1
    elif token.text in TENS:
        yield TENS[token.text], at + 1
        if at + 1 < len(tokens) and 0 < ONES.get(tokens[at + 1].text, 0) < 10:
            yield TENS[token.text] + ONES[tokens[at + 1].text], at + 2


def spans(tokens: Sequence[DayWord], at: int) -> Iterator[tuple[TimeSpan, int]]:
    """The lengths of time that begin at a place, each with where it ends; one that is no whole days is none."""
    for count, unit, end in _counts(tokens, at):
        span = _span(count, unit)
        if span is None:
            continue
        yield span, end
        after = end + 1 if _word(tokens, end) == "and" else end
        for more, smaller, last in _counts(tokens, after):
            added = _span(more, smaller)
            if added is not None and _SIZES.index(smaller) < _SIZES.index(unit):
                yield TimeSpan(span.months + added.months, span.days + added.days), last


def number_in_words(phrase: str) -> Fraction | None:
    """The number that words are, up to ninety-nine and in halves: "thirty seven and a half"; None for anything else."""
    tokens = tokens_of(phrase)
    if not tokens or len(tokens) > _MOST_WORDS or (tokens[0].text not in ONES and tokens[0].text not in TENS):
        return None
    return next((count for count, end in _quantities(tokens, 0) if end == len(tokens)), None)


def length_in(phrase: str, unit: str) -> Fraction | None:
    """How many of a unit of time a phrase is: of "a year and a half" 18 months; None where it is no length of time, or
    cannot be told in that unit, since a month is no number of weeks."""
    tokens, unit = tokens_of(phrase), UNITS.get(unit, "")
    family = next((sizes for sizes in (_MONTHS_IN, _DAYS_IN) if unit in sizes), None)
    if family is None or len(tokens) > _MOST_WORDS:
        return None
    for count, first, end in _counts(tokens, 0):
        whole = first in family and count * Fraction(family[first], family[unit])
        if whole and end == len(tokens):
            return whole
        for more, smaller, last in _counts(tokens, end + 1 if _word(tokens, end) == "and" else end):
            if whole and last == len(tokens) and family.get(smaller, family[first]) < family[first]:
                return whole + more * Fraction(family[smaller], family[unit])
    return None


_MOST_WORDS = 9
_SIZES = ("day", "week", "fortnight", "month", "year")


def _span(count: Fraction, unit: str) -> TimeSpan | None:
    months, days = count * _MONTHS_IN.get(unit, 0), count * _DAYS_IN.get(unit, 0)
    if months.denominator != 1 or days.denominator != 1:
        return None
    return TimeSpan(int(months), int(days))


def _word(tokens: Sequence[DayWord], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _counts(tokens: Sequence[DayWord], at: int) -> Iterator[tuple[Fraction, str, int]]:
    """How many of which unit: "2 weeks", "2 and a half years", "a year and a half", "half a year", "1.5 years"."""
    for count, end in _quantities(tokens, at):
        if unit := UNITS.get(_word(tokens, end)):
            yield count, unit, end + 1
            if [_word(tokens, place) for place in range(end + 1, end + 4)] == ["and", "a", "half"]:
                yield count + Fraction(1, 2), unit, end + 4


def _quantities(tokens: Sequence[DayWord], at: int) -> Iterator[tuple[Fraction, int]]:
    first, second = _word(tokens, at), _word(tokens, at + 1)
    if first in ("a", "an"):
        yield Fraction(1), at + 1
        if second in _FEW:
            yield from _of(tokens, Fraction(_FEW[second]), at + 2)
        if second == "half":
            yield Fraction(1, 2), at + 2
    if first in _FEW:
        yield from _of(tokens, Fraction(_FEW[first]), at + 1)
    if first == "half" and second in ("a", "an"):
        yield Fraction(1, 2), at + 2
    if at < len(tokens) and tokens[at].kind == "dotted" and first.count(".") == 1:
        whole, _, part = first.partition(".")
        if part.isdecimal() and len(whole) <= 3:
            yield Fraction(f"{whole}.{part}"), at + 1
    for number, end in cardinals(tokens, at):
        yield Fraction(number), end
        if [_word(tokens, place) for place in range(end, end + 3)] == ["and", "a", "half"]:
            yield number + Fraction(1, 2), end + 3
        if _word(tokens, end) == "½":
            yield number + Fraction(1, 2), end + 1


_FEW = {"couple": 2, "dozen": 12}


def _of(tokens: Sequence[DayWord], count: Fraction, at: int) -> Iterator[tuple[Fraction, int]]:
    yield count, at
    if _word(tokens, at) == "of":
        yield count, at + 1
