"""Times of day, as people say them: "half past ten", "10.30", "2pm", "quarter to four", "half ten".

They are read here since no library that is kept reads them: dateparser (1.5) has "10.30" and "2pm", but takes "10" for
a day of the month and knows none of "half past ten", "half ten", "quarter to four", "9 o'clock" and "midday". Every
word must be understood, so that nothing of "ten, when he's asleep" is lost unseen.
"""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, time
from typing import Any, ClassVar, Literal

from assessor import wording
from assessor.scripts.kinds.base import Asked, Refused, TypedValue

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_FIGURES = {word: str(number) for word, number in (_ONES | _TEENS | _TENS).items()}
_FIGURES |= {f"{tens} {ones}": str(ten + one) for tens, ten in _TENS.items() for ones, one in _ONES.items()}
_FIGURES |= {f"oh {ones}": f"0{one}" for ones, one in _ONES.items()}
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_FIGURES, key=len, reverse=True))})\b")

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_PART_OF_DAY = {
    "am": (0, 12), "in the morning": (0, 12), "pm": (12, 24), "in the afternoon": (12, 19),
    "in the evening": (16, 24), "at night": (18, 30), "": (8, 20),
}  # fmt: skip
"""The hours in which each part of the day lies, from one to before another. Where none is named it is an office's day:
of the two times that a clock face shows, "ten" is the one in the morning, and "two" and "half past five" those after
noon."""
_WHOLE_DAY = (0, 24)

_ENDING = re.compile(
    r"\s*(?<![a-z])(?:(?P<half>[ap])\.?\s?m\.?|(?P<part>in the (?:morning|afternoon|evening)|at night))$"
)
_WRITTEN = re.compile(r"(?P<hour>\d{1,2})(?:[.:h ]?(?P<minute>[0-5]\d))?")
_SPOKEN = re.compile(
    r"(?:(?:(?P<minutes>\d{1,2})(?: minutes?)?|(?P<quarter>(?:a )?quarter)) (?P<way>past|to) "
    r"|(?P<half>half (?:past )?))?"
    r"(?P<hour>[1-9]|1[0-2])(?: o ?clock)?"
)
_HALF_DAY, _DAY = 12 * 60, 24 * 60


class TimeOfDay(Asked):
    """A time of day, taken as HH:MM from a file and as people say it from the keyboard."""

    kind: Literal["time"]

    condition_type: ClassVar[str] = "time"
    confirmed: ClassVar[bool] = True

    @property
    def hint(self) -> str:
        return "a time, such as half past ten, 10.30 or 2pm"

    @property
    def example(self) -> str:
        return "half past ten"

    # -- how it is typed

    def parse(self, raw: object, today: date) -> time:
        if isinstance(raw, time):
            return raw
        if not isinstance(raw, str):  # 10.30 is a number to a YAML reader, and would be 10.3
            raise Refused("takes a time in quotes, such as '10:30'")
        if not raw.strip():
            raise Refused("nothing is written yet; write a time, such as half past ten")
        value = _understood(raw)
        if value is not None:
            return value
        before, _, after = raw.partition(",")
        only = _understood(before)
        if only is not None:
            after = wording.shorten(after.strip(), 40)
            raise Refused(f"{after!r} is more than a time; write {wording.clock(only)}, and the rest in a note")
        examples = "half past ten, 10.30 or 2pm, and other words in a note"
        raise Refused(f"{wording.shorten(raw, 40)!r} is no time I know; write {examples}")

    def echo(self, typed: str, value: time, today: date) -> str:
        return wording.clock(value)

    # -- how it is told, kept, and handed over

    def words(self, value: time) -> str:
        return wording.clock(value)

    def kept(self, value: time) -> str:
        return f"{value:%H:%M}"

    def exchanged(self, value: time) -> tuple[TypedValue, ...]:
        return (TypedValue("time", f"{value:%H:%M}:00"),)

    # -- how conditions reckon with it

    def samples(self, turns: Set[Any], today: date) -> list[Any]:
        near = {turn.hour * 60 + turn.minute + side for turn in turns for side in (-1, 0, 1)}
        return [_time(minutes) for minutes in sorted(near) if 0 <= minutes < _DAY]

    def stretch(self, low: time | None, high: time | None, today: date) -> str:
        if low is None:
            return "any time" if high is None else f"{wording.clock(high)} and before"
        first = wording.clock(low)
        return f"{first} and after" if high is None else wording.span(first, wording.clock(high))


def _understood(typed: str) -> time | None:
    """The time that these words are; None if there is a word in them that is not understood."""
    if len(typed) > 60:
        return None
    text = re.sub(r"['’\s]+|(?<=[a-z])-(?=[a-z])", " ", typed.casefold()).strip(" .").removeprefix("at ")
    text = _IN_WORDS.sub(lambda word: _FIGURES[word[0]], text)
    if (named := re.sub(r"^12 ", "", text)) in _NAMED:
        return _NAMED[named]
    ending = _ENDING.search(text)
    part = f"{ending['half']}m" if ending and ending["half"] else (ending and ending["part"]) or ""
    text = text[: ending.start()] if ending else text
    if written := _WRITTEN.fullmatch(text):
        hour, minutes = int(written["hour"]), int(written["minute"] or 0)
        if hour > 23:
            return None
        if hour > 12 or written["hour"].startswith("0"):  # as a clock of twenty-four hours has it
            return _first_within(_PART_OF_DAY[part] if part else _WHOLE_DAY, hour * 60 + minutes)
    elif spoken := _SPOKEN.fullmatch(text):
        hour = int(spoken["hour"])
        minutes = 30 if spoken["half"] else 15 if spoken["quarter"] else int(spoken["minutes"] or 0)
        if minutes > 59:
            return None
        minutes *= -1 if spoken["way"] == "to" else 1
    else:
        return None
    face = (hour * 60 + minutes) % _HALF_DAY
    return _first_within(_PART_OF_DAY[part], face, face + _HALF_DAY, face + _DAY)


def _first_within(hours: tuple[int, int], *times: int) -> time | None:
    """The first of these times, in minutes since midnight, that lies between these hours."""
    first, end = hours
    return next((_time(minutes % _DAY) for minutes in times if first * 60 <= minutes < end * 60), None)


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
