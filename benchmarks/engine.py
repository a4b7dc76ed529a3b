"""The engine: one answer with all that follows from it, and the first gate changed when all is answered.

Timed is what the call screen asks for after a key: the interview with the entry, the next question, its words
with the answers they name put in, and the total. Ours and a plain reference take turns, round by round; the
garbage collector is off while they are timed, and each round begins with answers that are thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter, perf_counter_ns
from typing import Any, Protocol

import yaml

from assessor.journal import Answered, Client, Entry
from assessor.scripts.compiler import make_course
from assessor.scripts.course import Course
from assessor.scripts.interview import Interview
from assessor.scripts.model import Script
from assessor.yaml_source import load
from benchmarks.figures import NS_PER_MS, Row, Samples, ms, uninterrupted
from benchmarks.plain import Plain
from benchmarks.questionnaires import Shape, questionnaire

SHAPES: tuple[Shape, ...] = ("chain", "fan", "mixed")
SIZES = (200, 1_000, 5_000)
ANSWERS, LEAST = 10_000, 5  # timed answers for a shape and size, in at least so many rounds
WARMING = 100  # answers before each round that do not count
MEDIAN, P99, FLAT = 0.01, 0.1, 2.0  # the aims: ms, ms, and 5,000 questions against 200
TODAY = date(2026, 11, 22)
CLIENT = Client(name="Ada Marsh")
FIRST = "q0001"


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True  # a bank refuses anchors


def written(data: dict[str, Any]) -> str:
    """The data as a bank's YAML."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=200)


def read(text: str) -> Course:
    """A bank's YAML as a script ready to run."""
    return make_course(*load(Script, text, "questionnaire.yaml"))


def entry(question: str, value: str) -> Entry:
    """An answer as the journal keeps it."""
    at = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
    return Entry(
        id=f"{question} {value}", at=at, by="Dan Price", call="1", act=Answered(question=question, value=value)
    )


class Engine(Protocol):
    """What is measured, ours or the reference. Only `take` is timed."""

    def begin(self) -> str | None:
        """Forgets every answer; gives the first question."""
        ...

    def made(self, question: str, value: str) -> Any:
        """The answer in the form in which it is taken."""
        ...

    def take(self, answer: Any) -> str | None:
        """Takes an answer and reads all that follows; gives the next question."""
        ...

    def shown(self) -> list[str]:
        """The questions that apply now."""
        ...

    def total(self) -> object:
        """The total of the scores, None if there is none."""
        ...


class Ours:
    """The interview as the call screen uses it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.entries: dict[tuple[str, str], Entry] = {}
        self.begin()

    def begin(self) -> str | None:
        self.interview = Interview.begin(self.course, CLIENT, TODAY)
        return self.interview.next

    def made(self, question: str, value: str) -> Entry:
        made = self.entries.get((question, value))
        if made is None:
            made = self.entries[question, value] = entry(question, value)
        return made

    def take(self, answer: Entry) -> str | None:
        interview = self.interview = self.interview.with_entry(answer)
        name = interview.next
        if name is not None:
            interview.text(name, "say")
        interview.values.get("total")
        return name

    def shown(self) -> list[str]:
        return list(self.interview.route)

    def total(self) -> object:
        return self.interview.values.get("total")


class Reference:
    """The plain reference."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.plain = Plain(data)

    def begin(self) -> str | None:
        self.plain.begin()
        return self.plain.next()

    def made(self, question: str, value: str) -> tuple[str, str]:
        return question, value

    def take(self, answer: tuple[str, str]) -> str | None:
        self.plain.answer(*answer)
        name = self.plain.next()
        if name is not None:
            self.plain.text(name)
        self.plain.scores.get("total")
        return name

    def shown(self) -> list[str]:
        return [name for name, shown in zip(self.plain.names, self.plain.shown, strict=True) if shown]

    def total(self) -> object:
        return self.plain.scores.get("total")


@dataclass
class Run:
    """What the rounds of one engine gave; ``states`` holds what was shown, and the total, before the flip,
    after it and after flipping back."""

    answers: Samples = field(default_factory=Samples)
    flips: list[int] = field(default_factory=list)
    states: list[tuple[list[str], object]] = field(default_factory=list)

    def play(self, engine: Engine) -> None:
        """One round: answers yes to every question as it is put, then changes the first to no, and back."""
        with uninterrupted():
            self._answer(engine, WARMING)
            self.answers.rounds.append(self._answer(engine))
            self.states = [(engine.shown(), engine.total())]
            for value in ("no", "yes"):
                answer = engine.made(FIRST, value)
                started = perf_counter_ns()
                engine.take(answer)
                if value == "no":
                    self.flips.append(perf_counter_ns() - started)
                self.states.append((engine.shown(), engine.total()))

    @staticmethod
    def _answer(engine: Engine, most: float = float("inf")) -> list[int]:
        taken: list[int] = []
        name = engine.begin()
        while name is not None and len(taken) < most:
            answer = engine.made(name, "yes")
            started = perf_counter_ns()
            name = engine.take(answer)
            taken.append(perf_counter_ns() - started)
        return taken

    @property
    def flip(self) -> float:
        """The median flip, in ms."""
        return median(self.flips) / NS_PER_MS

    def told(self) -> str:
        """Shown, and the total, before and after."""
        shown = "/".join(str(len(names)) for names, _ in self.states)
        totals = "/".join(str(total) for _, total in self.states)
        return f"shown {shown}" + ("" if self.states[0][1] is None else f", total {totals}")


def rows() -> Iterator[Row]:
    """Every shape at every size, and whether the last is as quick as the first."""
    for shape in SHAPES:
        runs: list[tuple[Run, Run]] = []
        for size in SIZES:
            data = questionnaire(shape, size)
            course, loading = _load(data)
            ours, plain = Run(), Run()
            engines = Ours(course), Reference(data)
            for _ in range(max(LEAST, ANSWERS // size)):
                ours.play(engines[0])
                plain.play(engines[1])
            if ours.states != plain.states:
                raise SystemExit(f"{shape} {size}: the engine and the reference differ in what follows")
            runs.append((ours, plain))
            yield from _told(shape, size, ours, plain, loading)
        ratios = [runs[-1][n].answers.best / runs[0][n].answers.best for n in (0, 1)]
        yield Row(
            "engine", f"{shape}: {SIZES[-1]:,} against {SIZES[0]}", f"{ratios[0]:.1f} times",
            f"{ratios[1]:.1f} times", aim=f"< {FLAT:g} times", met=ratios[0] < FLAT, also="of the best rounds",
        )  # fmt: skip


def _load(data: dict[str, Any]) -> tuple[Course, str]:
    """The script, and how long it took to read: its YAML checked, every condition and text compiled."""
    text = written(data)
    started = perf_counter()
    course = read(text)
    taken = perf_counter() - started
    started = perf_counter()
    yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    return course, f"loads in {taken:.2f} s ({taken / (perf_counter() - started):.1f} times its YAML alone)"


def _told(shape: str, size: int, ours: Run, plain: Run, loading: str) -> Iterator[Row]:
    aimed = (shape, size) == ("mixed", 200)
    ratio = ours.answers.median / plain.answers.median
    yield Row(
        "engine", f"{shape} {size:,}: an answer", ours.answers.told(), plain.answers.told(), ratio,
        f"median < {MEDIAN:g}, p99 < {P99:g}" if aimed else "",
        ours.answers.median < MEDIAN and ours.answers.p99 < P99 if aimed else None, loading,
    )  # fmt: skip
    before, after, back = ours.states
    right = (len(before[0]), len(after[0]), len(back[0])) == (size, 1, size)
    right = right and before[1] == back[1] and after[1] in (0, None)
    yield Row(
        "engine", f"{shape} {size:,}: the flip", ms(ours.flip), ms(plain.flip), ours.flip / plain.flip,
        f"{size}/1/{size}" + (", total 0" if shape == "mixed" else ""), right, ours.told(),
    )  # fmt: skip
