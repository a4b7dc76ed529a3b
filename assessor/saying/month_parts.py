"""Months and their parts, each dated so that it reckons; and days that are counted in a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessor.rough_days import Precision, RoughDay
from assessor.saying.almanac import month_length, weekday_in_month
from assessor.saying.dates import relative_months
from assessor.saying.lexicon import PARTS, ordinal
from assessor.saying.phrase import DayPhrase, Days, Read, Recurring
from assessor.wording import MONTHS

_DATED = {"start": 1, "early": 5, "mid": 15, "month": 15, "late": 25}
"""By which day of the month a part of it is reckoned; the end is its last day."""
_THIRDS = {"start": (1, 10), "early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31), "month": (1, 31)}


def counted_days(phrase: DayPhrase, at: int) -> Read:
    """The first Monday in January, the last Friday of the month, the last day of February."""
    place = phrase.skip(at, "the")
    if place >= len(phrase.tokens):
        return
    number = -1 if phrase.word(place) == "last" else ordinal(phrase.tokens[place])
    if number is None or number > 5:
        return
    weekday, is_day = phrase.weekday(place + 1), phrase.word(place + 1) == "day"
    if weekday is None and not (is_day and number in (1, -1)):
        return
    inside = place + 2
    if phrase.word(inside) not in ("of", "in"):
        return
    for year, month, end in _months(phrase, inside + 1):
        years = (year,) if year else range(phrase.today.year - 2, phrase.today.year + 3)
        found = [_nth(one, month, weekday, number) for one in years]
        days = [day for day in found if day is not None]
        if year and not days:
            phrase.faults.append(f"{MONTHS[month - 1]} {year} has no such day")
        elif days:
            yield tuple(days) if year else Recurring(days), end


def _nth(year: int, month: int, weekday: int | None, number: int) -> date | None:
    if weekday is None:
        return date(year, month, 1 if number > 0 else month_length(year, month))
    return weekday_in_month(year, month, weekday, number)


def _months(phrase: DayPhrase, at: int) -> Iterator[tuple[int | None, int, int]]:
    """A month: its year where that is known, its number, and where it ends."""
    yield from relative_months(phrase, at)
    if phrase.words(at, 2) == ("the", "month"):
        yield phrase.today.year, phrase.today.month, at + 2
    if month := phrase.month(at):
        yield None, month, at + 1
        for year, end in phrase.years(at + 1):
            yield year, month, end


def parts_of_months(phrase: DayPhrase, at: int) -> Read:
    """A month or a part of one: March, mid September, the end of next month, month end."""
    place = at
    if phrase.word(place) == "sometime":
        place += 1
    elif phrase.words(place, 2) == ("some", "time"):
        place += 2
    place = phrase.skip(phrase.skip(place, "in"), "the")
    part = PARTS.get(phrase.word(place))
    if part:
        place = phrase.skip(phrase.skip(place + 1, "part"), "of", "in")
    yield from _whole_or_part(phrase, part or "month", place)
    if not part:
        yield from _part_behind(phrase, place)


def _part_behind(phrase: DayPhrase, at: int) -> Read:
    """The part where it stands last: month end, year end, January sometime."""
    if phrase.words(at, 2) in (("month", "end"), ("months", "end")):
        yield _parts_of(phrase, [phrase.month_from_now(0)], "end"), at + 2
    if phrase.words(at, 2) in (("year", "end"), ("years", "end")):
        yield _parts_of(phrase, [(phrase.today.year, 12)], "end"), at + 2
    behind: dict[str, Precision] = {"end": "end", "sometime": "month"}
    if (month := phrase.month(at)) and (part := behind.get(phrase.word(at + 1))):
        yield _parts_of(phrase, _years_around(phrase, month), part), at + 2


def _whole_or_part(phrase: DayPhrase, part: Precision, at: int) -> Read:
    for year, month, end in relative_months(phrase, at):
        yield _parts_of(phrase, [(year, month)], part), end
    if part != "month":
        place = phrase.skip(at, "the")
        if phrase.word(place) == "month":
            yield _parts_of(phrase, [phrase.month_from_now(0)], part), place + 1
        if part in ("start", "end"):
            of_year = 1 if part == "start" else 12
            if phrase.word(place) == "year":
                yield _parts_of(phrase, [(phrase.today.year, of_year)], part), place + 1
            for year, end in phrase.years(at):
                if not _in_two_figures(phrase, end - 1):  # "end of 2026", '26 or next year; not "the end of 26"
                    yield _parts_of(phrase, [(year, of_year)], part), end
    yield from _of_a_month(phrase, part, at)


def _of_a_month(phrase: DayPhrase, part: Precision, at: int) -> Read:
    which = phrase.word(at) if phrase.word(at) in ("this", "next", "last") else ""
    place = at + 1 if which else at
    month = phrase.month(place)
    if month is None:
        return
    if which:
        dated = [rough for year in _which(phrase, which, month) for rough in _parts_of(phrase, [(year, month)], part)]
        yield tuple(dated), place + 1
        return
    yield _parts_of(phrase, _years_around(phrase, month), part), place + 1
    for year, end in phrase.years(place + 1):
        if part == "month" and _in_two_figures(phrase, end - 1) and abs(year - phrase.today.year) > 1:
            continue  # "Dec 7" is a day, and "Dec 26" may be a month of 2026
        yield _parts_of(phrase, [(year, month)], part), end


def _which(phrase: DayPhrase, which: str, month: int) -> tuple[int, ...]:
    """The years of this, next or last December: two where the nearest could be "this". Said in December itself, next
    December may be the one that is running, and last December cannot."""
    this = phrase.today.year
    if which == "next":
        return (this, this + 1) if month >= phrase.today.month else (this + 1,)
    if which == "last":
        return (this - 1, this) if month < phrase.today.month else (this - 1,)
    return (this,)


def _in_two_figures(phrase: DayPhrase, at: int) -> bool:
    """Whether a year is written in two bare figures, which may be a day as well."""
    return len(phrase.word(at)) == 2 and phrase.tokens[at].kind == "figure"


def _years_around(phrase: DayPhrase, month: int) -> list[tuple[int, int]]:
    return [(phrase.today.year + years, month) for years in (-2, -1, 0, 1, 2)]


def _parts_of(phrase: DayPhrase, months: list[tuple[int, int]], part: Precision) -> Days:
    """That part of one of these months, by the side it lies on, dated; today where it has begun and not ended."""
    dated = [_rough(phrase, year, month, part) for year, month in months]
    if len(dated) == 1:
        return (dated[0],)
    running = [day for day in dated if day.toordinal() == phrase.today.toordinal()]
    return tuple(running) or phrase.on_side(list(dated))


def _rough(phrase: DayPhrase, year: int, month: int, known: Precision) -> date:
    length = month_length(year, month)
    first, last = (date(year, month, min(day, length)) for day in _THIRDS[known])
    day = date(year, month, _DATED.get(known, length))
    if first <= phrase.today <= last and phrase.looking != "either":
        day = max(day, phrase.today) if phrase.looking == "forward" else min(day, phrase.today)
    return RoughDay.dated(day, known)
