"""The calendar: months and their lengths, weekdays counted in them, Easter, and days with a name in England."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years that may be meant."""


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or earlier; the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def weekday_in_month(year: int, month: int, weekday: int, number: int) -> date | None:
    """The first, second, … weekday of a month, or with -1 its last; None where it has not so many."""
    days = [day for day in range(1, month_length(year, month) + 1) if date(year, month, day).weekday() == weekday]
    place = number - 1 if number > 0 else number
    return date(year, month, days[place]) if -len(days) <= place < len(days) else None


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    leap_centuries, centuries_left = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leaps, years_left = divmod(in_century, 4)
    to_sunday = (32 + 2 * centuries_left + 2 * leaps - moon - years_left) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


def _counted(month: int, weekday: int, number: int) -> Callable[[int], date]:
    return lambda year: weekday_in_month(year, month, weekday, number) or date(year, month, 1)


NAMED_DAYS: Mapping[tuple[str, ...], Callable[[int], date]] = {
    tuple(name.split()): of_year
    for names, of_year in {
        "christmas eve|xmas eve": _fixed(12, 24),
        "christmas|christmas day|xmas|xmas day": _fixed(12, 25),
        "boxing day": _fixed(12, 26),
        "new years eve|new year eve|hogmanay": _fixed(12, 31),
        "new years day|new year day": _fixed(1, 1),
        "burns night": _fixed(1, 25),
        "valentines|valentines day": _fixed(2, 14),
        "st davids day": _fixed(3, 1),
        "st patricks day": _fixed(3, 17),
        "st georges day": _fixed(4, 23),
        "halloween": _fixed(10, 31),
        "bonfire night": _fixed(11, 5),
        "st andrews day": _fixed(11, 30),
        "shrove tuesday|pancake day": _from_easter(-47),
        "ash wednesday": _from_easter(-46),
        "mothers day|mothering sunday": _from_easter(-21),
        "palm sunday": _from_easter(-7),
        "maundy thursday": _from_easter(-3),
        "good friday": _from_easter(-2),
        "easter|easter day|easter sunday": _from_easter(0),
        "easter monday": _from_easter(1),
        "fathers day": _counted(6, 6, 3),
        "remembrance sunday": _counted(11, 6, 2),
    }.items()
    for name in names.split("|")
}
"""The days that have a name, by the words of it: which day each is in a year."""
