"""The sources of a bank, on whose word it stands: those nobody has checked yet, and those due to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File

from assessor.bank.adjustments import Adjustment
from assessor.bank.bank import Bank
from assessor.bank.interventions import Intervention
from assessor.scripts import model
from assessor.yaml_source import Fault, Path, SourceMap


@dataclass(frozen=True, slots=True)
class Stated:
    """One source as a file states it: for what, in its own words, and where."""

    about: str
    source: model.Source
    file: SourceMap
    path: Path


def stated(bank: Bank) -> Iterator[Stated]:
    """Every source of the scripts, the catalogue and the adjustments; one that stands for a whole file, once."""
    for script, course in bank.courses.items():
        if course.script.source:
            yield Stated(script, course.script.source, bank.sources[f"script {script}"][0], ("source",))
    shelves: set[str] = set()
    entries: list[Intervention | Adjustment] = [*bank.interventions.values(), *bank.adjustments.values()]
    for entry in entries:
        file, path = bank.sources[entry.id]
        if entry.source is None:
            continue
        if (*path, "source") in file.marks:
            yield Stated(entry.id, entry.source, file, (*path, "source"))
        elif file.file not in shelves:
            shelves.add(file.file)
            yield Stated(File(file.file).stem, entry.source, file, ("source",))


def past_review(bank: Bank, today: date) -> Iterator[Fault]:
    """Sources past the day by which they were to be looked at again."""
    for statement in stated(bank):
        due = statement.source.review_by
        if due and due < today:
            yield statement.file.fault((*statement.path, "review_by"), f"{statement.about} was to be reviewed by {due}")


def unverified(bank: Bank) -> Iterator[Fault]:
    """Sources that nobody has checked yet."""
    for statement in stated(bank):
        if statement.source.checked_on is None:
            message = f"{statement.about}: not yet verified: {statement.source.title}"
            yield statement.file.fault((*statement.path, "checked_on"), message)
