"""Days, as people say them."""

from __future__ import annotations

import math
from collections.abc import Set
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Literal

from assessor import wording
from assessor.rough_days import RoughDay, kept_day, partial_date, read_kept
from assessor.saying.phrase import Looking
from assessor.saying.said_days import EXAMPLES, NoDay, WhichDay, fits, meant_year, read_day, told, wrong_side
from assessor.scripts.kinds.base import Asked, AskedBack, Refused, TypedValue

_LOOKING: dict[str, Looking] = {"past": "back", "future": "forward", "any": "either"}


class Day(Asked):
    """A day, taken as YYYY-MM-DD from a file and as people say it from the keyboard.

    A month, or a part of one, is kept as what it is, unless the question asks for the ``exact`` day.
    """

    kind: Literal["date"]
    when: Literal["past", "future", "any"] = "any"
    exact: bool = False

    condition_type: ClassVar[str] = "day"
    confirmed: ClassVar[bool] = True

    @property
    def looking(self) -> Looking:
        """The side of the day of the call on which the answer may lie: by it "Friday" is the one gone, or to come."""
        return _LOOKING[self.when]

    @property
    def hint(self) -> str:
        return f"a day, such as {EXAMPLES[self.looking]}"

    @property
    def example(self) -> str:
        return "yesterday" if self.when == "past" else "tomorrow"

    # -- how it is typed

    def parse(self, raw: object, today: date) -> date:
        value = self._read(raw, today)
        if not meant_year(value.year):
            raise Refused(f"the year {value.year} cannot be meant")
        if not fits(value, today, self.looking):
            raise Refused(wrong_side(value, self.looking))
        if self.exact and isinstance(value, RoughDay):
            raise Refused(f"{wording.day(value)} is not one day; write the day itself")
        return value

    def _read(self, raw: object, today: date) -> date:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        if not isinstance(raw, str):
            raise Refused("takes a day, such as 2026-05-04")
        try:
            kept = read_kept(raw.strip())
        except ValueError:
            raise Refused(f"{raw.strip()} is no day in the calendar") from None
        if kept is not None:
            return kept
        try:
            return read_day(raw, today, self.looking)
        except WhichDay as which:
            raise AskedBack(str(which)) from None
        except NoDay as none:
            raise Refused(str(none)) from None

    def echo(self, typed: str, value: date, today: date) -> str:
        return told(value, today)

    # -- how it is told, kept, and handed over

    def words(self, value: date) -> str:
        return wording.day(value)

    def transcript(self, value: date, today: date) -> str:
        return f"{wording.day(value)} · {wording.away(value, today)}"

    def kept(self, value: date) -> str:
        return kept_day(value)

    def exchanged(self, value: date) -> tuple[TypedValue, ...]:
        return (TypedValue("date", partial_date(value)),)

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
