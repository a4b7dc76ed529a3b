"""Numbers: counted, or on a ruler from 0 to 10; bands of them record facts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from assessor import wording
from assessor.scripts.kinds.base import Answer, AnswerField, Asked, Recorded, Records, Refused, TypedValue

LARGEST_INTEGER = 2**31 - 1
"""The largest that FHIR has; what is larger is handed over as a decimal."""


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
    """A question whose answer is a number, whole unless the script says otherwise."""

    min: float | None = None
    max: float | None = None
    unit: str = ""
    whole: bool = True
    records: tuple[Band, ...] = ()

    condition_type: ClassVar[str] = "number"
    scored: ClassVar[bool] = True

    # -- how it is asked

    @property
    def hint(self) -> str:
        return f"a number{self.unit and f', {self.unit}'}"

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
        if isinstance(raw, str):
            text = raw.strip()
            thousands = re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", text)
            text = text.replace(",", "" if thousands else ".")
            if not text:
                raise Refused("nothing is written yet; write a number in figures")
            if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,6})?", text):
                raise Refused(f"{wording.shorten(raw, 40)!r} is not a number; write one in figures")
            raw = float(text) if "." in text else int(text)
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) < 10**15:
            raise Refused("takes a number")
        if self.whole and raw != int(raw):
            raise Refused("takes a whole number")
        value = int(raw) if raw == int(raw) else raw
        low, high = self.min, self.max
        if (low is not None and value < low) or (high is not None and value > high):
            if low is None or high is None:
                bounds = f"{wording.number(low or 0)} or more" if high is None else f"{wording.number(high)} or less"
            else:
                bounds = f"{wording.number(low)} to {wording.number(high)}"
            raise Refused(f"{wording.number(value)} is out of range; takes {bounds}")
        return value

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
        return self.whole

    @property
    def point_range(self) -> tuple[int, int]:
        return int(min(self.min or 0, 0)), int(self.max if self.max is not None else 10**3)

    @property
    def turns(self) -> Set[float]:
        return frozenset().union(*(band.ends for band in self.records))

    def samples(self, turns: Set[Any], today: date) -> list[Any]:
        low, high = self.bounds
        step = 1 if self.whole else 0.5
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
