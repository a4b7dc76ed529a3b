"""The grammar of phrases: the small language in which a phrase of a note is written, and its parser.

::

    phrase = row | row "&" row      both in the same part of a clause, whichever comes first
    row    = part {part}
    part   = word                   a word, in any of its forms: dread also finds dreads, dreading, dreaded
           | "=" word               that form and no other: =works is not worked
           | digits                 any number: with "off 3 weeks" also off six weeks, off a few weeks
           | "*" | "…"              up to four words, of the same clause; at most three in a phrase, none at its ends
           | "(" way {"|" way} ")"  one of several ways to say it; an empty way may be left out altogether
           | "{" name "}"           one of the words of a set; in a bracket too
    way    = {word | digits}

Small words (the, her, is, been, very …) may stand between the words of a phrase without being named in it; where one
is named it must be there. "can't", "cant", "cannot" and "can not" are the same two words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from assessor.listening.stems import expanded, stem

NUMBER, GAP, EXACT = "#", "*", "="
MOST_GAPS = 3  # in one phrase
BOTH = "&"
SET = re.compile(r"\{([a-z_]+)\}")
"""The name of a set of words, as a phrase spells it."""

_PART = re.compile(r"\(([^()]*)\)|(\d+|[*…])|(=?[^\W\d_]+(?:['’][^\W\d_]+)*)|[\s-]+|(.)", re.DOTALL)

Way = tuple[str, ...]
"""One way to say a part of a phrase: a row of stems."""
Alternatives = tuple[Way, ...]
"""One part of a phrase: the ways to say it; `GAP` alone is a gap."""
PhraseRow = tuple[Alternatives, ...]

_GAP: Alternatives = ((GAP,),)


def rows(phrase: str, sets: Mapping[str, str] = MappingProxyType({})) -> list[tuple[PhraseRow, ...]]:
    """The rows of a phrase, in each order in which they may stand; raises ValueError for one that can never be heard.

    ``sets`` holds the ways of each set by its name; a name that is not among them stands for some word.
    """
    return _rows(SET.sub(lambda spelled: _ways_of(spelled, sets), phrase))


@lru_cache(maxsize=20_000)
def _rows(phrase: str) -> list[tuple[PhraseRow, ...]]:
    """The rows of a phrase without sets: read once when it is checked and once when it is listened for."""
    in_order = tuple(_row(row, phrase) for row in phrase.split(BOTH))
    if len(in_order) > 2:
        raise ValueError(f"{phrase!r} has more than one &; write it as several phrases")
    return [in_order, in_order[::-1]] if len(in_order) == 2 else [in_order]


def _ways_of(spelled: re.Match[str], sets: Mapping[str, str]) -> str:
    """The ways of a set, in a bracket of their own unless its name stands in one."""
    before = spelled.string[: spelled.start()]
    ways = sets.get(spelled[1], "x")
    return ways if before.count("(") > before.count(")") else f"({ways})"


def _row(text: str, phrase: str) -> PhraseRow:
    row: list[Alternatives] = []
    for bracket, mark, word, stray in _PART.findall(text):
        if stray:
            why = "a bracket is not closed, or stands in another" if stray in "()" else f"{stray!r} matches no word"
            raise ValueError(f"{phrase!r} can never be heard: {why}")
        if mark:
            row.append(((GAP if mark in "*…" else NUMBER,),))
        elif word:
            row.append((_stems(word),))
        elif bracket:
            row.append(tuple(dict.fromkeys(_way(way, phrase) for way in bracket.split("|"))))
    _refuse_unheard(row, phrase)
    return tuple(row)


def _refuse_unheard(row: list[Alternatives], phrase: str) -> None:
    """Raises ValueError if too much of a row may be left out, or anything may stand in it."""
    gaps = [place for place, part in enumerate(row) if part == _GAP]
    if len(gaps) > MOST_GAPS:
        raise ValueError(f"{phrase!r} has more than {MOST_GAPS} gaps; write it as several phrases")
    for piece in (row[: gaps[0]], row[gaps[-1] + 1 :]) if gaps else (row,):
        if all(() in part for part in piece):
            why = "* stands between words that must be there" if gaps else "no word of it must be there"
            raise ValueError(f"{phrase!r} can never be heard: {why}")


def _way(text: str, phrase: str) -> Way:
    words: list[str] = []
    for _, mark, word, stray in _PART.findall(text):
        if stray or mark in ("*", "…"):
            raise ValueError(f"{phrase!r} can never be heard: {(stray or mark)!r} cannot stand in brackets")
        words += [NUMBER] if mark else _stems(word) if word else ()
    return tuple(words)


@lru_cache(maxsize=20_000)
def _stems(word: str) -> Way:
    """The stems of a word of a phrase; of a word whose form is fixed, the word itself after ``=``."""
    return (word.lower(),) if word.startswith(EXACT) else tuple(map(stem, expanded(word)))
