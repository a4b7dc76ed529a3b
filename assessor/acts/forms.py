"""Forms: what an act asks for before it can be done, as data that a screen draws and plain lines ask one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from assessor import wording
from assessor.journal import Act
from assessor.names import unless_blank
from assessor.rough_days import RoughDay
from assessor.saying.occasions import is_occasion
from assessor.saying.phrase import Looking
from assessor.scripts.kinds import AskedBack, Day, Refused

Filled = dict[str, Any]
"""What a form was filled in with: words, a code, codes, a number or None; of a day, or of a when, ``NAME`` is its words
and ``NAME_day`` the day or None."""

FieldKind = Literal["text", "day", "when", "number", "choice", "many"]
"""A day is a day and nothing else; a when is a day, or what it waits for, in the words in which that was said."""
_DAYS = {
    "forward": Day(kind="date", id="day", say="Day", when="future"),
    "back": Day(kind="date", id="day", say="Day", when="past", exact=True),
    "either": Day(kind="date", id="day", say="Day", when="any"),
}
_BEFORE = re.compile(r"(before|after)\s+(.+)", re.IGNORECASE)
HIGHEST = 10
"""The highest number a field takes; the lowest is 0: the product's own rulers."""


@dataclass(frozen=True)
class Field:
    """One field. ``hint`` is said beside an empty one; a field that is ``needed`` says why in ``needed``.

    A day is taken for one on the side that it is ``looking`` to, and for one on the other only where that is plain.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    value: Any = ""
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    needed: str = ""
    looking: Looking = "forward"

    def read(self, typed: str, today: date) -> Filled:
        """What the typed words of a text, a day or a number fill in; raises `Refused`, in words."""
        words = unless_blank(typed).encode("utf-8", "ignore").decode("utf-8")  # half a character is no letter
        if self.kind == "number":
            return {self.name: _number(words)}
        if self.kind == "when" and (before := _BEFORE.match(words)) and words != self.value:
            with suppress(Refused):  # "before Thursday" is still so once that Thursday is gone
                return {
                    self.name: f"{before[1]} {wording.day(self._parsed(before[2], today))}",
                    f"{self.name}_day": None,
                }
        if self.kind in ("day", "when"):
            day = self._day(words, today)
            return {self.name: wording.day(day) if day else words, f"{self.name}_day": day}
        return {self.name: words}

    def _day(self, words: str, today: date) -> date | None:
        if not words:
            return None
        stood = words == self.value  # "Friday" that stood there is the Friday of the day it was written on
        try:
            day = self._parsed(words, today)
        except Refused as refused:
            if self.kind == "when" and (stood or (is_occasion(words) and not isinstance(refused, AskedBack))):
                return None
            raise
        return None if self.kind == "when" and stood and wording.day(day) != words else day

    def _parsed(self, words: str, today: date) -> date:
        try:
            return _DAYS[self.looking].parse(words, today)
        except AskedBack:
            raise
        except Refused as refused:
            try:
                plain = _DAYS["either"].parse(words, today)
            except Refused:
                raise refused from None
            if self.kind == "day" and isinstance(plain, RoughDay):
                raise
            return plain

    def unread(self, typed: str) -> Filled:
        """What stands in a text, a day or a number of which nothing could be read."""
        if self.kind == "number":
            return {self.name: None}
        return {self.name: typed.strip()} | ({f"{self.name}_day": None} if self.kind in ("day", "when") else {})

    def read_codes(self, codes: tuple[str, ...]) -> Filled:
        """What the chosen codes of a choice fill in: all of them where there may be many, else the only one."""
        return {self.name: codes if self.kind == "many" else next(iter(codes), "")}

    def read_value(self, today: date) -> Filled:
        """What the field holds before anybody touches it, as it would be filled in."""
        if self.kind in ("choice", "many"):
            codes = self.value if isinstance(self.value, tuple) else (self.value,) if self.value else ()
            return self.read_codes(tuple(code for code in self.options if code in codes))
        return self.read("" if self.value is None else str(self.value), today)

    def shown(self, held: Any) -> str:
        """What it holds, in words: of a choice the words of its options."""
        codes = held if isinstance(held, tuple) else (held,)
        words = [self.options[code] for code in codes if code in self.options] if self.options else [held]
        return wording.listed(str(word) for word in words if word not in ("", None))

    def missing(self, filled: Filled) -> str:
        """Why it may not stay empty, if it is empty and may not; a number that is 0 is not empty."""
        return self.needed if self.needed and filled.get(self.name) in ("", None, ()) else ""


@dataclass(frozen=True)
class Form:
    """The fields of an act under a title, and the acts that they make once they are filled in.

    ``said`` forms are opened by what was said, such as a no to sharing: that stands whatever becomes of their fields.
    ``hints`` say what would make what stands there better; nothing in them has to be done.
    """

    title: str
    fields: tuple[Field, ...]
    acts: Callable[[Filled], Iterable[Act]]
    hints: Callable[[Filled], Iterable[str]] | None = None
    said: bool = False

    def typed(self, filled: Filled, today: date) -> str:
        """What was filled in and did not stand there before, each under its label: the words of a note that is kept
        where the acts of the form are not to be. Empty where nothing was."""
        return "; ".join(
            f"{field.label}: {shown}"
            for field in self.fields
            if field.name in filled
            and filled[field.name] != field.read_value(today)[field.name]
            and (shown := field.shown(filled[field.name]))
        )


def _number(words: str) -> int | None:
    if not words:
        return None
    if not words.isdecimal() or len(words) > 4 or int(words) > HIGHEST:
        raise Refused(f"a whole number from 0 to {HIGHEST}, or leave it empty")
    return int(words)
