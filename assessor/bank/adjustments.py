"""The library of reasonable adjustments, and which few of them fit a client.

An employer can make a change for anybody, whether or not the person counts as disabled; so nothing here asks that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field, field_validator

from assessor import taxonomy
from assessor.bank.interventions import NotIf
from assessor.journal import Frozen
from assessor.scripts.kinds import Codes, Id
from assessor.scripts.model import Source
from assessor.wording import did_you_mean


class Adjustment(Frozen):
    """One change to ask an employer for: the difficulties it answers, the one it answers best first; the kinds of
    work it fits; the words to ask for it in; and how to try it. One that ``checks`` has others check or reassure, and
    is held back where checking was spoken of."""

    id: Id
    title: str = Field(min_length=1)
    group: taxonomy.AdjustmentGroup
    answers: Codes = Field(min_length=1)
    fits: tuple[taxonomy.WorkKind | Literal["any"], ...] = Field(min_length=1)
    ask: str = Field(min_length=1)
    try_it: str = Field(min_length=1)
    checks: bool = False
    not_if: tuple[NotIf, ...] = ()
    source: Source | None = None

    @field_validator("answers")
    @classmethod
    def _barriers(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if code not in taxonomy.BARRIERS:
                raise ValueError(f"unknown barrier {code!r}{did_you_mean(code, taxonomy.BARRIERS)}")
        return codes

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every text that may name answers, with its place in the entry."""
        yield ("title",), self.title
        yield ("ask",), self.ask
        yield ("try_it",), self.try_it
        yield from ((("not_if", i, "because"), rule.because) for i, rule in enumerate(self.not_if))


def fitting(
    library: Iterable[Adjustment], barriers: Sequence[str], kinds: Sequence[str], count: int
) -> list[tuple[str, list[str]]]:
    """The ``count`` adjustments that best answer these difficulties in these kinds of work, the best first, each with
    those of the difficulties that it answers.

    An adjustment that answers more of them, and first of all the one it is best at, stands before one that answers
    fewer; one made for the client's kind of work before one that fits any. Each that is chosen makes others of its
    group, and others for the same difficulty, less pressing, so that the first few are not all of one sort. Where
    the kind of work is not known, only what fits any work is proposed.
    """
    scored = []
    for adjustment in library:
        own_kind = not set(adjustment.fits).isdisjoint(kinds)
        difficulties = [code for code in adjustment.answers if code in barriers]
        if difficulties and (own_kind or "any" in adjustment.fits):
            score = len(difficulties) + (adjustment.answers[0] in barriers) + own_kind
            scored.append((score, adjustment, difficulties))
    chosen: list[tuple[str, list[str]]] = []
    groups: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    while scored and len(chosen) < count:
        pressing = [score - groups[entry.group] / 2 - answered[codes[0]] for score, entry, codes in scored]
        _, adjustment, difficulties = scored.pop(pressing.index(max(pressing)))
        groups[adjustment.group] += 1
        answered[difficulties[0]] += 1
        chosen.append((adjustment.id, difficulties))
    return chosen


class Adjustments(Frozen):
    """One file of the library; its source stands for every entry that has none of its own."""

    adjustments: str = ""
    owner: str = ""
    source: Source | None = None
    library: tuple[Adjustment, ...] = ()
