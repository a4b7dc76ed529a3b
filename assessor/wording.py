"""How the product writes days, lists, numbers and other people's text: British English, and always harmless."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from assessor.rough_days import RoughDay

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SHOWN = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_SHOWN |= {0x09: " ", 0x7F: "\u2421", 0x2028: " ", 0x2029: " "}
_SHOWN |= {
    0x202A: "⟨LRE⟩", 0x202B: "⟨RLE⟩", 0x202C: "⟨PDF⟩", 0x202D: "⟨LRO⟩", 0x202E: "⟨RLO⟩",
    0x2066: "⟨LRI⟩", 0x2067: "⟨RLI⟩", 0x2068: "⟨FSI⟩", 0x2069: "⟨PDI⟩",
}  # fmt: skip
_SHOWN |= dict.fromkeys((0xAD, 0x180E, 0x200B, 0x2060, 0xFEFF), "")  # a line may break here, or may not; nothing else
_NEVER_TEXT = (
    *range(0x80, 0xA0), *range(0x2061, 0x2066), *range(0x206A, 0x2070), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0),
    *range(0xFFF9, 0xFFFC), *range(0x1D173, 0x1D17B), *range(0xFFFE, 0x110000, 0x10000),
    *range(0xFFFF, 0x110000, 0x10000),
)  # fmt: skip
_SHOWN |= dict.fromkeys(_NEVER_TEXT, "\ufffd")
MOST_MARKS = 8
"""Marks that one letter may carry: what is written with most, a Tibetan transliteration, has eight."""
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u1fff\u200b-\u200f\u20d0-\u20ff\u2c00-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e\ufe00-\ufe2f"
    f"\U00010000-\U0001efff\U000e0100-\U000e01ef]{{{MOST_MARKS + 1},}}"
)
"""A run of what may be marks, by the blocks that have any; most such runs are a word of another script."""
_HIDDEN = re.compile("[\U000e0000-\U000e007f]+")
_FLAGS = tuple("".join(chr(0xE0000 + ord(key)) for key in f"{region}\x7f") for region in ("gbeng", "gbsct", "gbwls"))


def is_fit(text: str) -> bool:
    """Whether ``text`` is surely one line that ``visible`` would leave as it is. It costs next to nothing to ask."""
    return text.isprintable() and (text.isascii() or _MARKS.search(text) is None)


def visible(text: str) -> str:
    """A person's text made fit to be shown anywhere: in a terminal, on a page, in a file. The one place for it.

    Control characters become their Unicode pictures (ESC is "␛"), so no sequence that a terminal obeys is left; the
    marks that reorder bidirectional text become their names in angle brackets; what is no text at all (controls above
    ASCII, half a character, hidden tags, what no XML file can hold) becomes "\ufffd", as do the marks on a letter past
    `MOST_MARKS`, which would be drawn over the lines around it. What only says where a line may break is left out.
    Line breaks stay. Letters of every script, emoji, flags, joiners and the harmless left-to-right and right-to-left
    marks stay as they were typed. Made visible twice, it is the same as once.
    """
    if is_fit(text):
        return text
    text = text.replace("\r\n", "\n").translate(_SHOWN)
    if not text.isascii():
        text = _MARKS.sub(_few_marks, _HIDDEN.sub(_a_flag, text))
    return text


def _a_flag(hidden: re.Match[str]) -> str:
    """The tags behind a black flag that make it England's, Scotland's or Wales's; any others hide something."""
    before = hidden.string[: hidden.start()][-1:]
    return hidden[0] if before == "\N{WAVING BLACK FLAG}" and hidden[0] in _FLAGS else "\ufffd"


def _few_marks(run: re.Match[str]) -> str:
    """The run with the marks past the most on a letter replaced, all together, by one character that says so."""
    text, marks = "", 0
    for letter in run[0]:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me", "Cf") else 0
        text += letter if marks <= MOST_MARKS else "\ufffd" if marks == MOST_MARKS + 1 else ""
    return text


def one_line(text: str) -> str:
    """``visible`` text with its line breaks and runs of white space made single spaces."""
    return " ".join(visible(text).split())


def shorten(text: str, width: int) -> str:
    """``text`` on one line, cut to ``width`` characters with an ellipsis where it is longer."""
    text = one_line(text)
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def day(when: date) -> str:
    """A day as people here write it: "4 May 2026"; of one that is known roughly what is known: "mid May 2026"."""
    month, known = f"{MONTHS[when.month - 1]} {when.year}", getattr(when, "precision", "")
    match known:
        case "":
            return f"{when.day} {month}"
        case "about":
            return f"about {when.day} {month}"
        case "month":
            return month
        case "start" | "end":
            return f"{known} of {month}"
    return f"{known} {month}"


def long_day(when: date) -> str:
    """A day with its weekday: "Tuesday 1 December 2026"; of one that is known roughly, as `day` says it."""
    return day(when) if isinstance(when, RoughDay) else f"{WEEKDAYS[when.weekday()]} {day(when)}"


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
    """How far ``when`` lies from ``today``: "today", "3 days ago", "in 2 weeks", "7 months ago"; years are whole ones,
    as somebody's age is."""
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
        early, late = sorted((when, today))
        count, unit = late.year - early.year - ((late.month, late.day) < (early.month, early.day)), "year"
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
