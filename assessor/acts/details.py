"""The client's record: taken down, and put right at any time. Each is an entry, and the latest stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pydantic import field_validator

from assessor import wording
from assessor.acts.calls import record_client
from assessor.acts.desk import Desk
from assessor.acts.forms import Field, Filled, Form
from assessor.care.case import Case
from assessor.client import Client
from assessor.journal import ClientRecorded
from assessor.names import is_blank, same_name
from assessor.records.errors import NotAllowed
from assessor.scripts.kinds import Day

NAME_ORDER = {"no": "the given name stands first", "yes": "the family name stands first"}
WORDS = {
    "called": ("They like to be called", "Bia, Dr Nair"),
    "reference": ("Record number, if any", ""),
    "telephone": ("Telephone", ""),
    "best_times": ("Best times to ring", ""),
    "pronouns": ("Pronouns", "she/her"),
    "address": ("First line of address", ""),
    "postcode": ("Postcode", ""),
    "access": ("Makes a call easier", "a text first, an interpreter"),
    "therapist": ("Therapist", ""),
    "therapist_role": ("Therapist's role", ""),
    "referred_by": ("Referred by", ""),
}
"""The parts of the record that are words, each by its label and what may stand there."""


class NameTaken(NotAllowed):
    """A new client of a name that another case has: it may be the same person, and it may not."""


class WrittenRecord(Client):
    """A client's record as it is written down in a file: its days as people write them, with their year."""

    @field_validator("born", "referred_on", mode="before")
    @classmethod
    def _as_written(cls, written: object) -> object:
        if not isinstance(written, str) or not re.search(r"[^\W\d_]|[/.]", written):
            return written
        if not re.search(r"\d{4}", written):
            raise ValueError("a day with its year, such as 3 May 1980 or 1980-05-03")
        return _ANY_DAY.parse(written, date.min.replace(year=2000))  # with its year it rests on no other day


_ANY_DAY = Day(kind="date", id="day", say="Day", when="any", exact=True)


def details_form(client: Client | None) -> Form:
    """A client's record: a new one, or this one as it is to be put right."""
    before = client or Client(name="?")
    born = wording.day(before.born) if before.born else ""
    words = [Field(name, label, value=getattr(before, name), hint=hint) for name, (label, hint) in WORDS.items()]
    fields = (
        Field(
            "name", "Name, as they write it", value=client.name if client else "",
            needed="The name is missing; everything else can wait.",
        ),
        words[0],
        Field("born", "Date of birth", "day", born, hint="3 May 1980", looking="back"),
        *words[1:],
        Field("family_first", "In the name", "choice", "yes" if before.family_first else "no", options=NAME_ORDER),
    )  # fmt: skip

    def acts(filled: Filled) -> list[ClientRecorded]:
        return [record_client(_filled_in(before, filled))]

    def hints(filled: Filled) -> Iterator[str]:
        name, called = str(filled.get("name", "")), str(filled.get("called", ""))
        if not is_blank(name):
            asked = _filled_in(before, filled).first_name
            guess = " That is a guess from the name." if is_blank(called) else ""
            yield f"The call asks for “{wording.one_line(asked)}”.{guess}"

    title = f"Details: {wording.one_line(client.name)}" if client else "New client"
    return Form(title, fields, acts, hints)


def record_of(form: Form, filled: Filled) -> Client:
    """The record that this form makes of what it was filled in with."""
    return next(act.client for act in form.acts(filled) if isinstance(act, ClientRecorded))


def _filled_in(before: Client, filled: Filled) -> Client:
    """The record with what a form was filled in with."""
    parts = {name: str(filled.get(name, getattr(before, name))) for name in WORDS}
    family_first = filled.get("family_first", "no") == "yes"
    return Client.model_validate(
        before.model_dump()
        | parts
        | {"name": filled["name"], "born": filled.get("born_day"), "family_first": family_first}
    )


def referred_today(client: Client, today: date) -> Client:
    """The record of somebody who is taken down as they are referred."""
    return client if client.referred_on else client.model_copy(update={"referred_on": today})


def under_reference(client: Client, reference: str) -> Client:
    """The same record under another reference."""
    return client.model_copy(update={"reference": reference})


def take_down(desk: Desk, client: Client, another: bool = False) -> Case:
    """A new case for this client. Raises `NameTaken`, with whose case there is, if there is one of this name and it is
    not said that this is ``another`` person; else what `Desk.open_case` raises. Nothing is then written.

    Whom another program took down since is looked at within the write, so that of two of one name only one is.
    """
    taken = client.reference in desk.store.references()  # which says more than a name does
    if another or taken:
        return desk.open_case(client)
    looked_at = frozenset(desk.store.case_ids())
    _refuse_namesakes(namesakes(desk, client))
    with desk.store.transaction():
        if looked_at != frozenset(desk.store.case_ids()):
            _refuse_namesakes(namesakes(desk, client))
        return desk.open_case(client)


def _refuse_namesakes(held: list[Case]) -> None:
    if held:
        names = wording.listed(_told(case.client) for case in held[:3])
        raise NameTaken(f"not saved: there {'is' if len(held) == 1 else 'are'} {names} already")


def namesakes(desk: Desk, client: Client) -> list[Case]:
    """The cases of clients who may be this one: of the same name, and not of another day of birth."""
    return [
        case
        for case in desk.cases()
        if same_name(case.client.name, client.name)
        and (client.born is None or case.client.born is None or client.born == case.client.born)
    ]


def _told(client: Client) -> str:
    born = f", born {wording.day(client.born)}" if client.born else ""
    return wording.one_line(f"{client.name} ({client.reference}{born})")


def put_right(desk: Desk, case: Case, client: Client) -> Case:
    """The case with the client's record put right; as it is where nothing of it was changed. Raises what `Desk.correct`
    raises."""
    return case if client == case.client else desk.correct(case, client)
