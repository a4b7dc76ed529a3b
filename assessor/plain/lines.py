"""Lines in and lines out: what every part of plain lines is told and typed through."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from assessor import wording
from assessor.acts.desk import Desk
from assessor.names import unless_blank

Hear = Callable[[], "str | None"]
"""Gives the next line that is typed; None when there will be no more."""

Tell = Callable[[str], None]
"""Writes one line."""


class Gone(Exception):
    """There will be no more lines."""


def place_of_number(typed: str, count: int) -> int | None:
    """The place that a number names among so many, from 0; None for any other, and for one with a 0 before it."""
    return int(typed) - 1 if re.fullmatch("[1-9][0-9]{0,2}", typed) and int(typed) <= count else None


class Lines:
    """Takes what is typed and tells what there is to say, one line at a time, at somebody's desk."""

    def __init__(self, desk: Desk, hear: Hear, tell: Tell) -> None:
        self.desk = desk
        self.hear = hear
        self.say = tell
        self.waiting: list[str] = []  # a line that was typed elsewhere than where it is read

    def tell(self, text: str) -> None:
        """Writes one line, with nothing in it that would move a cursor or change a letter's place."""
        self.say(wording.one_line(text))

    def listen(self) -> str:
        """The next line that is typed; raises `Gone` when there will be none."""
        while True:
            line = self.waiting.pop(0) if self.waiting else self.hear()
            if line is None:
                raise Gone
            line = unless_blank(line.lstrip("\ufeff"))
            if not any("\ud800" <= letter <= "\udfff" for letter in line):
                return line
            self.tell("Not taken: it has half of a character in it. Type it afresh.")

    def place(self, number: str, count: int, where: str) -> int | None:
        """The place that a number names among so many, or None once it is said where the numbers are."""
        if (place := place_of_number(number, count)) is not None:
            return place
        shown = wording.shorten(number, 12)
        self.tell(f"There is no {shown}. {wording.capital(where)}" if number else f"Which number? {where}")
        return None

    @property
    def today(self) -> date:
        """The day, in the adviser's own time."""
        return self.desk.today
