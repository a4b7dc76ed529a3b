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

from assessor.listening.stems import plain, stem

NUMBER, GAP, EXACT = "#", "*", "="
GAPS = 3  # the most gaps in one phrase
BOTH = "&"

_PART = re.compile(r"\(([^()]*)\)|(\d+|[*…])|(=?[^\W\d_]+(?:['’][^\W\d_]+)*)|[\s-]+|(.)", re.DOTALL)

Way = tuple[str, ...]
Part = tuple[Way, ...]
"""One part of a phrase: the ways to say it, each a row of stems; `GAP` alone is a gap."""


def rows(phrase: str, sets: Mapping[str, str] = MappingProxyType({})) -> list[tuple[tuple[Part, ...], ...]]:
    """The rows of a phrase, in each order in which they may stand; raises ValueError for one that can never be heard.

    ``sets`` holds the ways of each set by its name; a name that is not among them stands for some word.
    """
    return _rows(SET.sub(lambda found: _ways_of(found, phrase, sets), phrase))


@lru_cache(maxsize=20_000)
def _rows(text: str) -> list[tuple[tuple[Part, ...], ...]]:
    """The rows of a phrase without sets: read once when it is checked and once when it is listened for."""
    phrase = text
    made = [_row(row, phrase) for row in text.split(BOTH)]
    if len(made) > 2:
        raise ValueError(f"{phrase!r} has more than one &; write it as several phrases")
    return [tuple(made), tuple(reversed(made))] if len(made) == 2 else [tuple(made)]


def _ways_of(found: re.Match[str], phrase: str, sets: Mapping[str, str]) -> str:
    before = phrase[: found.start()]
    ways = sets.get(found[1], "x")
    return ways if before.count("(") > before.count(")") else f"({ways})"


SET = re.compile(r"\{([a-z_]+)\}")


def _row(row: str, phrase: str) -> tuple[Part, ...]:
    found: list[Part] = []
    for bracket, mark, word, other in _PART.findall(row):
        if other:
            what = "a bracket is not closed, or stands in another" if other in "()" else f"{other!r} matches no word"
            raise ValueError(f"{phrase!r} can never be heard: {what}")
        if mark:
            found.append(((GAP if mark in "*…" else NUMBER,),))
        elif word:
            found.append((_stems(word),))
        elif bracket:
            found.append(tuple(dict.fromkeys(_way(way, phrase) for way in bracket.split("|"))))
    gaps = [place for place, part in enumerate(found) if part == _GAP]
    if len(gaps) > GAPS:
        raise ValueError(f"{phrase!r} has more than {GAPS} gaps; write it as several phrases")
    for piece in (found[: gaps[0]], found[gaps[-1] + 1 :]) if gaps else (found,):
        if all(() in part for part in piece):
            what = "* stands between words that must be there" if gaps else "no word of it must be there"
            raise ValueError(f"{phrase!r} can never be heard: {what}")
    return tuple(found)


_GAP: Part = ((GAP,),)


def _way(text: str, phrase: str) -> Way:
    words: list[str] = []
    for _, mark, word, other in _PART.findall(text):
        if other or mark in ("*", "…"):
            raise ValueError(f"{phrase!r} can never be heard: {(other or mark)!r} cannot stand in brackets")
        words += [NUMBER] if mark else _stems(word) if word else ()
    return tuple(words)


@lru_cache(maxsize=20_000)
def _stems(word: str) -> Way:
    """The stems of a word of a phrase; of a word whose form is fixed, the word itself after ``=``."""
    return (word.lower(),) if word.startswith(EXACT) else tuple(map(stem, plain(word)))
