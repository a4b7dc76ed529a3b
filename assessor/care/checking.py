"""Every fault of a bank that its author should hear of: what cannot stand, and what cannot have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from assessor.care.bank import FOLDERS, Bank, read_bank, read_files, review_faults
from assessor.scripts.conditions import Always, Node
from assessor.scripts.course import Course
from assessor.scripts.loading import BankError, Fault
from assessor.scripts.reach import reachable


def check_path(path: Path | None, today: date) -> list[Fault]:
    """The faults of the bank in a folder, of one file of a bank, or of the shipped bank, in their order."""
    if path is not None and path.is_file():
        return _one_file(path, today)
    try:
        bank = read_bank(read_files(path), str(path) if path else "question_banks")
    except BankError as error:
        return list(error.faults)
    return _meant(bank, today)


def _meant(bank: Bank, today: date) -> list[Fault]:
    return sorted([*review_faults(bank, today), *_unreachable(bank), *_personas(bank, today)])


def _one_file(path: Path, today: date) -> list[Fault]:
    """The faults of one file: among the others of its bank if it stands in one, since it may speak of them."""
    here = path.absolute()
    root = here.parent.parent
    try:
        if here.parent.name not in FOLDERS or not (root / "scripts").is_dir():
            return _meant(read_bank(_alone(path), path), today)
        found, whole = _meant(read_bank(read_files(root), str(root)), today), True
    except BankError as error:
        found, whole = list(error.faults), False
    own = [replace(fault, file=str(path)) for fault in found if Path(fault.file) in (here, path)]
    return own if own or whole else found  # what its neighbours lack has to be put right first


def _alone(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BankError([Fault(str(path), 1, 1, f"is not UTF-8 (byte {error.start})")]) from None
    except OSError as error:
        raise BankError([Fault(str(path), 1, 1, f"cannot be read: {error.strerror}")]) from None
    folder = path.parent.name if path.parent.name in FOLDERS else "scripts"
    return {f"{folder}/{path.name}": text}


def _unreachable(bank: Bank) -> Iterator[Fault]:
    for script, course in bank.courses.items():
        source, _ = bank.sources[f"script {script}"]
        for s, q, question in course.script.questions():
            step = course.steps[course.at[question.id]]
            if not reachable(step.test, course.names, _guards(course)):
                part = "ask_if" if question.ask_if else "id"
                yield source.fault(("sections", s, "questions", q, part), f"{question.id!r} can never be reached")


def _guards(course: Course):  # type: ignore[no-untyped-def]
    def guard(name: str) -> Node:
        place = course.at.get(name)
        return Always() if place is None else course.steps[place].test

    return guard


def _personas(bank: Bank, today: date) -> Iterator[Fault]:
    for name, persona in bank.personas.items():
        source, _ = bank.sources[f"persona {name}"]
        course = bank.courses.get(persona.script)
        if course is None:
            yield source.fault(("script",), f"the bank has no script {persona.script!r}")
            continue
        for problem in persona.acts(course, today)[1]:
            place = next((i for i, a in enumerate(persona.answers) if problem.question in a), 0)
            path = ("answers", place, problem.question)
            yield source.fault(path, f"{problem.question}: {problem.message}")
        for i, decision in enumerate(persona.decisions):
            if decision.suggestion not in bank.interventions:
                yield source.fault(("decisions", i, "suggestion"), f"the catalogue has no {decision.suggestion!r}")
