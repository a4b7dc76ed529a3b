"""Phrasebooks: the files of phrases by which a note is understood, each phrase with the code that it is heard as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from assessor import taxonomy
from assessor.journal import Frozen
from assessor.listening.phrases import SET, rows
from assessor.listening.weights import Weights
from assessor.wording import did_you_mean

HeardKind = Literal["situation", "need", "barrier", "strength", "safety"]
Cue = Literal["negation", "others", "past", "hedge", "plan"]
"""What keeps a phrase from being heard: it is denied, of somebody else, over, only supposed, or the adviser's own."""

SAFETY = "safety"
"""The one code of a safety phrase: the words are passed on, nothing is graded."""
CODES: Mapping[str, Mapping[str, str]] = {
    **{kind: taxonomy.FACTS[kind] for kind in get_args(HeardKind) if kind in taxonomy.FACTS},
    SAFETY: {SAFETY: "safety"},
}


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

    kind: HeardKind
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
            if not SET.fullmatch(f"{{{name}}}"):
                raise ValueError(f"{name!r} is no name for words: lower-case letters and underscores")
            rows(f"({words})")
        return sets

    def unknown(self, sets: Mapping[str, str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The phrases that name a set which there is not, each with its place."""
        for i, entry in enumerate(self.hears):
            for key in ("words", "perhaps", "unless"):
                for j, phrase in enumerate(getattr(entry, key)):
                    for name in SET.findall(phrase):
                        if name not in sets:
                            yield ("hears", i, key, j), f"unknown set {name!r}{did_you_mean(name, sets)}"

    def twice(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The phrases that the file gives twice for one code, with the place of the second."""
        seen: set[tuple[str, str, str]] = set()
        for i, entry in enumerate(self.hears):
            for key in ("words", "perhaps", "unless"):
                for j, phrase in enumerate(getattr(entry, key)):
                    spelled = (f"{entry.kind} {entry.code}", key, " ".join(phrase.lower().split()))
                    if spelled in seen:
                        yield ("hears", i, key, j), f"{phrase!r} is given twice for {entry.code}"
                    seen.add(spelled)


@dataclass(frozen=True, eq=False)
class Phrasebook:
    """All the phrases of a bank, and the weights by which they and the words around them are weighed."""

    files: Mapping[str, Phrases] = field(default_factory=dict)
    weights: tuple[Weights, ...] = ()

    @property
    def hears(self) -> list[Hears]:
        """Every entry of every file."""
        return [entry for file in self.files.values() for entry in file.hears]

    @property
    def sets(self) -> dict[str, str]:
        """The shared sets of words, by name."""
        return {name: words for file in self.files.values() for name, words in file.sets.items()}

    @property
    def families(self) -> dict[str, str]:
        """The families of words, by name; those of several files under one name are one family."""
        families: dict[str, list[str]] = {}
        for file in self.files.values():
            for name, words in file.families.items():
                families.setdefault(name, []).append(words)
        return {name: "|".join(words) for name, words in families.items()}
