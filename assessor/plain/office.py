"""What is of no one client, in plain lines: who works here, and the records of supervision."""

from __future__ import annotations

from assessor import wording
from assessor.acts.declared import writes
from assessor.acts.forms import Field, Filled
from assessor.acts.supervision import (
    advisers,
    caseload,
    hold_supervision,
    supervision_in_a_line,
)
from assessor.names import same_name
from assessor.plain.fill_in import ask_field
from assessor.plain.lines import Lines
from assessor.records.store import Adviser
from assessor.taxonomy import ROLES


def work_as_command(lines: Lines) -> None:
    """Changes who works here: somebody who has, by their number, or somebody new by name and role."""
    people = lines.desk.store.people()
    lines.tell("The name signs what is written from now on. It is not proved.")
    for number, person in enumerate(people, start=1):
        now = ", works here now" if person == lines.desk.adviser else ""
        lines.tell(f"{number}. {person.name}, {ROLES.get(person.role, person.role)}{now}.")
    lines.tell("A number, or the name of somebody new; Enter leaves it.")
    typed = lines.listen()
    if not typed:
        lines.tell("Left as it was.")
        return
    if typed.isascii() and typed.isdigit():
        place = lines.place(typed[:4], len(people), "They are listed with their numbers.")
        chosen = people[place] if place is not None else None
    else:
        name = next((person.name for person in people if same_name(person.name, typed)), typed)
        role = ask_field(lines, Field("role", "Role", "choice", "adviser", options=ROLES, needed="Choose a role."))
        chosen = Adviser(name=name, role=str(role["role"])) if role else None
    if chosen is not None:
        lines.desk.work_as(chosen)
        lines.tell(f"Working here now: {chosen.name}, {ROLES.get(chosen.role, chosen.role)}.")


@writes("supervision")
def supervision_command(lines: Lines) -> None:
    """Tells the records of supervision, the latest first, and takes down a new one."""
    entries = lines.desk.supervisions()
    for entry in reversed(entries):
        lines.tell(wording.sentence(supervision_in_a_line(entry)))
    if not entries:
        lines.tell("No supervision is recorded yet.")
    if lines.desk.adviser.role != "senior":
        lines.tell("Only a senior adviser keeps the record of a supervision.")
        return
    lines.tell("Type new to write the record of one; Enter leaves it.")
    line = lines.listen()
    if line.casefold() != "new":
        lines.waiting += [line] if line else []
        return
    held = _asked(lines)
    if held is None:
        lines.tell("Left. Nothing was written.")
        return
    parts = {name: held[name] for name in ("decisions", "learning")}
    record = hold_supervision(held["adviser"], held["on_day"], cases=held["cases"], **parts)
    entry = lines.desk.record_supervision(record)
    lines.tell(f"Saved. {wording.sentence(supervision_in_a_line(entry))}")


def _asked(lines: Lines) -> Filled | None:
    """The parts of a record, asked one by one; None where that was left."""
    cases = lines.desk.cases()
    others = [name for name in advisers(cases) if not same_name(name, lines.desk.adviser.name)]
    filled: Filled = {}
    who = Field("adviser", "With which adviser", value=next(iter(others), ""), needed="Say with whom it was held.")
    day = Field("on", "On which day", "day", wording.day(lines.today), needed="Say on which day.")
    for field in (who, day):
        part = ask_field(lines, field)
        if part is None:
            return None
        filled |= part
    theirs = {case.client.reference or case.id: case.client.name for case in caseload(cases, filled["adviser"])}
    words = (Field("decisions", "What was decided"), Field("learning", "What was learned"))
    for field in (*((Field("cases", "Cases discussed", "many", options=theirs),) if theirs else ()), *words):
        part = ask_field(lines, field)
        if part is None:
            return None
        filled |= part
    return {"cases": ()} | filled
