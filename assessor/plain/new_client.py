"""A new client taken down in plain lines, one detail after the other."""

from __future__ import annotations

from assessor import wording
from assessor.acts.details import NameTaken, details_form, record_of, referred_today, take_down, under_reference
from assessor.acts.forms import Filled
from assessor.care.case import Case
from assessor.client import Client
from assessor.plain.fill_in import ask_field, fill_in
from assessor.plain.lines import Gone, Lines
from assessor.records.errors import ReferenceTaken, StoreError


def take_down_in_lines(lines: Lines) -> Case | None:
    """Takes down a client as they are typed; the case, or None where that was left.

    Where the lines end in the middle, whoever was named is taken down with what was typed until then: nothing is lost.
    """
    form, filled = details_form(None), dict[str, object]()
    try:
        if not fill_in(lines, form, filled):
            return None
    except Gone:
        if not filled.get("name"):
            raise
        return _take_down(lines, referred_today(record_of(form, filled), lines.today))
    client = referred_today(record_of(form, filled), lines.today)
    if hints := form.hints:
        for hint in hints(filled):
            lines.tell(hint)
    return _take_down(lines, client)


def _take_down(lines: Lines, client: Client, another: bool = False) -> Case | None:
    """Takes the client down; asks for another record number, or whether it is somebody else, until it can be done."""
    while True:
        try:
            case = take_down(lines.desk, client, another)
        except NameTaken as taken:
            lines.tell(f"{wording.sentence(str(taken))} Type another to take down somebody else of that name.")
            lines.tell("Enter leaves it; what you typed is then gone.")
            if lines.listen().casefold() != "another":
                lines.tell("Left. Nobody was taken down.")
                return None
            another = True
        except ReferenceTaken as taken:
            lines.tell(f"{wording.sentence(str(taken))} All else that you typed is kept.")
            number: Filled | None = ask_field(lines, details_form(client).fields[_REFERENCE])
            if number is None:
                lines.tell("Left. Nobody was taken down.")
                return None
            client = under_reference(client, number["reference"])
        except StoreError as error:
            lines.tell(f"NOT SAVED: {wording.sentence(str(error))} Enter tries again, stop leaves it.")
            if lines.listen().casefold() == "stop":
                return None
        else:
            lines.tell(f"Saved. Taken down: {case.client.name}, {case.client.reference}.")
            return case


_REFERENCE = next(place for place, field in enumerate(details_form(None).fields) if field.name == "reference")
