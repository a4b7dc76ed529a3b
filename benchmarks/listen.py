"""Notes that listen: what is heard beside what people say is there, and how long it takes.

The notes of ``tests/listening/kept.yaml`` are kept aside: nobody who writes phrases reads them, and nothing here prints
a word of them, only how many things were heard rightly, wrongly and not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

from assessor.care.listening import Heard, hear
from assessor.care.phrases import Phrasebook
from assessor.care.reading import read_bank, read_files
from assessor.scripts.loading import read_yaml
from benchmarks.figures import NS_PER_MS, Row, ms, uninterrupted

FOLDER = Path(__file__).parent.parent / "tests" / "listening"
PARTS = ("tune", "kept")
PRECISION, RECALL, MISSED, TIME = 0.90, 0.80, 0, 5.0  # the aims: of what is heard, of what is there, of safety, ms
NOTE = (
    "off 3 wks w stress, cant face the team mtgs, mgr been great but HR hasnt rung. sleeping 4 hrs, forgettign things, "
    "worried re losing pip, wants help w cv & a mock interview, not in a union, sister looks after the kids. dreads "
    "first "
    "day back, used to love it there, degree in biochem, bus costs a fortune, ask re debts"
)


@dataclass
class Score:
    """How many codes were heard rightly, heard though they are not there, and missed; and safety on its own."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    safety_told: int = 0
    safety_missed: int = 0
    safety_wrong: int = 0

    def add(self, note: dict[str, Any], heard: Heard) -> None:
        """Counts one note."""
        there = {*note.get("needs", ()), *note.get("barriers", ()), *note.get("strengths", ())}
        there |= {note["situation"]} if note.get("situation") else set()
        said = {item.code for item in heard.items if item.kind != "situation"}
        said |= {heard.situation} if heard.situation else set()
        self.right.update(there & said)
        self.wrong.update(said - there)
        self.missed.update(there - said)
        self.safety_told += bool(note.get("safety"))
        self.safety_missed += bool(note.get("safety")) and not heard.safety
        self.safety_wrong += bool(heard.safety) and not note.get("safety")

    def precision(self, code: str | None = None) -> float:
        """Of what was heard, the share that is there."""
        return _share(self.right, self.wrong, code)

    def recall(self, code: str | None = None) -> float:
        """Of what is there, the share that was heard."""
        return _share(self.right, self.missed, code)


def _share(right: Counter[str], other: Counter[str], code: str | None) -> float:
    good, bad = (right.total(), other.total()) if code is None else (right[code], other[code])
    return good / (good + bad) if good + bad else 1.0


def notes(part: str) -> list[dict[str, Any]]:
    """The notes of one part, each with what is there."""
    file = FOLDER / f"{part}.yaml"
    return list(read_yaml(file.read_text(encoding="utf-8"), file.name)[0])


def shipped() -> Phrasebook:
    """The phrases that are shipped."""
    return read_bank(read_files(), "question_banks").phrases


def scored(part: str, phrases: Phrasebook) -> Score:
    """What is heard in the notes of one part."""
    score = Score()
    for note in notes(part):
        score.add(note, hear(note["note"], phrases))
    return score


def rows() -> Iterator[Row]:
    """Each part over all and by its codes, the safety statements, and the time."""
    phrases = shipped()
    started = perf_counter_ns()
    hear(NOTE, phrases)
    first = (perf_counter_ns() - started) / NS_PER_MS
    for part in PARTS:
        score = scored(part, phrases)
        precision, recall = score.precision(), score.recall()
        yield Row(
            "listen", f"{part}: all codes", f"precision {precision:.3f}, recall {recall:.3f}",
            aim=f">= {PRECISION}, >= {RECALL}", met=precision >= PRECISION and recall >= RECALL,
            also=f"right {score.right.total()}, wrong {score.wrong.total()}, missed {score.missed.total()}",
        )  # fmt: skip
        yield Row(
            "listen", f"{part}: safety missed", f"{score.safety_missed} of {score.safety_told}",
            aim=f"{MISSED}", met=score.safety_missed <= MISSED, also=f"shown for nothing: {score.safety_wrong}",
        )  # fmt: skip
        for code in sorted({*score.right, *score.wrong, *score.missed}):
            yield Row(
                "listen", f"{part}: {code}", f"precision {score.precision(code):.2f}, recall {score.recall(code):.2f}",
                also=f"right {score.right[code]}, wrong {score.wrong[code]}, missed {score.missed[code]}",
            )  # fmt: skip
    yield _time(phrases, first)


def _time(phrases: Phrasebook, first: float) -> Row:
    note = NOTE[:300]
    taken = []
    with uninterrupted():
        for _ in range(200):
            started = perf_counter_ns()
            hear(note, phrases)
            taken.append((perf_counter_ns() - started) / NS_PER_MS)
    middle = median(taken)
    return Row(
        "listen", f"a note of {len(note)} characters", f"{ms(middle)} ms", aim=f"< {TIME:g} ms", met=middle < TIME,
        also=f"most {ms(max(taken))} ms; the first note, with the index to make, {ms(first)} ms",
    )  # fmt: skip
