"""Days, as people say them."""

from __future__ import annotations

import math
import re
from collections.abc import Set
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Literal

from assessor import wording
from assessor.scripts.kinds.base import Asked, Refused, TypedValue

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_FEW = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_HOW_MANY = rf"\d{{1,3}}|{'|'.join(_FEW)}"
_ONE_OF_THE_WEEK = re.compile(rf"(?:(?:this|coming|the)\s+)*({_NAMED})", re.IGNORECASE)
"""A weekday with nothing beside it that says which."""
_SO_LONG_AFTER = re.compile(
    rf"({_HOW_MANY})\s+(day|week|fortnight)s?\s+(?:(?:on|from|after)\s+)?({_NAMED}|today|tomorrow)"
    rf"|({_NAMED}|today|tomorrow)\s+(week|fortnight)",
    re.IGNORECASE,
)
"""So long beyond a day: a week on Tuesday, tomorrow week, a fortnight today, 3 weeks from Monday."""
_LENGTH = re.compile(
    rf"(?:for\s+)?((?:{_HOW_MANY}|a\s+couple\s+of|a\s+few)\s+(?:day|week|fortnight|month|year)s?)", re.IGNORECASE
)
"""A length of time, from no day."""
_WITH_A_STOP = re.compile(r"(\d{1,2})\.(\d{1,2})")
"""A day and a month as the British write it, which could be read as a time."""


class Day(Asked):
    """A day, taken as YYYY-MM-DD from a file and as people say it from the keyboard."""

    kind: Literal["date"]
    when: Literal["past", "future", "any"] = "any"

    condition_type: ClassVar[str] = "day"
    confirmed: ClassVar[bool] = True

    @property
    def hint(self) -> str:
        return "a day, such as 2 Nov or last Monday"

    @property
    def example(self) -> str:
        return "yesterday" if self.when == "past" else "tomorrow"

    # -- how it is typed

    def parse(self, raw: object, today: date) -> date:
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            value = raw
        elif isinstance(raw, str):
            value = self._understood(raw.strip(), today)
        else:
            raise Refused("takes a day, such as 2026-05-04")
        if not 1900 <= value.year <= 2200:
            raise Refused(f"the year {value.year} cannot be meant")
        if self.when == "past" and value > today:
            raise Refused(f"{wording.day(value)} is still to come; takes a day up to today")
        if self.when == "future" and value < today:
            raise Refused(f"{wording.day(value)} is past; takes a day from today on")
        return value

    def _understood(self, text: str, today: date) -> date:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise Refused(f"{text} is no day in the calendar") from None
        refused = Refused(
            f"{wording.shorten(text, 40)!r} is no day I know; write 4 May 2026, 4/5/26, last Monday or in 2 weeks"
        )
        if not text:
            raise Refused("nothing is written yet; write a day, such as 4 May 2026")
        if len(text) > 60 or re.fullmatch(r"\d{1,3}|\d{1,2}[-/.](1[3-9]|[2-9]\d)", text):  # 5/26 lacks its day
            raise refused
        text = re.sub(r"^(?:by|on)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
        if (said := _said(text, today, self.when)) is not None:
            return said
        text = _WITH_A_STOP.sub(r"\1/\2", text) if _WITH_A_STOP.fullmatch(text) else text
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from dateparser.date import DateDataParser

            settings = {
                "DATE_ORDER": "DMY",
                "RELATIVE_BASE": datetime.combine(today, time(12)),
                "PREFER_DATES_FROM": self.when if self.when != "any" else "current_period",
            }
            read = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
        moment = read.date_obj
        counted = re.search(r"\bin\b.*\b(month|year)|\b(month|year)s? ago\b", text.lower())
        if moment is None or (read.period in ("month", "year") and not counted):
            raise refused  # "May", or a year alone, names no day, and none is made up for it
        if moment.year - today.year > 50 and str(moment.year) not in text:
            moment = moment.replace(year=moment.year - 100)  # "4/5/26" is of this century, whatever lies ahead
        return moment.date()

    def echo(self, typed: str, value: date, today: date) -> str:
        return f"{value:%A} {wording.day(value)}, {wording.away(value, today)}"

    # -- how it is told, kept, and handed over

    def words(self, value: date) -> str:
        return wording.day(value)

    def transcript(self, value: date, today: date) -> str:
        return f"{wording.day(value)} · {wording.away(value, today)}"

    def kept(self, value: date) -> str:
        return value.isoformat()

    def exchanged(self, value: date) -> tuple[TypedValue, ...]:
        return (TypedValue("date", value.isoformat()),)

    # -- how conditions reckon with it

    def samples(self, turns: Set[Any], today: date) -> list[Any]:
        low = 0 if self.when == "future" else -math.inf
        high = 0 if self.when == "past" else math.inf
        near = {int(turn) + side for turn in turns for side in (-7, -1, 0, 1, 7)}
        return [today + timedelta(days) for days in sorted(near) if low <= days <= high]

    def stretch(self, low: date | None, high: date | None, today: date) -> str:
        """Days by how far they lie from the call: before it, after it, or from one to the other."""
        if low is None and high is None:
            return "any day"
        if low is None:
            return f"{_away(high or today, today)} and before"
        first = _away(low, today)
        return f"{first} and after" if high is None else wording.span(first, _away(high, today))


def _said(text: str, today: date, when: str) -> date | None:
    """The day that words name which are not to be guessed at, or none; raises `Refused` where they name none.

    A weekday by itself is the one to come where days on both sides may be meant: what is asked for looks ahead.
    """
    if after := _SO_LONG_AFTER.fullmatch(text):
        count, unit, day, day_first, unit_last = (group and group.lower() for group in after.groups())
        many = _FEW.get(count or "one") or int(count)
        return _coming(day or day_first, today) + timedelta(many * _DAYS[unit or unit_last])
    if when == "any" and (named := _ONE_OF_THE_WEEK.fullmatch(text)):
        return _coming(named[1], today)
    if when == "any" and (length := _LENGTH.fullmatch(text)):
        raise Refused(f"{text!r} from which day? write in {length[1]}, or {length[1]} ago, or the day itself")
    return None


def _coming(named: str, today: date) -> date:
    """Today or tomorrow, or the next day of that name after today."""
    named = named.lower()
    if named in ("today", "tomorrow"):
        return today + timedelta(named == "tomorrow")
    at = next(place for place, weekday in enumerate(_WEEKDAYS) if weekday.startswith(named[:3]))
    return today + timedelta((at - today.weekday() - 1) % 7 + 1)


def _away(day: date, today: date) -> str:
    days = (day - today).days
    if abs(days) < 2:
        return wording.away(day, today)
    count = abs(days)
    length = wording.counted(count // 7, "week") if count % 7 == 0 else wording.counted(count, "day")
    return f"in {length}" if days > 0 else f"{length} ago"
