"""What every kind of question has: its texts, and how an answer is parsed, kept, told and recorded."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, field_validator

from assessor import taxonomy, wording
from assessor.journal import Frozen, Value

Answer = str | int | float | tuple[str, ...] | date
"""A parsed answer: a code or words, a number, codes, or a day."""

Recorded = tuple[str, str]
"""A kind of fact and its code: ``("barrier", "childcare")``."""

LONGEST = 100_000
"""Characters of one answer; a slip of the clipboard is refused, not swallowed."""


class Refused(ValueError):
    """An answer that its question cannot take; the message says what would do."""


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Codes = Annotated[tuple[str, ...], BeforeValidator(_several, json_schema_input_type=str | tuple[str, ...])]


class Records(Frozen):
    """The facts that an answer records, by the taxonomy's codes."""

    situation: str | None = None
    aim: str | None = None
    need: Codes = ()
    barrier: Codes = ()
    strength: Codes = ()

    @field_validator("situation", "aim", "need", "barrier", "strength")
    @classmethod
    def _known(cls, value: Any, info: Any) -> Any:
        codes = taxonomy.FACTS[info.field_name]
        for code in (value,) if isinstance(value, str) else value or ():
            if code not in codes:
                raise ValueError(f"unknown {info.field_name} {code!r}{wording.did_you_mean(code, codes)}")
        return value

    @property
    def facts(self) -> tuple[Recorded, ...]:
        """The facts as pairs of kind and code."""
        one = tuple((kind, getattr(self, kind)) for kind in taxonomy.SINGLE if getattr(self, kind))
        return one + tuple((kind, code) for kind in taxonomy.PLURAL for code in getattr(self, kind))


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_#]*", value):  # "#" in a section that repeats: see `Section.asked`
        raise ValueError("an id is lower-case letters, digits and underscores, beginning with a letter")
    if value.endswith("_words"):
        raise ValueError("an id cannot end in _words, which stands for the client's own words")
    if value in RESERVED or keyword.iskeyword(value):
        raise ValueError(f"{value!r} has a meaning of its own in conditions; choose another id")
    return value


RESERVED = frozenset(
    {"client", "adviser", "today", "earlier", "last_time", "last_call"}
    | {"needs", "barriers", "strengths", "answered", "true", "false"}
    | {"days_since", "weeks_since", "days_until", "weeks_until"}
)
Id = Annotated[str, BeforeValidator(lambda v: _identifier(v) if isinstance(v, str) else v)]


class Asked(Frozen):
    """What every question has: its id, the words to say, and what stands beside them on the screen.

    The answer to a ``private`` one is of use in the call alone, and is in nothing that leaves the program.
    """

    id: Id
    say: str = Field(min_length=1)
    short: str = Field(default="", max_length=40)
    guide: str = ""
    probe: str = ""
    why: str = ""
    again: str = ""
    private: bool = False
    ask_if: str = ""
    fills: Codes = ()

    takes_answer: ClassVar[bool] = True

    @field_validator("fills")
    @classmethod
    def _fills_known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for detail in value:
            if detail.replace("#", "1") not in taxonomy.DETAILS:
                raise ValueError(f"unknown detail {detail!r}{wording.did_you_mean(detail, taxonomy.DETAILS)}")
        return value

    @property
    def title(self) -> str:
        """The question in lists: its short form, or its words."""
        return self.short or self.say

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that an answer may have; none where the answer is not coded."""
        return ()

    def parse(self, raw: object, today: date) -> Answer:
        """The answer that ``raw`` is, as of ``today``; raises `Refused` in words that say what would do."""
        raise Refused("this is read aloud and takes no answer")

    def kept(self, value: Any) -> Value:
        """The answer in the form the journal keeps."""
        return value  # type: ignore[no-any-return]

    def words(self, value: Any) -> str:
        """The answer as a person reads it."""
        return str(value)

    def written(self, value: Any) -> str:
        """The answer as it reads on a plan."""
        return self.words(value)

    def told(self, value: Any, fact: Recorded) -> str:
        """The client's words for one fact that the answer records; empty where they say no more than the fact."""
        return ""

    def points(self, value: Any) -> int:
        """What the answer adds to a score."""
        return 0

    def recorded(self, value: Any) -> tuple[Recorded, ...]:
        """The facts that this answer records."""
        return ()

    def recordable(self) -> Iterable[tuple[Recorded, tuple[str | int, ...]]]:
        """Every fact that some answer would record, with where in the question it is written."""
        return ()

    def recorder(self, kind: str, code: str) -> Callable[[Any], bool]:
        """A test of an answer: does it record this fact?"""
        return lambda value: (kind, code) in self.recorded(value)
