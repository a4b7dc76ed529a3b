"""Supervision: the record of one as it is held, and which records and cases there are to speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from assessor import wording
from assessor.care.case import Case
from assessor.journal import Entry, SupervisionHeld
from assessor.names import each_once, same_name
from assessor.yaml_source import SourceMap, load


def hold_supervision(adviser: str, on: date, **parts: object) -> SupervisionHeld:
    """A supervision took place with this adviser on this day."""
    return SupervisionHeld.model_validate({"adviser": adviser, "on": on, **parts})


def read_supervision(text: str, file: str) -> tuple[SupervisionHeld, SourceMap]:
    """The record that a YAML file holds; raises `BankError` with the place of what does not fit."""
    return load(SupervisionHeld, text, file)


def held_with(entries: Iterable[Entry], adviser: str | None = None, on: date | None = None) -> list[Entry]:
    """Those of the records that are with this adviser and of this day, by the day they were held, those of one
    day in the order in which they were written down."""
    dated = [
        (entry.act.on, entry)
        for entry in entries
        if isinstance(entry.act, SupervisionHeld)
        and (adviser is None or same_name(entry.act.adviser, adviser))
        and (on is None or entry.act.on == on)
    ]
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0])]


def supervision_in_a_line(entry: Entry) -> str:
    """A record in a line: the day, with whom, and how many cases."""
    act = entry.act
    if not isinstance(act, SupervisionHeld):
        return ""
    count = wording.counted(len(act.cases), "case")
    return wording.one_line(f"{wording.day(act.on)}, {act.adviser}, with {entry.by}: {count}")


def names(cases: Iterable[Case]) -> Mapping[str, str]:
    """The clients' names by the references of their cases."""
    return {case.client.reference or case.id: case.client.name for case in cases}


def caseload(cases: Iterable[Case], adviser: str) -> list[Case]:
    """The cases on which this adviser worked, by the client's name."""
    theirs = [case for case in cases if any(same_name(name, adviser) for name in case.advisers)]
    return sorted(theirs, key=lambda case: case.client.name.casefold())


def advisers(cases: Iterable[Case]) -> list[str]:
    """Everybody who worked on a case, by name."""
    return each_once(sorted({name for case in cases for name in case.advisers}))
