"""Days, as people say them."""

from __future__ import annotations

import math
import re
from collections.abc import Set
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Literal

from assessor import wording
from assessor.scripts.kinds.base import Asked, Refused, TypedValue


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


def _away(day: date, today: date) -> str:
    days = (day - today).days
    if abs(days) < 2:
        return wording.away(day, today)
    count = abs(days)
    length = wording.counted(count // 7, "week") if count % 7 == 0 else wording.counted(count, "day")
    return f"in {length}" if days > 0 else f"{length} ago"
