"""The linear weights of words for and against each code: learnt from notes, read from a file, added up.

A clause is the words in it, the families of words in it (`praise`, `boss`) and the phrases heard in it. Each of these
has a weight for each code it says anything about; a code is heard where the sum of its weights is above nothing. A word
that stands under a cue (somebody else's, over, supposed, the adviser's plan) is another word, with weights of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt

from pydantic import Field

from assessor.journal import Frozen
from assessor.wording import did_you_mean

FAMILY, PHRASE = 0.4, 0.5  # what a family, or a phrase, counts for beside all the words together, which count for 1
Feature = str
"""``sleep`` a word by its stem, ``@praise`` a family, ``!code`` a phrase of a code, ``?code`` one of its looser ones.

Before it may stand the cues that it is under, by their first letters: ``o:sleep``."""


class Weights(Frozen):
    """A file of weights. ``bias`` is where each code begins, before a word is said; each line of ``table`` is a word
    and then, after a tab, what it weighs for each code that it says something about, ``off_sick 0.83``, with commas
    between."""

    weights: str = Field(min_length=1)
    owner: str = ""
    learnt_from: str = ""
    bias: dict[str, float] = Field(default_factory=dict)
    table: str = ""

    def faults(self, codes: Iterable[str]) -> Iterator[tuple[int, str]]:
        """What is wrong in the table, each with its line, counted from 0."""
        codes = set(codes)
        for number, line in enumerate(self.table.splitlines()):
            word, tab, row = line.partition("\t")
            if not word or not tab:
                yield number, "expected a word, a tab, and weights such as off_sick 0.83"
                continue
            for piece in row.split(","):
                code, _, weight = piece.strip().partition(" ")
                if code not in codes:
                    yield number, f"unknown code {code!r}{did_you_mean(code, codes)}"
                elif not _is_number(weight):
                    yield number, f"{weight!r} is no number"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@dataclass
class Clause:
    """What there is to weigh in a clause, or in several together: the tokens by which each feature was said."""

    words: dict[Feature, list[int]] = field(default_factory=dict)
    others: dict[Feature, list[int]] = field(default_factory=dict)

    def also(self, clause: Clause) -> Clause:
        """This and another clause as one."""
        joined = Clause(dict(self.words), dict(self.others))
        for own, added in ((joined.words, clause.words), (joined.others, clause.others)):
            for feature, places in added.items():
                own[feature] = [*own.get(feature, ()), *places]
        return joined

    def counts(self) -> dict[Feature, float]:
        """How much each feature counts."""
        each = 1 / sqrt(len(self.words)) if self.words else 0.0
        counted = dict.fromkeys(self.words, each)
        for feature in self.others:
            counted[feature] = FAMILY if "@" in feature else PHRASE
        return counted


class Scales:
    """The weights of every file of a bank, added up. A row of a table is taken apart when its word is first heard."""

    def __init__(self, files: Iterable[Weights]) -> None:
        self.bias: dict[str, float] = {}
        self.lines: dict[Feature, list[str]] = {}
        for file in files:
            for code, weight in file.bias.items():
                self.bias[code] = self.bias.get(code, 0.0) + weight
            for line in file.table.splitlines():
                word, _, row = line.partition("\t")
                self.lines.setdefault(word, []).append(row)
        self._rows: dict[Feature, list[tuple[str, float]]] = {}

    def row(self, feature: Feature) -> list[tuple[str, float]]:
        """What a feature weighs for each code."""
        if feature not in self._rows:
            row: dict[str, float] = {}
            for line in self.lines.get(feature, ()):
                for piece in line.split(","):
                    code, _, weight = piece.strip().partition(" ")
                    if _is_number(weight):  # else `banks check` says so
                        row[code] = row.get(code, 0.0) + float(weight)
            if not row:
                return []  # what is not in the tables is not remembered: a text can be of any length
            self._rows[feature] = list(row.items())
        return self._rows[feature]

    def weigh(self, clause: Clause) -> dict[str, float]:
        """How far each code is above nothing."""
        sums = dict(self.bias)
        for feature, count in clause.counts().items():
            for code, weight in self.row(feature):
                if code in sums:
                    sums[code] += weight * count
        return sums

    def carried(self, clause: Clause, code: str) -> Mapping[int, float]:
        """How much each token of a clause speaks for a code."""
        weights: dict[int, float] = {}
        for feature, count in clause.counts().items():
            weight = next((weight for label, weight in self.row(feature) if label == code), 0.0) * count
            if weight > 0:
                for place in clause.words.get(feature) or clause.others[feature]:
                    weights[place] = weights.get(place, 0.0) + weight
        return weights
