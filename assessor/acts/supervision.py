"""The records of supervisions: with whom, on which day, and which of an adviser's cases can be discussed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from assessor import wording
from assessor.care.case import Case
from assessor.journal import Entry, SupervisionHeld

if TYPE_CHECKING:
    from assessor.acts.desk import Desk


def held_with(entries: Iterable[Entry], adviser: str | None = None, on: date | None = None) -> list[Entry]:
    """Those of the records that are with this adviser and of this day, by the day they were held, those of one
    day in the order in which they were written down."""
    found = [
        (entry.act.on, entry)
        for entry in entries
        if isinstance(entry.act, SupervisionHeld)
        and (adviser is None or wording.same_name(entry.act.adviser, adviser))
        and (on is None or entry.act.on == on)
    ]
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def told(entry: Entry) -> str:
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
    theirs = [case for case in cases if any(wording.same_name(one, adviser) for one in case.advisers)]
    return sorted(theirs, key=lambda case: case.client.name.casefold())


def as_known(desk: Desk, held: SupervisionHeld) -> SupervisionHeld:
    """The record with the adviser's name as it is written elsewhere."""
    known = (name for name in advisers(desk.cases()) if wording.same_name(name, held.adviser))
    return held.model_copy(update={"adviser": next(known, held.adviser)})


def misfit(desk: Desk, held: SupervisionHeld) -> str:
    """What in a record cannot be so; empty if it all can."""
    if held.on > desk.clock().astimezone().date():
        return f"on: {wording.day(held.on)} is still to come"
    if wording.same_name(held.adviser, desk.adviser.name):
        return "adviser: nobody supervises themselves"
    cases = desk.cases()
    known = names(caseload(cases, held.adviser))
    if not known and held.cases:
        return f"adviser: {held.adviser!r} has no cases here{wording.did_you_mean(held.adviser, advisers(cases))}"
    for case in held.cases:
        if case not in known:
            return f"cases: {held.adviser} has no case {case!r}{wording.did_you_mean(case, known)}"
    return ""


def advisers(cases: Iterable[Case]) -> list[str]:
    """Everybody who worked on a case, by name."""
    return sorted({name for case in cases for name in case.advisers})
