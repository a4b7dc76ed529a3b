"""A lexicon for one hint: whether a line of a plan tells of somebody's health, as far as its words show.

It is a hint for whoever chooses what an employer may see, and no gate: a word that is missed costs more than one that
is doubted for nothing. The words are files of a bank, written as phrases are (`listening.phrases`); a service's own
files add to the shipped ones. The shipped words of this assessor always hold, also for a plan whose calls were made by
an older bank, or by one that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import Field

from assessor.journal import Frozen
from assessor.listening.matcher import Matcher
from assessor.listening.phrasebook import Phrase
from assessor.listening.stems import expanded, stem
from assessor.listening.tokenizer import Tokenizer
from assessor.yaml_source import load

_FOLDER = "health_words"
_WORD, _UNLESS = 0, 1
_Ending = Annotated[str, Field(pattern=r"^[a-z]{4,}$")]
"""The end of a word, in small letters, long enough to say something."""


class HealthWords(Frozen):
    """A file of words that tell of health, as people say them; a phrase of ``unless`` that overlaps one silences it.

    ``endings`` are ends of words that tell of health whatever stands before them, as -itis does. ``shorthand`` says
    what abbreviations stand for, one in capitals only where it is typed in capitals; ``misspelt`` are words, of those
    that are looked for, that are known in spite of a typing slip. ``checked_on`` stays empty until somebody who does
    the work has looked the words through.
    """

    health_words: str = Field(min_length=1)
    owner: str = ""
    source: str = Field(min_length=1)
    checked_on: date | None = None
    misspelt: tuple[str, ...] = ()
    shorthand: dict[str, str] = Field(default_factory=dict)
    endings: tuple[_Ending, ...] = ()
    words: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()

    def faults(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Phrases that are given twice, and words whose slips are to be known that are not looked for, by place."""
        for key in ("words", "unless"):
            seen: set[str] = set()
            for i, phrase in enumerate(getattr(self, key)):
                if phrase.casefold() in seen:
                    yield (key, i), f"{phrase!r} is given twice"
                seen.add(phrase.casefold())
        matcher = Matcher()
        for phrase in self.words:
            matcher.add(phrase, _WORD)
        for i, word in enumerate(self.misspelt):
            if stem(word) not in matcher.stems:
                yield ("misspelt", i), f"{word!r} is not among the words that are looked for"


class HealthHint:
    """The words of several files, made ready to be looked for."""

    def __init__(self, files: Iterable[HealthWords]) -> None:
        files = tuple(files)
        self._matcher = Matcher()
        for file in files:
            for phrase in file.words:
                self._matcher.add(phrase, _WORD)
            for phrase in file.unless:
                self._matcher.add(phrase, _UNLESS)
        shorthand = {
            short: [part for word in words.split() for part in expanded(word)]
            for file in files
            for short, words in file.shorthand.items()
        }
        self._endings = tuple(dict.fromkeys(ending for file in files for ending in file.endings))
        misspelt = {stem(word) for file in files for word in file.misspelt}
        self._tokenizer = Tokenizer(shorthand, misspelt, frozenset(self._matcher.stems | self._matcher.exact))

    def words_in(self, text: str) -> tuple[str, ...]:
        """The words of a text that tell of health, as they stand in it, in their order; none if nothing does. Of words
        that overlap, the longest row that begins first."""
        tokens = self._tokenizer.tokens(_DOTTED.sub(_without_dots, text))
        spans = self._matcher.matches(tokens)
        silenced = {at for begin, end in spans.get(_UNLESS, ()) for at in range(begin, end)}
        ends = [(at, at + 1) for at, token in enumerate(tokens) if token.word.endswith(self._endings)]
        telling = [span for span in (*spans.get(_WORD, ()), *ends) if silenced.isdisjoint(range(*span))]
        words: list[str] = []
        upto = 0
        for begin, end in sorted(telling, key=lambda span: (span[0], -span[1])):
            if begin >= upto:
                words.append(text[tokens[begin].start : tokens[end - 1].end])
                upto = end
        return tuple(words)


_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")


def _without_dots(abbreviation: re.Match[str]) -> str:
    """M.E. as ME, no shorter than it was, so that every place in the text stays what it is."""
    return abbreviation[0].replace(".", "").ljust(len(abbreviation[0]))


@cache
def shipped_health_words() -> tuple[HealthWords, ...]:
    """The words that this assessor ships."""
    folder = resources.files("question_banks").joinpath(_FOLDER)
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return tuple(load(HealthWords, file.read_text(encoding="utf-8"), f"{_FOLDER}/{file.name}")[0] for file in files)
