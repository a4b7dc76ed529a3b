"""Who is on the line, in plain lines: the identity card, and the client's details put right."""

from __future__ import annotations

from assessor import wording
from assessor.acts.declared import writes
from assessor.acts.desk import ChangedElsewhere
from assessor.acts.details import details_form, put_right, record_of
from assessor.acts.forms import Field, Filled, Form
from assessor.care.case import Case
from assessor.plain.fill_in import ask_field
from assessor.plain.lines import Lines
from assessor.plain.state import Talk
from assessor.records.errors import StoreError
from assessor.views.identity import COMPARED, to_address, to_compare


def who_command(talk: Talk, _: str = "") -> None:
    """Tells who is on the line: what is to be compared, and how to speak to them."""
    tell_who(talk, talk.case)


@writes("client")
def details_command(talk: Talk, _: str = "") -> None:
    """Puts the client's details right, each by its number."""
    talk.case = put_details_right(talk, talk.case)


def tell_who(lines: Lines, case: Case) -> None:
    """Tells what is held of a client, one thing a line."""
    lines.tell(COMPARED)
    for label, words in (*to_compare(case.client), *to_address(case.client)):
        lines.tell(f"{label}: {words}.")
    lines.tell("details puts any of it right.")


def put_details_right(lines: Lines, case: Case) -> Case:
    """Puts details right until that is left, each saved as it is given; returns the case after it."""
    while True:
        form = details_form(case.client)
        lines.tell(wording.sentence(form.title))
        for number, field in enumerate(form.fields, start=1):
            lines.tell(f"{number}. {field.label}: {_stands(lines, field) or 'nothing'}.")
        lines.tell("A number puts that one right, Enter leaves them.")
        line = lines.listen()
        if not (line.isascii() and line.isdigit()):
            lines.waiting += [line] if line else []
            return case
        place = lines.place(line[:4], len(form.fields), "The details are listed with their numbers.")
        if place is not None:
            case = _put_right(lines, case, form, form.fields[place])


def _put_right(lines: Lines, case: Case, form: Form, asked: Field) -> Case:
    part = ask_field(lines, asked)
    if part is None:
        lines.tell("Left as it was.")
        return case
    filled: Filled = {}
    for field in form.fields:
        filled |= field.read_value(lines.today)
    try:
        case = put_right(lines.desk, case, record_of(form, filled | part))
    except StoreError as error:
        lines.tell(f"NOT SAVED: {wording.sentence(str(error))} You typed: {asked.shown(part[asked.name])}.")
        return lines.desk.read_again(case) if isinstance(error, ChangedElsewhere) else case
    lines.tell(f"Saved. {asked.label}: {asked.shown(part[asked.name]) or 'nothing'}.")
    return case


def _stands(lines: Lines, field: Field) -> str:
    return field.shown(field.read_value(lines.today)[field.name])
