"""A table of phrases by kinds, each with the day that it says, worked out here by counting days and by nothing else."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

WEDNESDAY = date(2026, 12, 2)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_DAYS = ("Mon", "Tues", "Weds", "Thurs", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
EASTER = {2025: date(2025, 4, 20), 2026: date(2026, 4, 5), 2027: date(2027, 3, 28), 2028: date(2028, 4, 16)}
"""Easter Sundays, from printed tables."""
NTH_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip

Side = str
DAY = timedelta(1)


class Said(NamedTuple):
    """A phrase, the side that is looked to, and the day it says; None where it must not be read as any."""

    phrase: str
    looking: Side
    day: date | None


def nth(number: int) -> str:
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _on(weekday: int) -> Callable[[date], bool]:
    return lambda day: day.weekday() == weekday


def _numbered(number: int) -> Callable[[date], bool]:
    return lambda day: day.day == number


def _like(other: date) -> Callable[[date], bool]:
    return lambda day: (day.day, day.month) == (other.day, other.month)


def scan(start: date, way: int, fits: Callable[[date], bool]) -> date:
    """The first day that fits, counted day by day from one, which may be it."""
    day = start
    while not fits(day):
        day += way * DAY
    return day


def coming(weekday: int, today: date) -> date:
    return scan(today + DAY, 1, _on(weekday))


def gone(weekday: int, today: date) -> date:
    return scan(today - DAY, -1, _on(weekday))


def by_months(day: date, months: int) -> date:
    """So many months on or back, one at a time; where the day does not exist, the last of the month."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = (year + 1, 1) if month > 12 else (year - 1, 12) if month < 1 else (year, month)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    if number < 0:
        end = date(year, month, calendar.monthrange(year, month)[1])
        return scan(end, -1, _on(weekday))
    first = scan(date(year, month, 1), 1, _on(weekday))
    return first + timedelta(7 * (number - 1))


def phrases(today: date = WEDNESDAY) -> Iterator[Said]:
    """Every phrase of the table, as said on this day."""
    for kind in (dates, dates_without_year, weekdays, ordinals, lengths, named, counted, contradictions, never):
        yield from kind(today)


def dates(today: date) -> Iterator[Said]:
    """A whole date, in every way to write one."""
    for back in (-400, -250, -97, -31, -5, 0, 1, 5, 9, 30, 64, 131, 222, 395):
        day = today + timedelta(back)
        d, m, y = day.day, day.month, day.year
        name, short, weekday = MONTHS[m - 1], SHORT_MONTHS[m - 1], WEEKDAYS[day.weekday()]
        for phrase in (
            f"{d}.{m}.{y}", f"{d:02}.{m:02}.{y}", f"{d}/{m}/{y}", f"{d:02}/{m:02}/{y % 100:02}", f"{d}-{m}-{y}",
            f"{d}.{m}.{y % 100:02}", f"{d} {m} {y}", f"{d} {name} {y}", f"{d} {short} {y}", f"{nth(d)} {name} {y}",
            f"{nth(d)} of {name} {y}", f"the {nth(d)} of {short}, {y}", f"{name} {d}, {y}", f"{short} {nth(d)} {y}",
            f"{name} the {nth(d)} {y}", f"{weekday} {d} {name} {y}", f"{weekday}, {nth(d)} {short}. {y}",
            f"{SHORT_DAYS[day.weekday()]} {d}/{m}/{y}", f"on {d} {name.lower()} {y % 100:02}", f"by {d}-{short}-{y}",
            f"{d}{short.lower()}{y}", f"{y}-{m:02}-{d:02}", f"{y}/{m:02}/{d:02}", f"{d} {name} '{y % 100:02}",
        ):  # fmt: skip
            yield Said(phrase, "either", day)
            yield Said(phrase, "forward", day if day >= today else None)
            yield Said(phrase, "back", day if day <= today else None)


def dates_without_year(today: date) -> Iterator[Said]:
    """A day and a month: the next one, or the last one, counted day by day."""
    for off in (3, 26, 44, 90, 133, 178, 215, 260, 301, 340, 360):
        there = today + timedelta(off)
        d, m = there.day, there.month
        name, short = MONTHS[m - 1], SHORT_MONTHS[m - 1]
        last = scan(today, -1, _like(there))
        for phrase in (
            f"{d}.{m}", f"{d:02}.{m:02}", f"{d}/{m}", f"{d:02}/{m:02}", f"{d} {name}", f"{d} {short}",
            f"{nth(d)} {short}", f"{nth(d)} of {name}", f"the {nth(d)} of {name}", f"{name} {nth(d)}",
            f"by {d} {short}", f"{d}{short.lower()}",
        ):  # fmt: skip
            yield Said(phrase, "forward", there)
            yield Said(phrase, "back", last)


def weekdays(today: date) -> Iterator[Said]:
    monday = today - timedelta(today.weekday())
    for place, (name, short) in enumerate(zip(WEEKDAYS, SHORT_DAYS, strict=True)):
        ahead, behind = coming(place, today), gone(place, today)
        this, following, before = (monday + timedelta(place + 7 * weeks) for weeks in (0, 1, -1))
        for word in (name, short, name.lower(), short.upper()):
            yield Said(word, "forward", ahead)
            yield Said(word, "either", ahead)
            yield Said(word, "back", behind)
            yield from (Said(f"{by} {word}", "forward", ahead) for by in ("on", "by", "the", "coming", "this coming"))
            yield from (Said(f"{by} {word}", "back", behind) for by in ("on", "past", "this past"))
            yield from (Said(f"{word} {by}", "back", behind) for by in ("gone", "just gone"))
            last = None if behind == today - DAY else behind  # where it was yesterday it has to be asked
            yield from (Said(phrase, "back", last) for phrase in (f"last {word}", f"{word} last"))
            for phrase in (
                f"{word} week",
                f"a week on {word}",
                f"week on {word}",
                f"a week {word}",
                f"one week from {word}",
            ):
                yield Said(phrase, "forward", ahead + timedelta(7))
                yield Said(phrase, "either", ahead + timedelta(7))
                yield Said(phrase, "back", None)
            for phrase in (f"{word} fortnight", f"a fortnight on {word}", f"2 weeks on {word}", f"two weeks {word}"):
                yield Said(phrase, "forward", ahead + timedelta(14))
            for phrase in (
                f"a week last {word}",
                f"a week ago last {word}",
                f"{word} before last",
                f"week last {word}",
            ):
                yield Said(phrase, "back", behind - timedelta(7))
                yield Said(phrase, "forward", None)
            for phrase in (f"{word} next week", f"next week {word}", f"{word} of next week", f"next week on {word}"):
                yield Said(phrase, "forward", following)
            yield Said(f"{word} last week", "back", before)
            yield Said(f"last week {word}", "back", before)
            yield Said(f"{word} this week", "forward", this if this >= today else None)
            yield Said(f"{word} this week", "back", this if this <= today else None)
            yield Said(f"{word} the week after next", "forward", this + timedelta(14))
            yield Said(f"this {word}", "forward", ahead if this < today or this == ahead else None)
            yield Said(f"last {word}", "forward", None)
            if ahead <= monday + timedelta(6):  # some would say "this": it has to be asked
                yield from (Said(f"next {word}", side, None) for side in ("forward", "either"))
            elif (ahead - today).days > 2:
                yield Said(f"next {word}", "forward", ahead)
        for phrase, days in (
            (f"the day after {name}", 1),
            (f"two days after {name}", 2),
            (f"the day before {name}", -1),
        ):
            yield Said(phrase, "forward", ahead + timedelta(days))


def ordinals(today: date) -> Iterator[Said]:
    """The 7th: the next, or the last, of any month that has one."""
    for number in range(1, 32):
        ahead = scan(today, 1, _numbered(number))
        behind = scan(today, -1, _numbered(number))
        words = [f"the {nth(number)}", f"on the {nth(number)}", nth(number), f"the {nth(number)} of the month"]
        words += [f"on the {NTH_WORDS[number - 1]}"] if number <= 12 else []
        words += ["the twenty first", "the twenty-first"] if number == 21 else []
        for phrase in words:
            yield Said(phrase, "forward", ahead)
            yield Said(phrase, "back", behind)
        yield Said(f"{WEEKDAYS[ahead.weekday()]} the {nth(number)}", "forward", ahead)
        yield Said(f"{SHORT_DAYS[behind.weekday()]} {nth(number)}", "back", behind)
        if number <= 28:
            following = by_months(today.replace(day=1), 1).replace(day=number)
            yield Said(f"the {nth(number)} of next month", "forward", following)


def lengths(today: date) -> Iterator[Said]:
    counts = [*((str(number), number) for number in (1, 2, 3, 5, 7, 10, 18, 45)), ("a", 1), ("two", 2), ("twelve", 12)]
    counts += [("twenty one", 21), ("a couple of", 2), ("ninety", 90)]
    for words, count in counts:
        for unit in ("day", "week", "fortnight", "month", "year"):
            if unit == "year" and count > 20:
                continue
            plural = unit if words in ("a", "1") else unit + "s"
            by_days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
            months = count * {"month": 1, "year": 12}.get(unit, 0)
            ahead = today + timedelta(count * by_days) if by_days else by_months(today, months)
            behind = today - timedelta(count * by_days) if by_days else by_months(today, -months)
            length = f"{words} {plural}"
            for phrase in (f"in {length}", f"in {length}' time", f"{length}’ time", f"{length} from now", length):
                yield Said(phrase, "forward", ahead)
            for phrase in (f"{length} ago", length):
                yield Said(phrase, "back", behind)
            yield Said(f"in {length}", "back", None)
            yield Said(f"{length} ago", "forward", None)
            yield Said(length, "either", None)  # from which day?
            yield Said(f"{length} ago", "either", behind)
    for phrase, months in (
        ("a year and a half ago", -18), ("2 and a half years ago", -30), ("2½ years ago", -30), ("1.5 years ago", -18),
        ("half a year ago", -6), ("3 years 2 months ago", -38), ("3 years and 2 months ago", -38),
        ("18 months ago", -18), ("a year and 3 months ago", -15), ("one and a half years ago", -18),
    ):  # fmt: skip
        yield Said(phrase, "back", by_months(today, months))
        yield Said(phrase.replace(" ago", ""), "back", by_months(today, months))
        yield Said("in " + phrase.replace(" ago", ""), "forward", by_months(today, -months))
    for phrase, days in (
        ("today", 0), ("now", 0), ("tomorrow", 1), ("yesterday", -1), ("day after tomorrow", 2), ("a week today", 7),
        ("the day before yesterday", -2), ("the day after tomorrow", 2), ("today week", 7), ("tomorrow week", 8),
        ("a week tomorrow", 8), ("a fortnight today", 14), ("two weeks tomorrow", 15), ("tomorrow fortnight", 15),
        ("in a fortnight", 14), ("fortnight ago", -14), ("week ago", -7), ("a week ago today", -7),
        ("3 weeks today", 21), ("this time next week", 7), ("2 wks ago", -14), ("10 days from today", 10),
        ("by a week today", 7),
    ):  # fmt: skip
        day = today + timedelta(days)
        yield Said(phrase, "either", day)
        yield Said(phrase, "forward", day if days >= 0 else None)
        yield Said(phrase, "back", day if days <= 0 else None)


def named(today: date) -> Iterator[Said]:
    fixed = {
        "Christmas": (12, 25), "Christmas Day": (12, 25), "Xmas": (12, 25), "Christmas Eve": (12, 24),
        "xmas eve": (12, 24), "Boxing Day": (12, 26), "New Year’s Day": (1, 1), "New Year's Eve": (12, 31),
        "Halloween": (10, 31),
        "Valentine's Day": (2, 14), "Bonfire Night": (11, 5), "St Patrick's Day": (3, 17),
    }  # fmt: skip
    moved = {"Easter": 0, "Easter Sunday": 0, "Good Friday": -2, "Easter Monday": 1, "Ash Wednesday": -46}
    of_year = {name: {year: date(year, *day) for year in EASTER} for name, day in fixed.items()}
    of_year |= {
        name: {year: easter + timedelta(days) for year, easter in EASTER.items()} for name, days in moved.items()
    }
    for name, days in of_year.items():
        ahead = min(day for day in days.values() if day >= today)
        behind = max(day for day in days.values() if day <= today)
        yield Said(name, "forward", ahead)
        yield Said(name, "back", behind)
        for year, day in days.items():
            yield Said(f"{name} {year}", "either", day)
        yield Said(f"{name} last year", "back", days[today.year - 1])
        previous = max(day for day in days.values() if day < today)
        yield Said(f"last {name}", "back", previous if previous.year < today.year else None)
        if ahead.year > today.year:
            yield Said(f"next {name}", "forward", ahead)
        for phrase, off in ((f"the day before {name}", -1), (f"a week before {name}", -7)):
            yield Said(phrase, "forward", ahead + timedelta(off) if ahead + timedelta(off) >= today else None)
        yield Said(
            f"10 days after {name}", "forward", min(d for day in days.values() if (d := day + 10 * DAY) >= today)
        )
        for place, weekday in enumerate(WEEKDAYS):
            before = scan(ahead - DAY, -1, _on(place))
            afters = (scan(d + DAY, 1, _on(place)) for d in days.values())
            yield Said(f"the {weekday} before {name}", "forward", before if before >= today else None)
            yield Said(f"{weekday} after {name}", "forward", min(day for day in afters if day >= today))


def counted(today: date) -> Iterator[Said]:
    """Weekdays counted in a month, and months with their parts by the day that they count as."""
    for month, name in enumerate(MONTHS, start=1):
        later = today.year if month >= today.month else today.year + 1
        for place in (0, 2, 4, 6):
            for word, number in (("first", 1), ("2nd", 2), ("last", -1)):
                day = nth_weekday(later, month, place, number)
                day = day if day >= today else nth_weekday(later + 1, month, place, number)
                yield Said(f"the {word} {WEEKDAYS[place]} in {name}", "forward", day)
                yield Said(
                    f"{word} {SHORT_DAYS[place]} of {name} {later + 1}", "either",
                    nth_weekday(later + 1, month, place, number),
                )  # fmt: skip
        for year in (today.year - 1, today.year + 1):
            length = calendar.monthrange(year, month)[1]
            for part, on in (
                ("mid {}", 15), ("middle of {}", 15), ("mid-{}", 15), ("end of {}", length), ("the end of {}", length),
                ("beginning of {}", 1), ("start of {}", 1), ("early {}", 5), ("late {}", 25), ("{}", 15), ("in {}", 15),
                ("sometime in {}", 15), ("the last day of {}", length), ("first day of {}", 1),
            ):  # fmt: skip
                yield Said(part.format(f"{name} {year}"), "either", date(year, month, on))
        if month != today.month:
            earlier = today.year if month < today.month else today.year - 1
            for phrase, on in ((f"mid {name}", 15), (f"early {SHORT_MONTHS[month - 1]}", 5), (name, 15)):
                yield Said(phrase, "forward", date(later, month, on))
                yield Said(phrase, "back", date(earlier, month, on))
                yield Said(phrase, "either", _nearest(today, month, on))


def _nearest(today: date, month: int, on: int) -> date | None:
    """The one that is plainly nearer; None where it is two, and has to be asked."""
    around = sorted((date(today.year + year, month, on) for year in (-1, 0, 1)), key=lambda day: abs(day - today))
    return around[0] if abs(around[0] - today).days <= 122 else None


def contradictions(today: date) -> Iterator[Said]:
    """A weekday that is not that of its date."""
    for off in range(-40, 41, 4):
        day = today + timedelta(off)
        for wrong in range(1, 7):
            weekday = WEEKDAYS[(day.weekday() + wrong) % 7]
            yield Said(f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year}", "either", None)
            yield Said(f"{weekday} {day.day}/{day.month}/{day.year}", "either", None)


NEVER = (
    "payday", "half term", "after Easter maybe", "after Easter", "before Christmas", "maybe Friday", "Friday probably",
    "10.30", "2pm", "2 pm Friday", "Friday morning", "tomorrow at 2", "tonight", "half past ten", "10:30", "noon",
    "Monday or Tuesday", "10 to 12 December", "between the 10th and the 12th", "the 10th or 11th", "next week",
    "last week", "this week", "next year", "2026", "12", "7", "a few days", "in a few days", "soon", "asap", "later",
    "31 June", "31 April 2027", "30 February", "29 February 2027", "32 December", "0 May", "the 32nd", "the 0th",
    "7/13", "13/13/26", "9/14/26", "99/1/26", "1/1/26/4", "1.2.3.4", "5/26", "00/00/00", "2026-13-01", "7rd December",
    "wensday", "teusday", "14 setpember", "tommorow", "4 Mai", "Freitag", "Lundi", "spring", "in the summer",
    "weekend", "the weekend", "bank holiday Monday", "first Monday", "third Thursday", "3 weeks from", "a week on",
    "in", "on", "by", "the", "of", "and", "ago", "a", "week", "month", "next", "last", "this", "before", "days",
    "Friday Friday", "Friday week week", "in in 2 weeks", "2 weeks ago ago", "tomorrow tomorrow", "May May", "7 7",
    "December December", "1 2", "1 2 3 4", "minus 3 days", "-3 days", "in 0.3 weeks", "in half a day", "1.5 weeks ago",
    "a week and a half ago", "half a month ago", "2 and a half days ago", "Friday?", "Friday!!?", "7 Dec + 3",
    "yesterday week", "three weeks ago on Monday", "when he is back", "not Friday", "no", "yes", "none", "n/a", "tbc",
    "1 January 1800", "1.1.0001", "in 5000 years", "in 99999999 days", "9999 years ago", "Ramadan", "Diwali", "Eid",
    "w/c 7 December", "the week of 7 December", "Q1", "FY27", "week 3", "day 5",
    "the 30th if not the 31st", "the week before Christmas", "week after Easter", "one day", "by one day",
)  # fmt: skip
"""What must never be read as a day, whatever side is looked to."""


def never(today: date) -> Iterator[Said]:
    for phrase in NEVER:
        yield from (Said(phrase, looking, None) for looking in ("forward", "back", "either"))
