"""The lexicon and the tokenizer of what is said of days: every word that is known, how a phrase falls into words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assessor.rough_days import Precision

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def _table(*rows: str) -> dict[str, int]:
    return {word: place for place, row in enumerate(rows) for word in row.split()}


WEEKDAY_NUMBERS: Mapping[str, int] = _table(
    "monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat",
    "sunday sun",
)  # fmt: skip
"""A weekday by its name or one of its shortenings, Monday being 0."""

MONTH_NUMBERS: Mapping[str, int] = _table(
    "", "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
"""A month by its name or one of its shortenings, January being 1."""

_ONES = _table(
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS: Mapping[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ONES: Mapping[str, int] = {word: number for word, number in _ONES.items() if number}
_NTH = _table(
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
ORDINALS: Mapping[str, int] = _NTH | {"twentieth": 20, "thirtieth": 30}

UNITS: Mapping[str, str] = {
    word: unit
    for unit, words in {
        "day": "day days", "week": "week weeks wk wks", "fortnight": "fortnight fortnights",
        "month": "month months mth mths", "year": "year years yr yrs",
    }.items()
    for word in words.split()
}  # fmt: skip
"""A unit of time by its name, in the singular, the plural (which also stands for "month's") or shortened."""

HEDGES = frozenset(
    "maybe perhaps possibly probably hopefully likely think thinks guess guessing unsure unless if when depends "
    "depending tbc provisional provisionally tentatively ideally might could should".split()
)
"""Words that leave open whether it is that day."""

CLOCK_WORDS = frozenset(
    "am pm oclock noon midday midnight morning mornings afternoon afternoons evening evenings night tonight lunchtime "
    "lunch teatime dinnertime breakfast quarter hour hours hr hrs minute minutes min mins".split()
)
"""Words that tell a time of day."""

SEVERAL = frozenset(["or", "to", "between", "either", "both"])
"""Words that make it more than one day."""

ABOUT_WORDS = frozenset(["about", "around", "roughly", "approximately", "approx", "circa", "ca"])

PARTS: Mapping[str, Precision] = {
    "beginning": "start", "start": "start", "early": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "end",
}  # fmt: skip
"""Which part of a month a word names, as a day is known by it."""

PLAIN_WORDS = frozenset(
    "a an the of in on by at from since for until till up due today tomorrow tmrw yesterday now this next last coming "
    "gone just past before after ago time hence back couple dozen half and sometime some part".split()
)


DAY_WORDS = (
    *WEEKDAY_NAMES, *MONTH_NAMES, *WEEKDAY_NUMBERS, *MONTH_NUMBERS, *ONES, *TENS, *ORDINALS, *UNITS, *ABOUT_WORDS,
    *PARTS, *sorted(PLAIN_WORDS),
)  # fmt: skip
"""Every word that may stand in a day, but for names of days."""

_SIGNS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"})
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_YEAR_SIGN = re.compile(r"(?<=[\w\s,])['\u2018\u2019\u02bc`](?=[0-9]{2}(?![0-9]))")
"""The apostrophe of Jan '27, by which two figures are a year and no day; one at the very front is a quotation mark."""
_TOKEN = re.compile(
    r"(?P<year>'[0-9]{2}(?![0-9]))"
    r"|(?P<nth>[0-9]{1,3}(?:st|nd|rd|th)(?![a-z]))"
    r"|(?P<dotted>[0-9]{1,4}(?:[./-][0-9]{1,4}){1,2}(?![0-9]))"
    r"|(?P<figure>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<sign>\S)"
)
_NTH_FIGURE = re.compile(r"([0-9]+)(st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class DayWord:
    """A word of a phrase. ``kind`` is word, figure (digits), year ('27), nth (7th), dotted (7.12.26) or sign; ``text``
    is folded and of a year its figures alone, ``typed`` as it was written."""

    kind: str
    text: str
    typed: str


def tokens_of(phrase: str) -> tuple[DayWord, ...]:
    """The words of a phrase. Commas, brackets and a stop behind a word or at the end part words and mean nothing more;
    hyphens and slashes beside letters too."""
    text = _YEAR_SIGN.sub("\0", phrase.translate(_SIGNS).replace("\0", " "))
    text = _APOSTROPHES.sub("", text).replace("\0", "'")
    text = re.sub(r"(?<=[^\W\d_])[-/]|[-/](?=[^\W\d_])|[,()]", " ", text)
    text = re.sub(r"(?<=[^\W\d_])\.|(?<=\w)[.!]+(?=\s*$)", " ", text)
    return tuple(
        DayWord(match.lastgroup or "", match[0].casefold().lstrip("'"), match[0])
        for match in _TOKEN.finditer(text.strip())
    )


def ordinal(token: DayWord) -> int | None:
    """The number of "7th" and of "seventh"; None for any other word, and for what nobody writes, such as "7rd"."""
    if token.kind != "nth":
        return ORDINALS.get(token.text)
    match = _NTH_FIGURE.fullmatch(token.text)
    if match is None:
        return None
    number = int(match[1])
    right = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return number if match[2] == right else None
