"""How the product writes days, lists, numbers and other people's text: British English, and always harmless."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_CONTROL = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_CONTROL |= {0x09: " ", 0x7F: "\u2421"} | dict.fromkeys((*range(128, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�")
_BIDI = {
    0x202A: "⟨LRE⟩", 0x202B: "⟨RLE⟩", 0x202C: "⟨PDF⟩", 0x202D: "⟨LRO⟩", 0x202E: "⟨RLO⟩",
    0x2066: "⟨LRI⟩", 0x2067: "⟨RLI⟩", 0x2068: "⟨FSI⟩", 0x2069: "⟨PDI⟩", 0x2028: " ", 0x2029: " ",
}  # fmt: skip
_VISIBLE = _CONTROL | _BIDI


def visible(text: str) -> str:
    """A person's text with every control character made visible, so that it can be shown anywhere.

    Control characters become their Unicode pictures (ESC is "␛"), the marks that reorder bidirectional text
    become their names in angle brackets, and a lone surrogate becomes "\ufffd", as does what
    no XML file can hold. Line breaks stay. Letters of
    every script, emoji, and the harmless left-to-right and right-to-left marks stay as they were typed.
    """
    return text.translate(_VISIBLE)


def one_line(text: str) -> str:
    """``visible`` text with its line breaks and runs of white space made single spaces."""
    return " ".join(visible(text).split())


def shorten(text: str, width: int) -> str:
    """``text`` on one line, cut to ``width`` characters with an ellipsis where it is longer."""
    text = one_line(text)
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def day(when: date) -> str:
    """A day as people here write it: "4 May 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def clock(when: time) -> str:
    """A time of day as people here write it: "10.30am", "2pm", "noon", "midnight"."""
    if when.minute == 0 and when.hour % 12 == 0:
        return "noon" if when.hour else "midnight"
    minutes = f".{when.minute:02}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"


def moment(when: datetime) -> str:
    """A moment in the reader's own time: "4 May 2026 at 09:30"."""
    local = when.astimezone()
    return f"{day(local)} at {local:%H:%M}"


def away(when: date, today: date) -> str:
    """How far ``when`` lies from ``today``: "today", "3 days ago", "in 2 weeks", "7 months ago"."""
    days = (when - today).days
    if days in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[days + 1]
    far = abs(days)
    if far < 14:
        count, unit = far, "day"
    elif far < 70:
        count, unit = far // 7, "week"
    elif far < 730:
        count, unit = round(far / 30.44), "month"
    else:
        count, unit = round(far / 365.25), "year"
    span = counted(count, unit)
    return f"in {span}" if days > 0 else f"{span} ago"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: "1 need", "3 needs"."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def span(low: str, high: str) -> str:
    """From one to another, both included: "4 to 6", or "4" where they are the same."""
    return low if low == high else f"{low} to {high}"


def number(value: float) -> str:
    """A number without a trailing ".0"."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def capital(text: str) -> str:
    """``text`` with its first letter made a capital, the rest as it was."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """``text`` as a sentence: a capital first and a stop last, where it has neither."""
    return ended(capital(text.strip()))


def ended(text: str) -> str:
    """``text`` with a stop last, where it has none, its first letter as it was."""
    text = text.strip()
    return text if not text or re.search(r"[.!?…”)]$", text) else text + "."


def did_you_mean(word: str, vocabulary: Iterable[str]) -> str:
    """The end of an error message: '; did you mean "employee"?', or nothing where no word that there is comes near."""
    near: Sequence[str] = difflib.get_close_matches(str(word), list(vocabulary), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
