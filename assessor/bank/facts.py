"""Cited facts: figures and rules of law and benefits, each once, with its dates and on whose word it stands.

Texts quote a fact by its id, ``{{ fact.ssp_weekly }}``; conditions reckon with it, ``fact.ssp_weeks``; and a source may
be one, ``source: {fact: ssp}``. So a figure that changes is changed in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pydantic import Field, field_validator, model_validator

from assessor import taxonomy, wording
from assessor.journal import Frozen
from assessor.scripts.conditions import Name
from assessor.scripts.kinds import Id
from assessor.scripts.model import Source
from assessor.scripts.piping import FACT

_PART = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FIGURE = re.compile(r"£?(\d+(?:\.\d+)?)\b")


class CitedFact(Frozen):
    """One figure or rule: what it says, from when to when, where, by which instrument, and on whose word.

    ``states`` is the whole of it in a sentence, in which ``{{ part }}`` stands for one of ``parts``; each part is a
    figure that texts quote by itself. ``checked_on`` is empty for what nobody has confirmed. ``note`` says what stands
    behind it, for whoever looks it up next.
    """

    id: Id
    title: str = Field(min_length=1)
    states: str = Field(min_length=1)
    parts: dict[str, str] = Field(default_factory=dict)
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    jurisdiction: str = Field(min_length=1)
    instrument: str = ""
    publisher: str = ""
    url: str = ""
    checked_on: date | None = None
    review_by: date | None = None
    standing: taxonomy.FactStanding
    note: str = ""

    @field_validator("parts")
    @classmethod
    def _parts_are_words(cls, parts: dict[str, str]) -> dict[str, str]:
        for name, words in parts.items():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                raise ValueError(f"{name!r}: a part is named in lower-case letters, digits and underscores")
            if not words or "{" in words or "}" in words:
                raise ValueError(f"{name!r}: a part is plain words")
        return parts

    @field_validator("states")
    @classmethod
    def _braces_hold_a_name(cls, states: str) -> str:
        if stray := re.search(r"[{}].*", _PART.sub("", states)):
            raise ValueError(f"holds braces that name no part: {wording.shorten(stray[0], 30)!r}")
        return states

    @model_validator(mode="after")
    def _hangs_together(self) -> CitedFact:
        for name in _PART.findall(self.states):
            if name not in self.parts:
                raise ValueError(f"states names {name!r}, which is no part of it")
        if self.since and self.until and self.until < self.since:
            raise ValueError("to lies before from")
        if self.standing == "expected" and self.since is None:
            raise ValueError("what is expected needs the day from which it is expected")
        if self.standing != "unconfirmed" and not self.publisher:
            raise ValueError("it needs a publisher: on whose word it stands")
        if self.standing == "confirmed" and not (self.checked_on and self.url):
            raise ValueError("what is confirmed has an address and the day it was checked")
        if self.standing == "unconfirmed" and self.checked_on:
            raise ValueError("what nobody has confirmed has no day of checking")
        if self.standing != "own_example" and self.review_by is None:
            raise ValueError("it needs a day by which to look at it again")
        return self

    @property
    def sentence(self) -> str:
        """The whole of it, with its parts filled in."""
        return _PART.sub(lambda match: self.parts[match[1]], self.states)

    def quotable(self) -> Iterator[tuple[str, str]]:
        """Every name by which a text may quote it, with the words that then stand there.

        What is not confirmed says so wherever it stands, so that no page calls it certain.
        """
        mark = taxonomy.QUOTED_STANDINGS[self.standing]
        for name, words in {"": self.sentence, **self.parts}.items():
            yield "_".join(filter(None, (self.id, name))), f"{words.rstrip('.')} ({mark})" if mark else words


class CitedFacts(Frozen):
    """A file of facts."""

    facts: str = Field(min_length=1)
    owner: str = ""
    cited: tuple[CitedFact, ...]


def fact_names(facts: Iterable[CitedFact]) -> dict[str, Name]:
    """The facts as texts and conditions name them: ``fact.ssp_weekly``."""
    names: dict[str, Name] = {}
    for fact in facts:
        for name, words in fact.quotable():
            figure = _FIGURE.match(words)
            value = float(figure[1]) if figure and name != fact.id else None
            spelled = f"{FACT}.{name}"
            names[spelled] = Name(spelled, "number" if value is not None else "fact", words=words, constant=value)
    return names


def quoted_facts(facts: Mapping[str, CitedFact]) -> dict[str, str]:
    """The fact that each quotable name belongs to."""
    return {name: fact.id for fact in facts.values() for name, _ in fact.quotable()}


def cited(source: Source, fact: CitedFact) -> Source:
    """A source that quotes this fact, with what the fact knows of it; what it says of its own stays.

    The fact's dates are not taken over: what a figure's end is to take away is for the author to say, and not help
    with sick pay on the day on which its rate changes.
    """
    taken = {
        name: getattr(fact, name)
        for name in ("title", "publisher", "url", "jurisdiction", "checked_on", "review_by", "standing")
    }
    return Source.model_validate(taken | source.model_dump(exclude_defaults=True))
