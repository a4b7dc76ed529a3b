"""Numbers: counted, or on a ruler from 0 to 10; bands of them record facts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Set
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal, cast

from pydantic import Field, model_validator

from assessor import wording
from assessor.saying.spans import length_in, number_in_words
from assessor.scripts.kinds.base import Answer, AnswerField, Asked, Recorded, Records, Refused, TypedValue

LARGEST_INTEGER = 2**31 - 1
"""The largest that FHIR has; what is larger is handed over as a decimal."""


_FINEST = {Fraction(1, 2): "halves at most", Fraction(1, 4): "quarters at most"}
_FRACTIONS = (
    (re.compile(r"\s*½|\b(?:an? |one )?half\b"), " 1/2"),
    (re.compile(r"\s*¾|\bthree[ -]quarters\b"), " 3/4"),
    (re.compile(r"\s*¼|\b(?:a |one )?quarter\b"), " 1/4"),
    (re.compile(r"\s+and\s+(?=\d/)"), " "),
)
_HOURS = re.compile(r"h|hrs?|hours?")
_LENGTH = re.compile(
    r"(?P<hours>\d{1,6})\s*(?:h|hrs?|hours?|:)\s*(?:and\s+)?(?P<minutes>[0-5]?\d)\s*(?:m|mins?|minutes?)?"
)


class Band(Records):
    """The facts that a number records when it lies within the band's bounds, both of them included."""

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Band:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a band needs at_least or at_most")
        if not self.facts:
            raise ValueError("a band that records nothing")
        return self

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies within the band."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    @property
    def ends(self) -> frozenset[float]:
        """The bounds that it has."""
        return frozenset(end for end in (self.at_least, self.at_most) if end is not None)


class Numeric(Asked):
    """A question whose answer is a number, whole unless the script says otherwise.

    With a ``step`` it is a multiple of that: 0.25 takes quarters, 0.1 one decimal.
    """

    min: float | None = None
    max: float | None = None
    unit: str = ""
    whole: bool = True
    step: float | None = Field(
        default=None, gt=0, description="What it is a multiple of: 0.25 takes quarters, 0.1 one decimal."
    )
    records: tuple[Band, ...] = ()

    condition_type: ClassVar[str] = "number"
    scored: ClassVar[bool] = True

    @model_validator(mode="after")
    def _one_measure(self) -> Numeric:
        if self.step is not None and "whole" in self.model_fields_set:
            raise ValueError("give whole or step, not both; a step of 1 takes whole numbers")
        return self

    # -- how it is asked

    @property
    def hint(self) -> str:
        return f"a number{self.unit and f', {self.unit}'}" + ("" if self.is_whole else ", such as 7 or 7.5")

    @property
    def example(self) -> str:
        low, high = self.bounds
        return wording.number(min(max(5, low), high))

    def outline(self) -> Iterator[str]:
        for band in self.records:
            facts = ", ".join(f"{kind} {code}" for kind, code in band.facts)
            least, most = band.at_least, band.at_most
            bounds = f"{least:g} or more" if most is None else f"up to {most:g}"
            bounds = f"{least:g} to {most:g}" if least is not None and most is not None else bounds
            yield f"{bounds}   [{facts}]"

    # -- how it is typed

    def parse(self, raw: object, today: date) -> int | float:
        # each answer of a journal is parsed again when it is read: what most of them are must cost no more than a look
        figures = int(raw) if type(raw) is str and len(raw) < 16 and raw.isascii() and raw.isdigit() else raw
        plain = type(figures) is int and self._takes_integers and abs(figures) < 10**15
        value = cast(int, figures) if plain else self._number(raw)
        low, high = self.min, self.max
        if (low is not None and value < low) or (high is not None and value > high):
            if low is None or high is None:
                bounds = f"{wording.number(low or 0)} or more" if high is None else f"{wording.number(high)} or less"
            else:
                bounds = f"{wording.number(low)} to {wording.number(high)}"
            raise Refused(f"{wording.number(value)} is out of range; takes {bounds}")
        return value

    def _number(self, raw: object) -> int | float:
        exact: int | Fraction
        if isinstance(raw, str):
            exact = _understood(raw, self.unit)
        elif isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) < 10**15:
            raise Refused("takes a number")
        else:
            exact = raw if isinstance(raw, int) else Fraction(str(raw))
        self._refuse_too_fine(exact, raw)
        return int(exact) if exact.denominator == 1 else float(exact)

    def _refuse_too_fine(self, exact: int | Fraction, raw: object) -> None:
        step = self.step_size
        if step is None or (exact.denominator == 1 and self._takes_integers) or exact % step == 0:
            return
        if step == 1:
            raise Refused("takes a whole number")
        low, high = self.bounds
        beside = (exact // step * step, (exact // step + 1) * step)
        near = " or ".join(wording.number(float(number)) for number in beside if low <= number <= high)
        finest = _FINEST.get(step, f"steps of {wording.number(float(step))}")
        raise Refused(
            f"{wording.shorten(str(raw), 40)} is finer than it takes; write {finest}" + (near and f", such as {near}")
        )

    def echo(self, typed: str, value: float, today: date) -> str:
        return "" if typed.strip() == self.draft(value) else self.words(value)

    def draft(self, value: float) -> str:
        return wording.number(value)

    # -- how it is told, and handed over

    def words(self, value: float) -> str:
        return f"{wording.number(value)} {self.unit}".rstrip()

    def exchanged(self, value: float) -> tuple[TypedValue, ...]:
        integer = self.is_whole and isinstance(value, int) and abs(value) <= LARGEST_INTEGER
        return (TypedValue("integer" if integer else "decimal", value),)

    # -- what it records, and adds up to

    def points(self, value: float) -> int:
        return int(value)

    def recorded(self, value: float) -> tuple[Recorded, ...]:
        return tuple(fact for band in self.records if band.holds(value) for fact in band.facts)

    def recordable(self) -> Iterable[tuple[Recorded, tuple[str | int, ...]]]:
        for place, band in enumerate(self.records):
            for fact in band.facts:
                yield fact, ("records", place)

    # -- how conditions reckon with it

    @property
    def bounds(self) -> tuple[float, float]:
        return (-math.inf if self.min is None else self.min), (math.inf if self.max is None else self.max)

    @property
    def is_whole(self) -> bool:
        return self.step_size is not None and self.step_size.denominator == 1

    @cached_property
    def step_size(self) -> Fraction | None:
        """What an answer is a multiple of; None if it may be any number."""
        return Fraction(str(self.step)) if self.step else Fraction(1) if self.whole else None

    @cached_property
    def _takes_integers(self) -> bool:
        """Whether every whole number is a multiple of the step."""
        return self.step_size is None or self.step_size.numerator == 1

    @property
    def point_range(self) -> tuple[int, int]:
        return int(min(self.min or 0, 0)), int(self.max if self.max is not None else 10**3)

    @property
    def turns(self) -> Set[float]:
        return frozenset().union(*(band.ends for band in self.records))

    def samples(self, turns: Set[Any], today: date) -> list[Any]:
        low, high = self.bounds
        step = 0.5 if self.step_size is None else float(self.step_size)
        near = {turn + side for turn in turns for side in (-step, 0, step)}
        return sorted(number for number in near if low <= number <= high)

    def stretch(self, low: float | None, high: float | None, today: date) -> str:
        if low is None and high is None:
            return "any number"
        if low is None:
            return f"{wording.number(high or 0)} and under"
        return f"{wording.number(low)} and over" if high is None else wording.span(*map(wording.number, (low, high)))

    def telling_apart(self) -> Iterable[Answer]:
        return self.samples(self.turns, date.min)


def _understood(typed: str, unit: str) -> Fraction:
    """The number that somebody wrote, with its unit or without; raises `Refused`.

    Read are "37.5", "37,5", "1,250", "37½", "37 1/2", "37 and a half" and "thirty seven and a half"; of hours also
    "37h30" and "37:30"; of a unit of time any length that is so many of it, such as "a year and a half" of months.
    """
    text = typed.strip().casefold()
    if not text:
        raise Refused("nothing is written yet; write a number in figures")
    of_hours = bool(_HOURS.fullmatch(unit))
    if of_hours and (length := _LENGTH.fullmatch(text)):
        return int(length["hours"]) + Fraction(int(length["minutes"]), 60)
    text = re.sub(rf"\s*(?:{_HOURS.pattern if of_hours else re.escape(unit.casefold())})$", "", text) if unit else text
    in_words = length_in(typed, unit.casefold())
    if in_words is None:
        in_words = number_in_words(text)
    if in_words is not None:
        return in_words
    for pattern, instead in _FRACTIONS:
        text = pattern.sub(instead, text)
    if mixed := re.fullmatch(r"(?:(\d{1,15}) )?(\d)/([1-9]\d?)", text.strip()):
        return int(mixed[1] or 0) + Fraction(int(mixed[2]), int(mixed[3]))
    thousands = re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", text)
    text = text.replace(",", "" if thousands else ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,6})?", text):
        raise Refused(f"{wording.shorten(typed, 40)!r} is not a number; write one in figures")
    return Fraction(text)


class Number(Numeric):
    """A number, whole unless the script says otherwise."""

    kind: Literal["number"]


class Scale(Numeric):
    """A ruler from 0 to 10, with words at its two ends."""

    kind: Literal["scale"]
    min: float | None = 0
    max: float | None = 10
    low: str = ""
    high: str = ""

    read_aloud: ClassVar[tuple[str, ...]] = (*Asked.read_aloud, "low", "high")

    @property
    def hint(self) -> str:
        ends = f"0 is {self.low}, 10 is {self.high}. " if self.low or self.high else ""
        return f"{ends}A number from 0 to 10"

    @property
    def field(self) -> AnswerField:
        return AnswerField("ruler", low=self.low, high=self.high)

    def outline(self) -> Iterator[str]:
        yield f"0 {self.low} … 10 {self.high}"
        yield from super().outline()

    def words(self, value: float) -> str:
        return f"{value:g} out of 10"
