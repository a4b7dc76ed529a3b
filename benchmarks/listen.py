"""Notes that listen: what is heard beside what people say is there, and how long it takes.

The notes of ``tests/listening/kept.yaml`` are kept aside: nobody who works on the listening reads them, and nothing
here prints a word of them, only how many things were heard rightly, wrongly and not at all. The tuning sets are what
the weights were learnt from; "not learnt from" learns anew from the others first, and hears each set as a stranger's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter_ns, process_time_ns

from assessor.bank.loader import read_bank, read_files
from assessor.listening.hear import Heard, hear
from assessor.listening.listener import Listener
from assessor.listening.phrasebook import SAFETY, Phrasebook
from assessor.listening.training import LabelledNote, read_labelled, train
from benchmarks.figures import NS_PER_MS, Row, ms, uninterrupted

FOLDER = Path(__file__).parent.parent / "tests" / "listening"
TUNED = ("tune_first", "tune_second", "tune_third", "tune_fourth", "tune_fifth", "tune_sixth")
"""Notes that were learnt from, of an author each."""
TAUGHT, KEPT = ("clauses", "clauses_second"), "kept"
HARM = ("harm", "harm_second")
"""Notes of which only statements about harm are told."""
PRECISION, RECALL, MISSED, TIME = 0.90, 0.80, 0, 5.0  # the aims: of what is heard, of what is there, of safety, ms
LONG = 1_000_000
LONG_TEXTS = {"words": "word ", "brackets": "(", "control characters": "\x00\x1b[31m", "one word": "a"}
NOTE = (
    "off 3 wks w stress, cant face the team mtgs, mgr been great but HR hasnt rung. sleeping 4 hrs, forgettign things, "
    "worried re losing pip, wants help w cv & a mock interview, not in a union, sister looks after the kids. dreads "
    "first day back, used to love it there, degree in biochem, bus costs a fortune, ask re debts"
)


@dataclass
class Score:
    """How many codes were heard rightly, heard though they are not there, and missed; and safety on its own.

    What a note leaves open (`may`) counts neither way, whether it was heard or not.
    """

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    notes: int = 0
    safety_told: int = 0
    safety_missed: int = 0
    safety_wrong: int = 0

    def add(self, note: LabelledNote, heard: Heard) -> None:
        """Counts one note."""
        there = note.codes - {SAFETY}
        said = {mention.code for mention in heard.mentions if mention.kind != "situation"}
        said |= {heard.situation} if heard.situation else set()
        self.right.update(there & said)
        self.wrong.update(said - there - note.may)
        self.missed.update(there - said)
        self.notes += 1
        told, warned = SAFETY in note.codes, bool(heard.safety)
        self.safety_told += told
        self.safety_missed += told and not warned
        self.safety_wrong += warned and not told and SAFETY not in note.may

    def also(self, other: Score) -> None:
        """Counts what another counted too."""
        for name in ("right", "wrong", "missed"):
            getattr(self, name).update(getattr(other, name))
        for name in ("notes", "safety_told", "safety_missed", "safety_wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def precision(self, code: str | None = None) -> float:
        """Of what was heard, the share that is there."""
        return _share(self.right, self.wrong, code)

    def recall(self, code: str | None = None) -> float:
        """Of what is there, the share that was heard."""
        return _share(self.right, self.missed, code)


def _share(right: Counter[str], other: Counter[str], code: str | None) -> float:
    good, bad = (right.total(), other.total()) if code is None else (right[code], other[code])
    return good / (good + bad) if good + bad else 1.0


def parts() -> list[str]:
    """The sets there are, the one kept aside last."""
    return [part for part in (*TUNED, *HARM, KEPT) if (FOLDER / f"{part}.yaml").is_file()]


@cache
def notes(part: str) -> list[LabelledNote]:
    """The notes of one set, each with what is there."""
    file = FOLDER / f"{part}.yaml"
    return read_labelled(file.read_text(encoding="utf-8"), file.name)[0]


def shipped() -> Phrasebook:
    """The phrases and weights that are shipped."""
    return read_bank(read_files(), "question_banks").phrases


def scored(part: str, phrases: Phrasebook) -> Score:
    """What is heard in the notes of one set."""
    score = Score()
    for note in notes(part):
        score.add(note, hear(note.note, phrases))
    return score


def stranger(part: str, phrases: Phrasebook) -> Phrasebook:
    """What would be shipped had this set not been there to learn from."""
    taught = [note for one in (*TUNED, *TAUGHT) if one != part for note in notes(one)]
    harm = [note for one in HARM for note in notes(one)]
    return Phrasebook(phrases.files, (train(taught, harm, phrases, "notes", ""),))


def rows() -> Iterator[Row]:
    """Each set over all and by its codes, the safety statements, and the time."""
    phrases = shipped()
    for part in parts():
        yield from _part(part, scored(part, phrases), in_full=part == KEPT)
    across = Score()
    for part in TUNED:
        score = scored(part, stranger(part, phrases))
        across.also(score)
        yield from _part(f"{part}, not learnt from", score, in_full=False)
    yield from _part("all three, not learnt from", across, in_full=True)
    yield from _times(phrases)


def _part(title: str, score: Score, in_full: bool) -> Iterator[Row]:
    precision, recall = score.precision(), score.recall()
    if score.right:
        yield Row(
            "listen", f"{title}: all codes", f"precision {precision:.3f}, recall {recall:.3f}",
            aim=f">= {PRECISION}, >= {RECALL}", met=precision >= PRECISION and recall >= RECALL,
            also=f"right {score.right.total()}, wrong {score.wrong.total()}, missed {score.missed.total()}",
        )  # fmt: skip
    yield Row(
        "listen", f"{title}: safety missed", f"{score.safety_missed} of {score.safety_told}",
        aim=f"{MISSED}", met=score.safety_missed <= MISSED,
        also=f"shown for nothing: {score.safety_wrong} of {score.notes - score.safety_told}",
    )  # fmt: skip
    for code in sorted({*score.right, *score.missed}) if in_full else ():
        yield Row(
            "listen", f"{title}: {code}", f"precision {score.precision(code):.2f}, recall {score.recall(code):.2f}",
            also=f"right {score.right[code]}, wrong {score.wrong[code]}, missed {score.missed[code]}",
        )  # fmt: skip


def _times(phrases: Phrasebook) -> Iterator[Row]:
    note = NOTE[:300]
    hear(note, phrases)
    yield _time(f"a note of {len(note)} characters", lambda: hear(note, phrases), 200, TIME)
    yield from (_twice(what, piece, phrases) for what, piece in LONG_TEXTS.items())
    files = read_files()
    without = {name: text for name, text in files.items() if not name.startswith(("phrases/", "weights/"))}
    yield _time("reading the bank", lambda: read_bank(files), 5)
    yield _time("reading it without phrases and weights", lambda: read_bank(without), 5)
    yield _time("making ready to hear", lambda: Listener(phrases), 5)


def _twice(what: str, piece: str, phrases: Phrasebook) -> Row:
    """A text of a million characters beside half of it, which takes half the time if no length is slow to hear."""
    text = piece * (LONG // len(piece))
    half = text[: len(text) // 2]
    with uninterrupted():
        rounds = [(_spent(text, phrases), _spent(half, phrases)) for _ in range(5)]
    ours, beside = (min(spent) for spent in zip(*rounds, strict=True))
    ratio = ours / beside
    title = f"{LONG:,} characters, {what}, beside half of them"
    return Row(
        "listen", title, f"{ms(ours)} ms", f"{ms(beside)} ms", ratio, "< 3 times", ratio < 3,
        "of the processor, the least of five",
    )  # fmt: skip


def _spent(text: str, phrases: Phrasebook) -> float:
    """Milliseconds of the processor to hear a text."""
    started = process_time_ns()
    hear(text, phrases)
    return (process_time_ns() - started) / NS_PER_MS


def _time(title: str, act: Callable[[], object], times: int, aim: float | None = None) -> Row:
    taken = []
    with uninterrupted():
        for _ in range(times):
            started = perf_counter_ns()
            act()
            taken.append((perf_counter_ns() - started) / NS_PER_MS)
    middle = median(taken)
    return Row(
        "listen", title, f"{ms(middle)} ms", aim=f"< {aim:g} ms" if aim else "", met=middle < aim if aim else None,
        also=f"most {ms(max(taken))} ms",
    )  # fmt: skip
