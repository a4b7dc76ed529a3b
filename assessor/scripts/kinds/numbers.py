"""Numbers: counted, or on a ruler from 0 to 10; bands of them record facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import model_validator

from assessor import wording
from assessor.scripts.kinds.base import Asked, Recorded, Records, Refused


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


class Number(Asked):
    """A number, whole unless the script says otherwise."""

    kind: Literal["number"]
    min: float | None = None
    max: float | None = None
    unit: str = ""
    whole: bool = True
    records: tuple[Band, ...] = ()

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

    def words(self, value: float) -> str:
        return f"{wording.number(value)} {self.unit}".rstrip()

    def points(self, value: float) -> int:
        return int(value)

    def recorded(self, value: float) -> tuple[Recorded, ...]:
        return tuple(fact for band in self.records if band.holds(value) for fact in band.facts)

    def recordable(self) -> Iterable[tuple[Recorded, tuple[str | int, ...]]]:
        for place, band in enumerate(self.records):
            for fact in band.facts:
                yield fact, ("records", place)


class Scale(Number):
    """A ruler from 0 to 10, with words at its two ends."""

    kind: Literal["scale"]  # type: ignore[assignment]
    min: float | None = 0
    max: float | None = 10
    low: str = ""
    high: str = ""

    def words(self, value: float) -> str:
        return f"{value:g} out of 10"
