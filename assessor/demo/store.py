"""The demonstration: the banks' invented clients in a store of their own, at every stage of a call and of a plan."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

from assessor.acts.desk import SUPERVISION, new_id, now
from assessor.bank.bank import Bank
from assessor.bank.personas import Persona, PersonaCall
from assessor.demo.plans import CASES_DISCUSSED, DEMO_SENIOR, acts_after, supervision_held
from assessor.demo.plans import DEMO_ADVISER as DEMO_ADVISER
from assessor.journal import Act, CallBegun, CallEnded, ClientRecorded, Entry
from assessor.records import opening
from assessor.records.store import Store

FIRST_CALL = time(10, 5)
BETWEEN_ANSWERS = timedelta(seconds=35)  # between one answer and the next


def make_demonstration(home: Path, bank: Bank) -> Store:
    """A demonstration store in ``home`` with every persona of the bank in it.

    Raises `StoreError`, or ValueError for a persona that does not fit its script; then nothing is made.
    """
    references = [persona.client.reference for persona in bank.personas.values()]
    if twice := [reference for reference in references if reference and references.count(reference) > 1]:
        raise ValueError(f"two personas have the reference {twice[0]}; give each one of its own")
    today = now()
    journals = [persona_entries(persona, bank, today) for persona in bank.personas.values()]
    store = opening.create(home, None)
    for adviser in (DEMO_SENIOR, DEMO_ADVISER):  # the last one works here
        store.set_adviser(adviser)
    store.keep_bank(bank.fingerprint, bank.files)
    for persona, entries in zip(bank.personas, journals, strict=True):
        store.append(new_id(entries[0].at), [*entries, *acts_after(persona, entries, bank, today)])
    if set(references).issuperset(CASES_DISCUSSED):
        store.append(SUPERVISION, [supervision_held(today)])
    return store


def persona_entries(persona: Persona, bank: Bank, today: datetime) -> list[Entry]:
    """The persona's journal, its call dated so many days before ``today``; raises ValueError if it does not fit."""
    first_day = (today - timedelta(days=persona.days_ago)).astimezone().date()
    referred = today - timedelta(days=persona.days_ago + persona.client.referred_days_ago)
    entries = [_entry(ClientRecorded(client=persona.known_as(first_day)), referred)]
    for call in persona.calls:
        try:
            entries += _call_entries(call, bank, today, entries[-1].at)
        except ValueError as error:
            raise ValueError(f"persona {persona.persona}: {error}") from None
    return entries


def _call_entries(call: PersonaCall, bank: Bank, today: datetime, after: datetime) -> list[Entry]:
    day = (today - timedelta(days=call.days_ago)).astimezone().date()
    try:
        course = bank.course(call.script)
    except KeyError as error:
        raise ValueError(error.args[0]) from None
    acts, problems = call.acts(course, day)
    if problems:
        raise ValueError(f"{problems[0].question}: {problems[0].message}")
    at = datetime.combine(day, FIRST_CALL).astimezone()
    begun = CallBegun(script=call.script, version=course.script.version, bank=bank.fingerprint)
    call_acts = [begun, *acts, *([CallEnded()] if call.state == "finished" else [])]
    if call.days_ago == 0:  # a call of today is over, or was cut off, a few minutes ago
        at = today - timedelta(minutes=4) - BETWEEN_ANSWERS * len(call_acts)
    at = max(at, after + BETWEEN_ANSWERS)
    name = new_id(at)
    return [_entry(act, at + BETWEEN_ANSWERS * i, name) for i, act in enumerate(call_acts)]


def _entry(act: Act, at: datetime, call: str = "") -> Entry:
    return Entry(id=new_id(at), at=at, by=DEMO_ADVISER.name, call=call, act=act)
