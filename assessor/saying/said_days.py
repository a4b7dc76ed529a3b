"""Days as people say them: a phrase is one day, or it is refused in words that say why and what would do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from assessor import wording
from assessor.rough_days import as_day
from assessor.saying.almanac import FIRST_YEAR, LAST_YEAR, NAMED_DAYS
from assessor.saying.grammar import readings
from assessor.saying.lexicon import (
    CLOCK_WORDS,
    DAY_WORDS,
    HEDGES,
    MONTH_NAMES,
    SEVERAL,
    UNITS,
    WEEKDAY_NAMES,
    DayWord,
    tokens_of,
)
from assessor.saying.phrase import DayPhrase, Looking
from assessor.saying.spans import cardinals

LONGEST = 80
"""Characters of a phrase; more is no day."""
MOST_WORDS = 16

EXAMPLES = {
    "forward": "Friday, 18 Dec, in 2 weeks or mid January",
    "back": "last Monday, 14 Sept, 3 weeks ago or mid September",
    "either": "Friday, 18 Dec, 3 weeks ago or in 2 weeks",
}
"""Days as they may be typed, by the side that is asked for."""


class NoDay(ValueError):
    """What was said is no day; the message says why, and what would do."""


class WhichDay(NoDay):
    """What was said may be more than one day, or contradicts itself; the message asks which it is."""


def read_day(phrase: str, today: date, looking: Looking = "either") -> date:
    """The day that a phrase says on the day ``today``, a `RoughDay` where it says a month or a part of one; raises
    `NoDay`, in words. ``looking`` is the side on which the day may lie, today included.

    A day is read at each key, beside words that are nowhere else yet, so a fault in the grammar is told as a refusal
    and never ends the program.
    """
    try:
        return day_of_phrase(phrase, today, looking)
    except NoDay:
        raise
    except Exception as fault:  # whatever it is: the words typed beside it are worth more than this day
        raise NoDay(f"{wording.shorten(phrase, 40)!r} cannot be read here; write the day as 18 Dec 2026") from fault


def day_of_phrase(phrase: str, today: date, looking: Looking = "either") -> date:
    """As `read_day`, and a fault in the grammar is raised as what it is; for whoever looks for one."""
    if not phrase.strip():
        raise NoDay(f"nothing is written yet; write {EXAMPLES[looking]}")
    tokens = tokens_of(phrase) if len(phrase) <= LONGEST else ()
    if not 0 < len(tokens) <= MOST_WORDS:
        raise NoDay(f"{wording.shorten(phrase, 40)!r} is no day I know; write {EXAMPLES[looking]}")
    said_of = DayPhrase(tokens, today, looking)
    said = list(dict.fromkeys(day for days in readings(said_of) for day in days))
    if not said:
        raise _why_none(phrase, said_of)
    meant = [day for day in said if fits(day, today, looking)]
    if not meant:
        raise NoDay(wrong_side(min(said, key=lambda day: abs(day - today)), looking))
    if len(meant) > 1:
        listed = wording.listed((wording.long_day(day) for day in sorted(meant)), "or")
        raise WhichDay(f"{wording.shorten(phrase, 40)!r} could be {listed}; write the one that is meant")
    return meant[0]


def fits(day: date, today: date, looking: Looking) -> bool:
    """Whether a day lies on the side that is looked to, or is today."""
    return looking == "either" or (day >= today if looking == "forward" else day <= today)


def wrong_side(day: date, looking: Looking) -> str:
    """Why a day that lies on the other side does not do."""
    if looking == "back":
        return f"{wording.day(day)} is still to come; takes a day up to today"
    return f"{wording.day(day)} is past; takes a day from today on"


def meant_year(year: int) -> bool:
    """Whether it is a year that may be meant."""
    return FIRST_YEAR <= year <= LAST_YEAR


def told(day: date, today: date) -> str:
    """How a day was understood: "Tuesday 15 December 2026, in 13 days"; of a rough one also what it counts as."""
    away = wording.away(day, today)
    if day.__class__ is date:
        return f"{wording.long_day(day)}, {away}"
    return f"{wording.day(day)}, counted as {wording.day(as_day(day))}, {away}"


_NAMES = tuple(dict.fromkeys(word for name in NAMED_DAYS for word in name))
_WORDS = frozenset((*DAY_WORDS, *_NAMES))
_NEAR = ("today", "tomorrow", "yesterday", "fortnight", "christmas", *WEEKDAY_NAMES, *MONTH_NAMES)
"""The words that a slip of the keys is likely to be."""


def _why_none(typed: str, phrase: DayPhrase) -> NoDay:
    """Why no day was found: a word that is not understood, one that makes it no day, or how the words stand."""
    shown, example, tokens = wording.shorten(typed, 40), f"write {EXAMPLES[phrase.looking]}", phrase.tokens
    but_up_to = _without_up_to(tokens)
    if clock := _time(tokens):
        return NoDay(f"{clock!r} is a time, and a day is asked; {example}")
    if hedge := _typed(tokens, HEDGES):
        return NoDay(f"{hedge!r} leaves the day open; write the day alone, and what is not settled in a note")
    if several := _typed(but_up_to, SEVERAL):
        return NoDay(f"{several!r} makes it more than one day; write one, such as {example.removeprefix('write ')}")
    unknown = [token for token in but_up_to if token.kind in ("word", "sign") and token.text not in _WORDS]
    if unknown:
        return _not_understood(unknown, example)
    if phrase.faults:
        return WhichDay(phrase.faults[0])
    texts = [token.text for token in tokens]
    if len(texts) == 2 and texts[0] in ("this", "next", "last") and texts[1] in ("week", "year"):
        return NoDay(f"{shown!r} is a {texts[1]} and no day; {example}")
    if {"half", "½"} & set(texts) and UNITS.keys() & set(texts):
        return NoDay(f"{shown!r} is no whole number of days or months; write how many it is meant to be")
    if len(texts) > 1 and texts[0] in ("before", "after"):
        return NoDay(
            f"{shown!r} names no day; write how long {texts[0]}, such as a week {shown[:1].lower()}{shown[1:]}"
        )
    if len(texts) == 1 and tokens[0].kind in ("figure", "dotted"):
        return NoDay(f"{shown!r} alone is no day; {example}")
    return NoDay(f"{shown!r} is no day I know; {example}")


def _without_up_to(tokens: tuple[DayWord, ...]) -> list[DayWord]:
    """The words but for "up to", which makes it no more than one day."""
    before = ("", *(token.text for token in tokens))
    return [token for token, word in zip(tokens, before, strict=False) if (word, token.text) != ("up", "to")]


def _typed(tokens: Iterable[DayWord], words: frozenset[str]) -> str:
    return next((token.typed for token in tokens if token.text in words), "")


def _time(tokens: tuple[DayWord, ...]) -> str:
    """What tells a time: a word of the clock, 10:30, or 10.30 where there is no such day; empty where nothing does."""
    texts = [token.text for token in tokens]
    for place, word in enumerate(texts):
        if word == "past" or (word == "half" and any(cardinals(tokens, place + 1))):
            return " ".join(token.typed for token in tokens)
        if word in CLOCK_WORDS:
            hour = tokens[place - 1].typed if place and word in ("am", "pm") else ""
            return hour + tokens[place].typed
    if ":" in texts:
        return "".join(texts[max(texts.index(":") - 1, 0) : texts.index(":") + 2])
    for token in tokens:
        hour, _, minutes = token.text.partition(".")
        if token.kind == "dotted" and minutes.isdecimal() and len(minutes) == 2 and 12 < int(minutes) < 60:
            return token.typed if int(hour) < 24 else ""
    return ""


def _not_understood(unknown: list[DayWord], example: str) -> NoDay:
    typed = list(dict.fromkeys(token.typed for token in unknown))[:3]
    near = get_close_matches(unknown[0].text, _NEAR, n=1, cutoff=0.7)
    shown = wording.listed(repr(wording.shorten(word, 20)) for word in typed)
    verb = "is" if len(typed) == 1 else "are"
    return NoDay(f"{shown} {verb} not understood; {f'did you mean {_capital(near[0])}?' if near else example}")


def _capital(word: str) -> str:
    return word.capitalize() if word in WEEKDAY_NAMES + MONTH_NAMES or word == "christmas" else word
