"""Dates: a day of a month in figures and in words, the 7th of some month, and days that have a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessor.saying.almanac import NAMED_DAYS, month_length
from assessor.saying.lexicon import UNITS, ordinal
from assessor.saying.phrase import DayPhrase, Days, Read, Recurring
from assessor.saying.spans import cardinals
from assessor.wording import MONTHS, long_day


def calendar_days(phrase: DayPhrase, at: int) -> Read:
    """A day of a month, as it is written or said: 7.12, 7 December, December the 7th, the 7th of next month."""
    if at >= len(phrase.tokens):
        return
    if phrase.tokens[at].kind == "dotted":
        yield from _in_figures(phrase, phrase.tokens[at].text, at + 1)
        return
    place = phrase.skip(at, "the")
    for day, end in _numbers(phrase, place):
        yield from _day_then_month(phrase, day, end)
    if place < len(phrase.tokens) and (nth := ordinal(phrase.tokens[place])) is not None:
        yield from _of_some_month(phrase, nth, place + 1)
    for number, end in _long_ordinals(phrase, place):
        yield from _of_some_month(phrase, number, end)
    if month := phrase.month(at):
        for day, end in _numbers(phrase, phrase.skip(at + 1, "the")):
            yield from _in_month(phrase, day, month, end)


def _numbers(phrase: DayPhrase, at: int) -> Iterator[tuple[int, int]]:
    """A day of the month by its number: 7, 7th, seven, seventh, twenty-first."""
    yield from cardinals(phrase.tokens, at)
    if at < len(phrase.tokens) and (number := ordinal(phrase.tokens[at])):
        yield number, at + 1
    yield from _long_ordinals(phrase, at)


def _long_ordinals(phrase: DayPhrase, at: int) -> Iterator[tuple[int, int]]:
    tens = {"twenty": 20, "thirty": 30}.get(phrase.word(at))
    ones = ordinal(phrase.tokens[at + 1]) if at + 1 < len(phrase.tokens) else None
    if tens and ones and ones < 10 and phrase.tokens[at + 1].kind == "word":
        yield tens + ones, at + 2


def _day_then_month(phrase: DayPhrase, day: int, at: int) -> Read:
    if month := phrase.month(phrase.skip(at, "of")):
        yield from _in_month(phrase, day, month, phrase.skip(at, "of") + 1)
    following = phrase.tokens[at : at + 2]
    kinds = [token.kind for token in following]
    if phrase.tokens[at - 1].kind == "figure" and kinds in (["figure", "figure"], ["figure", "year"]):
        yield from _in_figures(phrase, f"{day}/{following[0].text}/{following[1].text}", at + 2)


def _in_month(phrase: DayPhrase, day: int, month: int, at: int) -> Read:
    """A day of a month that is known, in the year that is named or else by the side it lies on."""
    for year, end in phrase.years(at):
        yield from day_in_year(phrase, year, month, day, end)
    yield from _every_year(phrase, month, day, at)


def _every_year(phrase: DayPhrase, month: int, day: int, at: int) -> Read:
    if not _has_day(phrase, month, day):
        return
    around = range(phrase.today.year - 8, phrase.today.year + 9)  # seven years without a 29 February, at a century
    days = [date(year, month, day) for year in around if day <= month_length(year, month)]
    if (month, day) == (2, 29):
        leap = phrase.on_side(days)
        if all(abs(found.year - phrase.today.year) > 1 for found in leap):
            phrase.faults.append(f"29 February is a day of leap years alone; is it {long_day(leap[0])}?")
            return
    yield Recurring(days), at


def day_in_year(phrase: DayPhrase, year: int, month: int, day: int, at: int) -> Read:
    """A day of a month of a year, if there is such a day."""
    if _has_day(phrase, month, day):
        if day <= month_length(year, month):
            yield (date(year, month, day),), at
        else:
            phrase.faults.append(f"February {year} has 28 days")


def _has_day(phrase: DayPhrase, month: int, day: int) -> bool:
    """Whether a month has so many days in any year; says what is wrong where it has not."""
    most = month_length(2024, month)
    if not 1 <= day <= most:
        phrase.faults.append(f"{MONTHS[month - 1]} has {most if month != 2 else '28 or 29'} days")
        return False
    return True


def _in_figures(phrase: DayPhrase, figures: str, at: int) -> Read:
    """A date in figures, the day before the month unless the year stands first."""
    for sign in "./-":
        figures = figures.replace(sign, " ")
    parts = figures.split()
    if len(parts[0]) == 4:
        if len(parts) == 3 and phrase.year(parts[0]) and len(parts[1]) <= 2 and len(parts[2]) <= 2:
            yield from _dated_by_number(phrase, parts[2], parts[1], int(parts[0]), at)
        return
    if len(parts[0]) > 2 or len(parts[1]) > 2:
        return
    year = phrase.year(parts[2]) if len(parts) == 3 else None
    if len(parts) == 2 or year is not None:
        yield from _dated_by_number(phrase, parts[0], parts[1], year, at)


def _dated_by_number(phrase: DayPhrase, day: str, month: str, year: int | None, at: int) -> Read:
    if not 1 <= int(month) <= 12:
        swapped = f"; the day comes first here: {month}/{day}" if 12 >= int(day) >= 1 and int(month) <= 31 else ""
        phrase.faults.append(f"there is no month {int(month)}{swapped}")
    elif year is None:
        yield from _every_year(phrase, int(month), int(day), at)
    else:
        yield from day_in_year(phrase, year, int(month), int(day), at)


def _of_some_month(phrase: DayPhrase, day: int, at: int) -> Read:
    """The 7th, and which month's."""
    if not 1 <= day <= 31:
        phrase.faults.append("a month has 31 days at most")
        return
    place = phrase.skip(at, "of")
    if place > at:
        for year, month, end in relative_months(phrase, place):
            yield from day_in_year(phrase, year, month, day, end)
        if phrase.words(place, 2) != ("the", "month"):
            return
        at = place + 2
    around = [phrase.month_from_now(months) for months in range(-3, 4)]
    yield Recurring(date(*ym, day) for ym in around if day <= month_length(*ym)), at


def named_days(phrase: DayPhrase, at: int) -> Read:
    """A day that has a name: Christmas Eve, Easter Monday 2027, last Christmas."""
    which = phrase.word(at) if phrase.word(at) in ("this", "next", "last") else ""
    place = at + 1 if which else phrase.skip(at, "the")
    for name, of_year in NAMED_DAYS.items():
        if phrase.word(place) != name[0] or phrase.words(place, len(name)) != name:
            continue
        end = place + len(name)
        around = [of_year(phrase.today.year + years) for years in (-2, -1, 0, 1, 2)]
        if which:
            yield _which_year(phrase, which, around), end
            continue
        yield Recurring(around), end
        for year, last in phrase.years(end):
            yield (of_year(year),), last


def _which_year(phrase: DayPhrase, which: str, around: list[date]) -> Days:
    """This, next or last Christmas: two days where the one that is nearest is of this year, and could be "this"."""
    this_year = next(day for day in around if day.year == phrase.today.year)
    if which == "this":
        return (this_year,)
    if which == "next":
        days = [day for day in around if day > phrase.today][:2]
    else:
        days = [day for day in reversed(around) if day < phrase.today][:2]
    return tuple(sorted(days)) if days[0].year == phrase.today.year else (days[0],)


def relative_months(phrase: DayPhrase, at: int) -> Iterator[tuple[int, int, int]]:
    """A month that is named by this one: its year, its number, and where the name ends."""
    ways = {"this": 0, "next": 1, "last": -1}
    if phrase.word(at) in ways and UNITS.get(phrase.word(at + 1)) == "month":
        yield *phrase.month_from_now(ways[phrase.word(at)]), at + 2
