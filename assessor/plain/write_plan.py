"""What is written on the plan in plain lines: goals, steps, what the employer may see, handing in, leaving."""

from __future__ import annotations

import re
from pathlib import Path

from assessor import wording
from assessor.acts import sharing
from assessor.acts.declared import writes
from assessor.acts.desk import ChangedElsewhere, new_id
from assessor.acts.goals import goal_form
from assessor.acts.leaving import export_to_file, to_heed
from assessor.acts.reviewing import ask_before_handing_in
from assessor.acts.reviewing import hand_in as handed_in
from assessor.acts.sharing import choose_for_employer
from assessor.acts.steps import step_form
from assessor.care.employer_lines import chosen_before, shareable, shared_lines
from assessor.care.employers import MAIN, WhichEmployer, consented_to, employer_meant, others_named
from assessor.export import FORMATS, RECIPIENTS, formats
from assessor.export import ExportRefused as NotToLeave
from assessor.plain.fill_in import write_filled
from assessor.plain.lines import place_of_number
from assessor.plain.state import Gone, Talk
from assessor.records.errors import StoreError
from assessor.records.files import file_named, is_there


@writes("goal", "rating")
def goal_command(talk: Talk, _: str = "") -> None:
    """Writes a goal together with the client."""
    form = goal_form(talk.case.plan, None, new_id(talk.desk.clock()))
    write_filled(talk, form, "Saved. The goal stands on the plan.")


@writes("step")
def step_command(talk: Talk, _: str = "") -> None:
    """Writes a step; one for the therapist is a request to them."""
    form = step_form(talk.case.plan, None, new_id(talk.desk.clock()))
    write_filled(talk, form, "Saved. The step stands on the plan.")


@writes("consent")
def may_ring_command(talk: Talk, _: str = "") -> None:
    """Asks which of those whom the plan names may be rung for the client."""
    form = sharing.may_ring_form(talk.case.plan)
    if form is None:
        talk.tell("There is nobody to ask about.")
        return
    write_filled(talk, form)


@writes("share")
def share_command(talk: Talk, _: str = "") -> None:
    """Chooses, line by line, what the employer may see; of more than one, which is asked first."""
    plan = talk.case.plan
    employer = which_employer(talk)
    if employer is None:
        return
    by_hand = talk.case.by_hand.for_employer(employer)
    lines = shareable(plan)
    if not lines:
        talk.tell("There is nothing yet that an employer could be shown: agree a step or a change first.")
        return
    chosen = {line.key for line in shared_lines(plan, by_hand)}
    before = {line.key for line in chosen_before(plan, by_hand)}
    for number, line in enumerate(lines, start=1):
        mark = "chosen" if line.key in chosen else "chosen before, not now" if line.key in before else "not chosen"
        warning = ", says something about health" if line.on_health(talk.case.health_hint) else ""
        warning += ", names another employer" if others_named(plan, employer, line.printed) else ""
        talk.tell(f"{number}. {', '.join(filter(None, (line.text, line.who, line.by)))}: {mark}{warning}.")
    talk.tell("Go through them with the client. Type the numbers they choose, such as 1 3, or none; Enter leaves it.")
    typed = talk.listen_but_for_safety()
    if not typed:
        talk.tell("Left as it was.")
        return
    numbers = [] if typed.casefold() == "none" else re.split(r"[\s,;]+", typed)
    if any(place_of_number(number, len(lines)) is None for number in numbers):
        talk.tell(f"Not taken: type numbers from 1 to {len(lines)}, or none.")
        return
    keys = [line.key for place, line in enumerate(lines, start=1) if str(place) in numbers]
    whom, seen = wording.capital(consented_to(plan, employer)), wording.counted(len(keys), "line")
    confirmation = f"Saved. {whom} may see {seen}; a line in other words is chosen again."
    talk.act(choose_for_employer(plan, keys, employer), confirmation=confirmation)


def which_employer(talk: Talk) -> str | None:
    """The employer that is meant: asked where there is more than one; None where none was chosen."""
    try:
        return employer_meant(talk.case.plan)
    except WhichEmployer as error:
        talk.tell(wording.sentence(str(error)))
    typed = talk.listen_but_for_safety()
    try:
        if typed:
            return employer_meant(talk.case.plan, typed)
    except WhichEmployer as error:
        talk.tell(wording.sentence(str(error)))
    talk.tell("Left as it was.")
    return None


@writes("submit")
def hand_in_command(talk: Talk, _: str = "") -> None:
    """Hands the plan in for review; one that was returned, or with something urgent undecided, only once it is said
    again."""
    talk.look_again()
    if asked := ask_before_handing_in(talk.case):
        talk.tell(asked)
        talk.tell("Type hand in again to hand it in all the same; Enter leaves it. plan lists what to decide.")
        line = talk.listen()
        if line.casefold() != "hand in":
            talk.waiting += [line] if line else []
            return
    talk.act(handed_in(anyway=bool(asked)), confirmation="Saved. Handed in for review.")


@writes("export")
def export_command(talk: Talk, typed: str = "") -> None:
    """Writes a page to a file, in the format that the file's ending names; the therapist's unless a reader is named."""
    if not typed:
        talk.tell("Export to which file? Name the reader before it for another than the therapist.")
        typed = talk.listen_but_for_safety()
    first, _, after = typed.partition(" ")
    reader, name = (first, after.strip()) if first in RECIPIENTS and after.strip() else ("therapist", typed)
    ending = name.rpartition(".")[2].casefold()
    endings = [format for format in formats(reader) if not FORMATS[format].ending]
    if "." not in name or ending not in endings:
        shown = wording.listed((f".{format}" for format in endings), "or")
        talk.tell(f"Nothing was written: a file's name ends in {shown}. If it was an answer, type = before it.")
        return
    try:
        file = file_named(name)
    except StoreError as error:
        talk.tell(f"Nothing was written: {wording.sentence(str(error))}")
        return
    if not is_there(file):
        _hand_over(talk, file, ending, reader)
        return
    talk.tell(f"{file} is there already. Type replace to write over it; Enter leaves it.")
    line = talk.listen()
    if line.casefold() == "replace":
        _hand_over(talk, file, ending, reader, overwrite=True)
        return
    talk.waiting += [line] if line else []
    talk.tell("Nothing was written.")


def _hand_over(talk: Talk, file: Path, ending: str, reader: str, overwrite: bool = False) -> None:
    waited = not talk.unsaved or talk.act(confirmation="")
    employer = which_employer(talk) if reader == "employer" else MAIN
    if employer is None or not waited or not _looked_at(talk, reader, employer):  # a no that waits rules what may leave
        talk.tell("Nothing was written.")
        return
    try:
        talk.case = export_to_file(talk.desk, talk.case, file, ending, reader, overwrite=overwrite, employer=employer)
    except (NotToLeave, StoreError) as error:
        talk.tell(f"Not exported: {wording.sentence(str(error))}")
        if isinstance(error, ChangedElsewhere):
            talk.reread()
        return
    talk.tell(f"Saved. Written: {file}")


def _looked_at(talk: Talk, reader: str, employer: str) -> bool:
    """Tells what to look at before this leaves; whether it is to leave all the same."""
    looks = to_heed(talk.desk, talk.case, reader, employer=employer)
    if not looks:
        return True
    for look in looks:
        talk.tell(f"Look first: {look}")
    talk.tell("Enter writes it all the same; any other line leaves it.")
    try:
        line = talk.listen()
    except Gone:
        talk.tell("Nothing was written.")
        raise
    talk.waiting += [line] if line else []
    return not line
