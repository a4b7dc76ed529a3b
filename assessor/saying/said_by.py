"""What is wanted and by when, said in one line: "Back on nights, by the end of January"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from assessor import wording
from assessor.saying.said_days import NoDay, read_day, told

_BY = re.compile(r"[\s,;:·(–-]+by\s+", re.IGNORECASE)


class SaidBy(NamedTuple):
    """The words without the day at their end, and that day; None, and the words whole, where they end with none."""

    words: str
    day: date | None = None

    def told(self, today: date) -> str:
        """How the day was understood: "by Sunday 31 January 2027, in 8 weeks"; empty where there is none."""
        return f"by {told(self.day, today)}" if self.day else ""


def said_by(line: str, today: date) -> SaidBy:
    """Reads a line as it is said on the day ``today``. Only a day to come counts, every word after "by" must belong to
    it, and what could be two days is none."""
    text = wording.one_line(line).strip()
    for found in _BY.finditer(text):
        words, day = text[: found.start()], text[found.end() :].strip(" .)")
        if not re.search(r"\w", words):
            continue
        try:
            return SaidBy(words, read_day(day, today, "forward"))
        except NoDay:
            continue
    return SaidBy(line)
