"""The words by which a note is understood: a file of phrases, and the small language in which a phrase is written.

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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from assessor import taxonomy
from assessor.journal import Frozen
from assessor.listening.weights import Weights
from assessor.wording import did_you_mean

Kind = Literal["situation", "need", "barrier", "strength", "safety"]
Cue = Literal["negation", "others", "past", "hedge", "plan"]
"""What keeps a phrase from being heard: it is denied, of somebody else, over, only supposed, or the adviser's own."""

SAFETY = "safety"
"""The one code of a safety phrase: the words are passed on, nothing is graded."""
CODES: Mapping[str, Mapping[str, str]] = {
    **{kind: taxonomy.FACTS[kind] for kind in get_args(Kind) if kind in taxonomy.FACTS},
    SAFETY: {SAFETY: "safety"},
}
NUMBER, GAP, EXACT = "#", "*", "="
GAPS = 3  # the most gaps in one phrase
BOTH = "&"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PART = re.compile(r"\(([^()]*)\)|(\d+|[*…])|(=?[^\W\d_]+(?:['’][^\W\d_]+)*)|[\s-]+|(.)", re.DOTALL)
_CONTRACTED = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "will not", "ain't": "is not",
    "i'm": "i am", "let's": "let us",
}  # fmt: skip
_BARE = (
    "cant dont doesnt didnt isnt wasnt hasnt havent hadnt wouldnt couldnt shouldnt arent werent wont aint mustnt neednt"
)
"""Contractions as they are typed in a hurry, without the apostrophe."""
_PRONOUNS = {"im": "i am", "ive": "i", "hes": "he", "shes": "she", "theyre": "they", "theyve": "they", "youre": "you"}
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "slept:sleep went:go gone:go goes:go lost:lose left:leave felt:feel fell:fall told:tell found:find "
        "kept:keep got:get gotten:get did:do done:do does:do rang:ring rung:ring heard:hear said:say paid:pay "
        "made:make took:take taken:take gave:give given:give broke:break broken:break spoke:speak spoken:speak "
        "forgot:forget forgotten:forget wrote:write written:write thought:think brought:bring meant:mean "
        "sent:send drove:drive driven:drive children:child dying:die lying:lie used:use using:use panicking:panic "
        "panicked:panic worse:worse ran:run began:begin begun:begin shook:shake chose:choose chosen:choose "
        "stood:stand understood:understand knew:know known:know grew:grow threw:throw woke:wake woken:wake "
        "drank:drink drunk:drink ate:eat eaten:eat saw:see seen:see won:win led:lead dealt:deal fought:fight "
        "taught:teach caught:catch hid:hide hidden:hide wives:wife lives:live"
    ).split()
)


def stem(word: str) -> str:
    """The part that the forms of a word have in common: ``dread`` for dreads, dreading and dreaded."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4:
        return word
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y" if len(word) > 4 else word[:-1]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest):
            if rest[-1] == rest[-2] and rest[-1] in "bdgmnprt":
                rest = rest[:-1]
            elif len(rest) == 3 and re.fullmatch("[^aeiou][aeiou][^aeiouwxy]", rest):
                return rest + "e"  # caring is of care, not of car, which would be carring
            elif rest.endswith("ll") and len(rest) > 5:
                rest = rest[:-1]
            word = rest
            break
    if len(word) > 4:
        word = word.removesuffix("e")
    return word


def plain(word: str) -> list[str]:
    """The plain words that one word of a text stands for: two for "can't", one without its ending for "manager's"."""
    word = word.lower().replace("’", "'")
    if word in _CONTRACTED:
        return _CONTRACTED[word].split()
    if word in _BARE_FORMS:
        return _BARE_FORMS[word]
    if word.endswith("n't"):
        return [word[:-3], "not"]
    return [word.partition("'")[0]] if word[1:2] != "'" else [word.replace("'", "")]


_BARE_FORMS: dict[str, list[str]] = {}
_BARE_FORMS |= {word: plain(f"{word[:-1]}'t") for word in _BARE.split()}
_BARE_FORMS |= {word: said.split() for word, said in _PRONOUNS.items()}


Way = tuple[str, ...]
Part = tuple[Way, ...]
"""One part of a phrase: the ways to say it, each a row of stems; `GAP` alone is a gap."""


def rows(phrase: str, sets: Mapping[str, str] = MappingProxyType({})) -> list[tuple[tuple[Part, ...], ...]]:
    """The rows of a phrase, in each order in which they may stand; raises ValueError for one that can never be heard.

    ``sets`` holds the ways of each set by its name; a name that is not among them stands for some word.
    """
    return _rows(_SET.sub(lambda found: _ways_of(found, phrase, sets), phrase))


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


_SET = re.compile(r"\{([a-z_]+)\}")


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


def _sayable(phrase: str) -> str:
    rows(phrase)
    return phrase


Phrase = Annotated[str, AfterValidator(_sayable)]


class Hears(Frozen):
    """One code, and the phrases in which it is heard; a phrase of ``unless`` that overlaps one of them silences it.

    Phrases are weighed with the words around them, and those of ``perhaps`` weigh less; with ``sure`` they are heard
    whatever the rest weighs.
    ``even`` names the cues that this code is heard in spite of: what is always about other people, or about the past.
    """

    kind: Kind
    code: str
    words: tuple[Phrase, ...] = ()
    perhaps: tuple[Phrase, ...] = ()
    sure: bool = False
    unless: tuple[Phrase, ...] = ()
    even: tuple[Cue, ...] = ()

    @field_validator("code")
    @classmethod
    def _of_its_kind(cls, code: str, info: ValidationInfo) -> str:
        kind = info.data.get("kind")
        if kind and code not in CODES[kind]:
            raise ValueError(f"unknown {kind} {code!r}{did_you_mean(code, CODES[kind])}")
        return code

    @model_validator(mode="after")
    def _says_something(self) -> Hears:
        if not self.words and not self.perhaps:
            raise ValueError("needs words, or perhaps: the phrases in which it is heard")
        return self


class Phrases(Frozen):
    """A file of phrases. ``shorthand`` says what abbreviations stand for, one in capitals only where it is typed in
    capitals; ``familiar`` holds words that are words, and never a slip for one of a phrase. ``sets`` are words that
    many phrases share, of this file or of another: ways of saying it, with | between them. ``families`` are words that
    come to the same, written so too: which families a clause holds is weighed."""

    phrases: str = Field(min_length=1)
    owner: str = ""
    shorthand: dict[str, str] = Field(default_factory=dict)
    familiar: tuple[str, ...] = ()
    sets: dict[str, str] = Field(default_factory=dict)
    families: dict[str, str] = Field(default_factory=dict)
    hears: tuple[Hears, ...] = ()

    @field_validator("sets", "families")
    @classmethod
    def _sets(cls, sets: dict[str, str]) -> dict[str, str]:
        for name, words in sets.items():
            if not _SET.fullmatch(f"{{{name}}}"):
                raise ValueError(f"{name!r} is no name for words: lower-case letters and underscores")
            rows(f"({words})")
        return sets

    def unknown(self, sets: Mapping[str, str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The phrases that name a set which there is not, each with its place."""
        for i, one in enumerate(self.hears):
            for key in ("words", "perhaps", "unless"):
                for j, phrase in enumerate(getattr(one, key)):
                    for name in _SET.findall(phrase):
                        if name not in sets:
                            yield ("hears", i, key, j), f"unknown set {name!r}{did_you_mean(name, sets)}"

    def twice(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The phrases that the file gives twice for one code, with the place of the second."""
        seen: set[tuple[str, str, str]] = set()
        for i, one in enumerate(self.hears):
            for key in ("words", "perhaps", "unless"):
                for j, phrase in enumerate(getattr(one, key)):
                    said = (f"{one.kind} {one.code}", key, " ".join(phrase.lower().split()))
                    if said in seen:
                        yield ("hears", i, key, j), f"{phrase!r} is given twice for {one.code}"
                    seen.add(said)


@dataclass(frozen=True, eq=False)
class Phrasebook:
    """All the phrases of a bank, and the weights by which they and the words around them are weighed."""

    files: Mapping[str, Phrases] = field(default_factory=dict)
    weights: tuple[Weights, ...] = ()

    @property
    def hears(self) -> list[Hears]:
        """Every entry of every file."""
        return [one for file in self.files.values() for one in file.hears]

    @property
    def sets(self) -> dict[str, str]:
        """The shared sets of words, by name."""
        return {name: words for file in self.files.values() for name, words in file.sets.items()}

    @property
    def families(self) -> dict[str, str]:
        """The families of words, by name; those of several files under one name are one family."""
        found: dict[str, list[str]] = {}
        for file in self.files.values():
            for name, words in file.families.items():
                found.setdefault(name, []).append(words)
        return {name: "|".join(words) for name, words in found.items()}
