"""What is measured, as it is reported: samples of time, and the rows of the one table."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

NS_PER_MS = 1_000_000


@dataclass
class Samples:
    """Times in nanoseconds, gathered in rounds."""

    rounds: list[list[int]] = field(default_factory=list)

    @property
    def all(self) -> list[int]:
        """Every time measured, whichever its round."""
        return [taken for one in self.rounds for taken in one]

    @property
    def median(self) -> float:
        """The median of them all, in ms."""
        return median(self.all) / NS_PER_MS

    @property
    def best(self) -> float:
        """The least of the rounds' medians, in ms: nearest to what the machine can do when left in peace."""
        return min(median(one) for one in self.rounds) / NS_PER_MS

    @property
    def p99(self) -> float:
        """The time in ms that one in a hundred exceeds."""
        ordered = sorted(self.all)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] / NS_PER_MS

    @property
    def most(self) -> float:
        """The longest, in ms."""
        return max(self.all) / NS_PER_MS

    def told(self) -> str:
        """Median, best round and 99th percentile."""
        return f"{ms(self.median)} · {ms(self.best)} · {ms(self.p99)}"


@dataclass(frozen=True)
class Row:
    """One row: what was measured, ours, what stands beside it, and the ratio of the two."""

    part: str
    what: str
    ours: str = ""
    beside: str = ""
    ratio: float | None = None
    aim: str = ""
    met: bool | None = None
    also: str = ""


def ms(value: float) -> str:
    """Milliseconds to about three figures."""
    if value < 0.1:
        return f"{value:.4f}"
    return f"{value:.3f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def spread(times: Sequence[float]) -> str:
    """The median of some times in ms, with the least and the most."""
    return f"{ms(median(times))} ({ms(min(times))} to {ms(max(times))})"


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keeps the garbage collector out of what is timed within."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
