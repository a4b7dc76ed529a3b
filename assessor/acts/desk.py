"""The adviser's desk: the one place where acts become entries, and cases are read from their journals."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.care.case import Case, calls_to_make, read_case
from assessor.care.employer_lines import choice
from assessor.care.review_state import refusal
from assessor.journal import (
    Act,
    Attempted,
    CallBegun,
    Client,
    ClientRecorded,
    Entry,
    Exported,
    Outcome,
    Reviewed,
    ShareChosen,
    SupervisionHeld,
    Undone,
)
from assessor.records.errors import NotAllowed, ReferenceTaken, StoreError
from assessor.records.store import Adviser, Store
from assessor.wording import did_you_mean
from assessor.yaml_source import BankError

Clock = Callable[[], datetime]

SUPERVISION = "supervision"
"""The journal in which supervisions are kept: they are of no one case."""


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def new_id(at: datetime) -> str:
    """An identifier that sorts by time and is not given twice: 12 hexadecimal digits of time, 12 of chance."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(6)}"


def next_reference(taken: Collection[str]) -> str:
    """The next number for a client that nobody else has: EA-0001, EA-0002, and so on."""
    numbers = count(len(taken) + 1)
    return next(name for number in numbers if (name := f"EA-{number:04d}") not in taken)


@dataclass
class Desk:
    """Store, bank, adviser and clock together. Every act passes through `write`; no other path writes."""

    store: Store
    current_bank: Bank
    adviser: Adviser
    clock: Clock = now
    unreadable: list[str] = field(default_factory=list)
    _banks: dict[str, Bank] = field(default_factory=dict)

    def bank(self, fingerprint: str) -> Bank:
        """The bank of this fingerprint: today's, or the copy kept when a call began with it."""
        if fingerprint == self.current_bank.fingerprint:
            return self.current_bank
        if fingerprint not in self._banks:
            files = self.store.bank(fingerprint)
            if files is None:
                raise StoreError(f"the records lack the bank {fingerprint[:12]} with which a call was begun")
            try:
                self._banks[fingerprint] = read_bank(files, f"bank {fingerprint[:12]}")
            except BankError as error:
                raise StoreError(f"the records' copy of a bank does not fit this assessor: {error}") from None
        return self._banks[fingerprint]

    def entry(self, act: Act, call: str = "", at: datetime | None = None) -> Entry:
        """An entry for this act, signed and dated now, or at the moment given."""
        at = at or self.clock()
        return Entry(id=new_id(at), at=at, by=self.adviser.name, call=call, act=act)

    def write(self, case: Case, acts: Act | Sequence[Act], call: str | None = None) -> Case:
        """Appends the acts to the case's journal, within the call (the latest, if none is named), and returns
        the case after them. Raises `NotSaved`, or `NotAllowed` with the reason, and then the case is as it was."""
        several = acts if isinstance(acts, list | tuple) else (acts,)
        if call is None:
            call = case.call.id if case.call else ""
        after, entries = replace(case, unsaved=()), []
        if any(isinstance(act, Reviewed | Exported) for act in several):
            self._as_read(case)
        for act in several:  # each may be refused for what those before it made of the plan
            if why := refusal(after.standing, act, self.adviser.name, self.adviser.role, after.advisers):
                raise NotAllowed(f"nothing was written: {why}")
            if isinstance(act, ShareChosen) and not act.texts:  # words are chosen, not only their place
                act = choice(after.plan, act.lines)
            moment = self.clock()
            if after.last is not None:  # the last word is the last written, also where a clock was put back
                moment = max(moment, after.last.at)
            entries.append(self.entry(act, call, moment))
            after = after.with_entry(entries[-1], self.bank)
        self.store.append(case.id, [*case.unsaved, *entries])
        return after

    def _as_read(self, case: Case) -> None:
        """Raises `NotAllowed` if the records hold another plan than was read: that is what is signed, or leaves."""
        kept = [entry.id for entry in self.store.journal(case.id)]
        unsaved = {entry.id for entry in case.unsaved}
        if kept != [entry.id for entry in case.entries if entry.id not in unsaved]:
            raise NotAllowed("nothing was written: the plan was changed elsewhere since it was read; open it again")

    def undo(self, case: Case, call: str) -> Case | None:
        """The case with the latest act of this call taken back; None if there is none to take back."""
        entry = case.to_undo(call)
        return self.write(case, Undone(entry=entry.id), call) if entry else None

    def redo(self, case: Case, call: str) -> Case | None:
        """The case with the act that was last taken back brought back; None if there is none."""
        entry = case.to_redo(call)
        return self.write(case, Undone(entry=entry.id), call) if entry else None

    def cases(self) -> list[Case]:
        """Every case that can be read, the earliest opened first; `unreadable` says why another cannot."""
        cases = []
        self.unreadable = []
        for case, entries in self.store.journals().items():
            if case == SUPERVISION:
                continue
            try:
                cases.append(read_case(case, entries, self.bank))
            except (StoreError, KeyError) as error:
                self.unreadable.append(f"a case cannot be read: {error.args[0]}")
        return cases

    def supervisions(self) -> list[Entry]:
        """The supervisions that were recorded, the earliest first."""
        return [e for e in self.store.journal(SUPERVISION) if isinstance(e.act, SupervisionHeld)]

    def record_supervision(self, held: SupervisionHeld) -> Entry:
        """Keeps the record of a supervision; raises `NotSaved`, or `NotAllowed` to whoever holds none."""
        if self.adviser.role != "senior":
            raise NotAllowed("nothing was written: only a senior adviser keeps the record of a supervision")
        entry = self.entry(held)
        self.store.append(SUPERVISION, [entry])
        return entry

    def work_as(self, adviser: Adviser) -> None:
        """From now on entries are signed by this person; the records remember it."""
        self.store.set_adviser(adviser)
        self.adviser = adviser

    def case(self, wanted: str) -> Case:
        """The case of this id or reference; raises `StoreError`, with the nearest there is."""
        case_id = wanted if wanted != SUPERVISION and self.store.journal(wanted) else self.store.case_of(wanted)
        if case_id is not None:
            try:
                return read_case(case_id, self.store.journal(case_id), self.bank)
            except KeyError as error:
                raise StoreError(f"the case {wanted} cannot be read: {error.args[0]}") from None
        near = did_you_mean(wanted, [case.client.reference for case in self.cases()])
        hint = near or "; `assessor cases` lists them"
        raise StoreError(f"no case {wanted!r}{'; '.join([hint, *dict.fromkeys(self.unreadable)])}")

    def open_case(self, client: Client) -> Case:
        """A new case for this client, with a reference of its own if the client has none; raises `NotSaved`, which is
        a `ReferenceTaken` if another case has the client's."""
        case = Case(new_id(self.clock()))
        if client.reference:
            return self.write(case, ClientRecorded(client=client), call="")
        while True:
            numbered = client.model_copy(update={"reference": next_reference(self.store.references())})
            try:
                return self.write(case, ClientRecorded(client=numbered), call="")
            except ReferenceTaken:  # by another program, in the moment since
                continue

    def begin_call(self, case: Case, script: str) -> Case:
        """The case with a call by this script of today's bank, of which the records keep a copy.

        The call is in the records from its first act on: one that is only opened, and left, never was.
        """
        course = self.current_bank.course(script)
        self.store.keep_bank(self.current_bank.fingerprint, self.current_bank.files)
        begun = CallBegun(script=script, version=course.script.version, bank=self.current_bank.fingerprint)
        entry = self.entry(begun, new_id(self.clock()))
        return replace(case.with_entry(entry, self.bank), unsaved=(*case.unsaved, entry))

    def take_up(self, wanted: str, script: str | None = None) -> tuple[Case, str]:
        """The case of this id or reference, and the call to make in it: a new one by ``script``, or else the one that
        is unfinished, or else a new one by the likeliest. Raises `StoreError` or KeyError where there is none."""
        case = self.case(wanted)
        if script is None and case.unfinished is not None:
            return case, case.unfinished.id
        likeliest = calls_to_make(case, self.current_bank)
        if script is None and not likeliest:
            raise StoreError("the bank has no script to ring by")
        case = self.begin_call(case, script or likeliest[0].script)
        return case, case.calls[-1].id

    def not_reached(self, case: Case, outcome: Outcome) -> Case:
        """The case with it written down that the client was rung and not spoken to. A call that was opened for it, and
        in which nothing was done, is not begun by it. Raises `NotSaved`, and then the case is as it was."""
        kept = [entry for entry in case.entries if entry not in case.unsaved]
        return self.write(read_case(case.id, kept, self.bank), Attempted(outcome=outcome), "")
