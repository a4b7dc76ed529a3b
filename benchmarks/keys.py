"""The keys: from the key that gives an answer to the next question painted, in a real terminal.

The program under test runs by itself; the benchmark folds the same answers beside it, and so knows which
question must come and what the progress must say. A key is done when both have been painted. What is typed
before the key that gives the answer (words, a day, the marks of a many-choice) is not timed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.engine import written
from benchmarks.figures import Row, Samples, ms
from benchmarks.questionnaires import OPTIONS, SECTION

if TYPE_CHECKING:
    from assessor.bank.bank import Bank
    from assessor.scripts.interview import Interview
    from assessor.scripts.kinds import Asked
    from benchmarks.terminal import Terminal

SHORT, LONG, AFTER = 40, 400, 40
AIM = 40.0
QUIET = 0.15  # seconds; the plan beside the question follows a tenth of a second after the answer
SCRIPT = "first_assessment"  # the one that a first call begins
PERSONA = {
    "persona": "ada_marsh",
    "about": "A client whom nobody has rung yet.",
    "client": {"name": "Ada Marsh", "called": "Ada", "reference": "TT-1", "telephone": "01632 960001"},
    "script": SCRIPT,
    "state": "new",
}
ENTER, ESCAPE = "\r", "\x1b"


def rows() -> Iterator[Row]:
    """A call by the shipped script, and one of four hundred answers."""
    if sys.platform == "win32":
        yield Row("keys", "needs a POSIX terminal", also="not measured on Windows")
        return
    from assessor.bank.loader import read_files

    shipped = {name: text for name, text in read_files().items() if not name.startswith("personas/")}
    bare = bare_keys()
    answers = _called(shipped, SHORT)
    yield _row(f"{len(answers)} answers, the shipped script", answers, bare)
    made = {f"scripts/{SCRIPT}.yaml": written(_many_questions(LONG + AFTER))}
    answers = _called(made, LONG + AFTER)
    yield _row(f"{LONG} answers of one call", answers[:LONG], bare)
    yield _row(f"{AFTER} more, with those {LONG} behind them", answers[LONG:], bare)


@dataclass(frozen=True)
class Key:
    """One key: nanoseconds until what it brings was painted, and of the processor meanwhile."""

    taken: int
    spent: int

    @classmethod
    def timed(cls, terminal: Terminal, key: str, expected: list[str]) -> Key:
        """Presses the key once the screen is quiet, the plan beside the question too, and waits for these words."""
        terminal.settle(QUIET)
        spent = terminal.spent()
        pressed = terminal.press(key)
        painted = terminal.when(*expected)
        return cls(int((painted - pressed) * 1e9), terminal.spent() - spent)


def _row(what: str, keys: list[Key], bare: list[Key]) -> Row:
    ours, beside, busy, idle = (
        Samples([[getattr(key, name) for key in several]])
        for several, name in ((keys, "taken"), (bare, "taken"), (keys, "spent"), (bare, "spent"))
    )
    return Row(
        "keys", what, f"{ms(ours.median)} · {ms(ours.p99)} · {ms(ours.most)}",
        f"{ms(beside.median)} · {ms(beside.p99)} · {ms(beside.most)}", ours.median / beside.median,
        f"p99 < {AIM:g}", ours.p99 < AIM,
        f"of the processor: median {ms(busy.median)}, p99 {ms(busy.p99)}; the bare app {ms(idle.median)}",
    )  # fmt: skip


def _many_questions(count: int) -> dict[str, Any]:
    sections = [
        {
            "id": f"s{first // SECTION:03d}",
            "title": f"Section {first // SECTION + 1}",
            "questions": [
                {
                    "id": f"q{n:04d}",
                    "kind": "choice",
                    "short": f"Number {n}",
                    "say": f"Number {n}: how is that?",
                    "options": OPTIONS,
                }
                for n in range(first + 1, min(first + SECTION, count) + 1)
            ],
        }
        for first in range(0, count, SECTION)
    ]
    return {"script": SCRIPT, "version": 1, "title": "Many questions", "sections": sections}


def bare_keys() -> list[Key]:
    """From a key to its count, in an app with one label."""
    from benchmarks.terminal import Terminal

    taken = []
    with Terminal([sys.executable, "-m", "benchmarks.bare"], {}) as terminal:
        terminal.when("ready")
        for n in range(1, SHORT + 1):
            taken.append(Key.timed(terminal, "1", [f"pressed {n}"]))
    return taken


def _called(files: dict[str, str], most: int) -> list[Key]:
    """One call with a new client by the script of these files."""
    from assessor.bank.loader import read_bank
    from assessor.demo.store import DEMO_ADVISER, make_demonstration
    from assessor.scripts.interview import Interview
    from benchmarks.terminal import Terminal

    with TemporaryDirectory() as folder:
        banks, home = Path(folder) / "bank", Path(folder) / "records"
        whole = files | {"personas/ada_marsh.yaml": written(PERSONA)}
        for name, text in whole.items():
            (banks / name).parent.mkdir(parents=True, exist_ok=True)
            (banks / name).write_text(text, encoding="utf-8")
        bank = read_bank(whole)
        make_demonstration(home, bank).close()
        client = bank.personas["ada_marsh"].known_as(date.today())  # noqa: DTZ011 - the day the program sees
        interview = Interview.begin(bank.course(SCRIPT), client, date.today(), DEMO_ADVISER.name)  # noqa: DTZ011
        command = [sys.executable, "-m", "assessor", "demo", "--keep", str(home), "--banks", str(banks)]
        with Terminal(command, {}) as terminal:
            terminal.when("Caseload", "Ada Marsh")
            terminal.settle()
            terminal.press(ENTER)
            terminal.when(*_expected(interview))
            return _answered(terminal, bank, interview, most)


def _answered(terminal: Terminal, bank: Bank, interview: Interview, most: int) -> list[Key]:
    from assessor.journal import Answered
    from assessor.scripts.kinds.agreeing import TALKED_OVER
    from assessor.scripts.settling import place_to_agree
    from benchmarks.engine import entry

    taken: list[Key] = []
    while (asked := interview.next) is not None and len(taken) < most:
        place = place_to_agree(interview.course, interview.states, interview.responses, interview.front)
        if place is not None:
            terminal.settle()
            terminal.press(ESCAPE)  # what could help is left undecided
            interview = interview.with_entry(entry(place, TALKED_OVER))
            terminal.when(*_expected(interview))
            continue
        question = interview.course.question(asked)
        assert question is not None, "the next question is one of the script's"  # noqa: S101
        typed, last, value = _answer(question, interview.today)
        for keys in typed:
            terminal.settle()
            terminal.press(keys)
        one = entry(question.id, "").model_copy(update={"act": Answered(question=question.id, value=value)})
        interview = interview.with_entry(one)
        taken.append(Key.timed(terminal, last, _expected(interview)))
    return taken


def _expected(interview: Interview) -> list[str]:
    """What the screen must show: the progress, and how the question that now stands begins."""
    done, total = interview.progress()
    shown = [f"{done} of about {total}"]
    if interview.current is not None:
        shown.append(f"“{interview.text(interview.current, 'say')[:20]}")
    return shown


def _answer(question: Asked, today: date) -> tuple[list[str], str, Any]:
    """What to type first, the key that then gives the answer, and the answer as the journal keeps it."""
    if question.choices:
        code = next(option.code for option in question.choices if not option.note and not option.exclusive)
        key = question.draft(code)
        return ([key], ENTER, (code,)) if question.several else ([], key, code)
    if question.field.shape == "ruler":
        return [], "5", 5
    return [question.example], ENTER, question.kept(question.parse(question.example, today))
