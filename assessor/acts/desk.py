"""The adviser's desk: the one place where acts become entries, and cases are read from their journals."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from assessor.acts.calls import begin_call, not_reached, record_client, take_back
from assessor.acts.refusals import gives_consent, refusal, supervision_refusal
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.care.case import Case, calls_to_make, read_case
from assessor.journal import Act, Client, ClientRecorded, Entry, Exported, Outcome, SupervisionHeld
from assessor.names import is_blank, same_name, unless_blank
from assessor.records.errors import NotAllowed, ReferenceAlike, ReferenceTaken, Stale, StoreError
from assessor.records.outbox import hand_over
from assessor.records.store import Adviser, Store
from assessor.wording import day, did_you_mean
from assessor.yaml_source import BankError

Clock = Callable[[], datetime]

SUPERVISION = "supervision"
"""The journal in which supervisions are kept: they are of no one case."""


class ChangedElsewhere(NotAllowed):
    """An act that rests on what was read, where the records hold something else by now.

    Whoever shows the case shows it as it stands before the act is tried again.
    """

    def __init__(self) -> None:
        super().__init__("nothing was written: it was changed elsewhere since it was read; look at it as it stands now")


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
    _unseen: dict[str, frozenset[str]] = field(default_factory=dict)
    """By the id of a case, readers of whom a word came in with an act of ours that nobody here has looked at yet."""

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

    @property
    def today(self) -> date:
        """The day, in the time of whoever works here."""
        return self.clock().astimezone().date()

    def entry(self, act: Act, call: str = "") -> Entry:
        """An entry for this act, signed and dated now."""
        at = self.clock()
        return Entry(id=new_id(at), at=at, by=self.adviser.name, call=call, act=act)

    def refusal(self, case: Case, act: Act, call: str = "", today: date | None = None) -> str:
        """Why whoever works here may not do this act to the case as it stands; empty if they may."""
        refused = refusal(case, act, self.adviser, today or self.today, call)
        return refused.why if refused else ""

    def write(self, case: Case, acts: Act | Sequence[Act], call: str) -> Case:
        """Appends the acts to the case's journal, within the call of this id ("" outside any), and returns the case
        after them.

        Raises `NotSaved`, or `NotAllowed` with the reason, and then the case is as it was. Where somebody else has
        written since it was read, an act that rests on what was read is refused; any other is added after theirs.
        """
        acts = acts if isinstance(acts, list | tuple) else (acts,)
        return self.write_each(case, [(act, call) for act in acts])

    def write_each(self, case: Case, acts: Sequence[tuple[Act, str]]) -> Case:
        """The same for acts of which each names the call in which it is done."""
        return self.write_entries(case, [self.entry(act, call) for act, call in acts])

    def write_entries(self, case: Case, entries: Sequence[Entry]) -> Case:
        """The same for entries of this desk, of which a later one may name an earlier one by its id."""
        after = self._checked(case, entries)
        unseen = self._unseen.get(case.id)
        if unseen and unseen & _newly_given(case, after):
            del self._unseen[case.id]  # it is said now, and the case shown as it stands
            raise ChangedElsewhere
        try:
            self.store.append(case.id, [*case.unsaved, *entries], after=_end_of(case))
        except Stale:
            if any(e.act.depends_on_reading or gives_consent(case, e.act, e.call) for e in entries):
                raise ChangedElsewhere from None
            return self._write_after_others(case, entries)
        return after

    def _write_after_others(self, case: Case, entries: Sequence[Entry]) -> Case:
        """Writes what rests on nothing that was read after what others wrote since. Nothing of it makes a yes of what
        is none as the case stands; and a yes that is given later waits until what they wrote was looked at."""
        stands = self.read_again(case)
        if any(going_on(case, e.call, stands) != e.call for e in entries):
            raise ChangedElsewhere
        if _newly_given(stands, self._checked(stands, entries)):
            raise ChangedElsewhere
        since = stands.consent_words[len(case.consent_words) :]
        readers = frozenset(word.reader for word in since if word.says not in ("yes", "kept"))
        after = self.write_entries(stands, entries)
        if readers:
            self._unseen[case.id] = self._unseen.get(case.id, NOBODY_UNSEEN) | readers
        return after

    def hand_over(self, case: Case, left: Exported, path: Path, content: str | bytes, overwrite: bool = False) -> Case:
        """Writes a document to a file and the entry that says so, both or neither; returns the case after it."""
        if case.unsaved:
            raise NotAllowed("nothing was written: the call has not begun yet")
        entry = self.entry(left)
        after = self._checked(case, [entry])
        try:
            hand_over(self.store, case.id, entry, path, content, overwrite=overwrite, after=_end_of(case))
        except Stale:
            raise ChangedElsewhere from None
        return after

    def _checked(self, case: Case, entries: Iterable[Entry]) -> Case:
        """The case after these entries: the act of each may be refused for what those before it made of the case."""
        after = replace(case, unsaved=()) if case.unsaved else case  # what was read of it already need not be again
        for entry in entries:
            if why := self.refusal(after, entry.act, entry.call, entry.at.astimezone().date()):
                raise NotAllowed(f"nothing was written: {why}")
            if isinstance(entry.act, ClientRecorded):
                self._check_record(case, entry.act.client)
            after = after.with_entry(entry, self.bank)
        return after

    def _check_record(self, case: Case, client: Client) -> None:
        """Raises `ReferenceTaken` or `NotAllowed` for a client's record that cannot be so, with what is in the way."""
        if client.born is not None and client.born > self.today:
            raise NotAllowed(f"nothing was written: a date of birth of {day(client.born)} is still to come")
        others = self.store.references() - {case.client.reference}
        if client.reference in others:
            raise ReferenceTaken(client.reference)
        if alike := next((held for held in others if same_name(held, client.reference)), ""):
            raise ReferenceAlike(alike)

    def undo(self, case: Case, call: str) -> Case | None:
        """The case with the latest act of this call taken back; None if there is none to take back."""
        return self._take_back(case, case.to_undo(call), call)

    def redo(self, case: Case, call: str) -> Case | None:
        """The case with the act that was last taken back brought back; None if there is none."""
        return self._take_back(case, case.to_redo(call), call)

    def undo_on_plan(self, case: Case) -> Case | None:
        """The case with the latest act on the plan taken back, in whichever call it was done; None if there is none."""
        entry = case.to_undo_on_plan()
        return self._take_back(case, entry, entry.call if entry else "")

    def redo_on_plan(self, case: Case) -> Case | None:
        """The case with the act on the plan that was last taken back brought back; None if there is none."""
        entry = case.to_redo_on_plan()
        return self._take_back(case, entry, entry.call if entry else "")

    def _take_back(self, case: Case, entry: Entry | None, call: str) -> Case | None:
        return self.write(case, take_back(entry), call) if entry else None

    def is_as_read(self, case: Case) -> bool:
        """Whether the records still hold this case as it was read, with nothing written to it since."""
        kept = self.store.journal(case.id)
        return (kept[-1].id if kept else "") == _end_of(case)

    def cases(self) -> list[Case]:
        """Every case that can be read, the earliest opened first; `unreadable` says why another cannot."""
        cases = []
        self.unreadable = []
        for case in self.store.case_ids():
            if case == SUPERVISION:
                continue
            try:
                cases.append(read_case(case, self.store.journal(case), self.bank))
            except (StoreError, KeyError) as error:
                self.unreadable.append(f"a case cannot be read: {error.args[0]}")
        return cases

    def supervisions(self) -> list[Entry]:
        """The supervisions that were recorded, the earliest first."""
        return [e for e in self.store.journal(SUPERVISION) if isinstance(e.act, SupervisionHeld)]

    def record_supervision(self, held: SupervisionHeld) -> Entry:
        """Keeps the record of a supervision, its adviser by the name they have here; raises `NotSaved`, or `NotAllowed`
        with what in it cannot be so."""
        cases = self.cases()
        people = [name for case in cases for name in case.advisers] + [person.name for person in self.store.people()]
        name = next((name for name in people if same_name(name, held.adviser)), held.adviser)
        held = held.model_copy(update={"adviser": name})
        if refused := supervision_refusal(held, self.adviser, self.today, cases, people):
            raise NotAllowed(f"nothing was written: {refused.why}")
        entry = self.entry(held)
        self.store.append(SUPERVISION, [entry])
        return entry

    def hand_over_supervision(self, left: Exported, path: Path, content: str | bytes, overwrite: bool = False) -> None:
        """Writes records of supervision to a file and the entry that says so, both or neither."""
        if is_blank(self.adviser.name):
            raise NotAllowed("nothing was written: say who is working here first")
        if self.adviser.role != "senior":
            raise NotAllowed("nothing was written: only a senior adviser takes out the record of a supervision")
        hand_over(self.store, SUPERVISION, self.entry(left), path, content, overwrite=overwrite)

    def work_as(self, adviser: Adviser) -> None:
        """From now on entries are signed by this person; the records remember it."""
        if is_blank(adviser.name):
            raise NotAllowed("nothing was written: the adviser's name is blank")
        self.store.set_adviser(adviser)
        self.adviser = adviser

    def case(self, wanted: str) -> Case:
        """The case of this id or reference; raises `StoreError`, with the nearest there is."""
        case_id = self.store.case_of(wanted)
        entries = self.store.journal(wanted) if case_id is None and wanted != SUPERVISION else ()
        case_id = wanted if entries else case_id
        if case_id is not None:
            return self._read(case_id, entries or self.store.journal(case_id))
        near = did_you_mean(wanted, [case.client.reference for case in self.cases()])
        hint = near or "; `assessor cases` lists them"
        raise StoreError(f"no case {wanted!r}{'; '.join([hint, *dict.fromkeys(self.unreadable)])}")

    def read_again(self, case: Case) -> Case:
        """The case as the records have it now: by its id, which another client's reference may spell. A call that was
        only opened is opened on that; unless one by its script was begun elsewhere, which is the one to go on with
        (`going_on`)."""
        stands = self._read(case.id, self.store.journal(case.id))
        if any(going_on(case, entry.call, stands) for entry in case.unsaved):
            return stands
        return replace(stands.with_entries(case.unsaved, self.bank), unsaved=case.unsaved)

    def _read(self, case_id: str, entries: Sequence[Entry]) -> Case:
        try:
            return read_case(case_id, entries, self.bank)
        except KeyError as error:
            raise StoreError(f"the case {case_id} cannot be read: {error.args[0]}") from None

    def open_case(self, client: Client) -> Case:
        """A new case for this client, with a reference of its own if the client has none; raises `NotSaved`, which is
        a `ReferenceTaken` if another case has the client's."""
        case = Case(new_id(self.clock()))
        client = client.model_copy(update={"reference": unless_blank(client.reference)})
        if client.reference:
            return self.write(case, record_client(client), call="")
        while True:
            numbered = client.model_copy(update={"reference": next_reference(self.store.references())})
            try:
                return self.write(case, record_client(numbered), call="")
            except ReferenceTaken:  # by another program, in the moment since
                continue

    def correct(self, case: Case, client: Client) -> Case:
        """The case with the client's record put right; a call that was only opened is not begun by it.

        Raises `NotSaved`, `ReferenceTaken` or `NotAllowed`, and then the case is as it was.
        """
        reference = unless_blank(client.reference) or case.client.reference
        record = record_client(client.model_copy(update={"reference": reference}))
        if not case.unsaved:
            return self.write(case, record, "")
        stands = self.write(self._begun_apart(case), record, "")
        return replace(stands.with_entries(case.unsaved, self.bank), unsaved=case.unsaved)

    def _begun_apart(self, case: Case) -> Case:
        """The case without a call that was only opened."""
        kept = [entry for entry in case.entries if entry not in case.unsaved]
        return read_case(case.id, kept, self.bank)

    def begin_call(self, case: Case, script: str) -> Case:
        """The case with a call by this script of today's bank, of which the records keep a copy.

        The call is in the records from its first act on: one that is only opened, and left, never was.
        """
        course = self.current_bank.course(script)
        self.store.keep_bank(self.current_bank.fingerprint, self.current_bank.files)
        begun = begin_call(script, course.script.version, self.current_bank.fingerprint)
        entry = self.entry(begun, new_id(self.clock()))
        return replace(case.with_entry(entry, self.bank), unsaved=(*case.unsaved, entry))

    def take_up(self, wanted: str, script: str | None = None, go_on: str | None = None) -> tuple[Case, str]:
        """The case of this id or reference, and the call to make in it: a new one by ``script``, or the latest that is
        unfinished by the script ``go_on``; or else the latest that is unfinished, or else a new one by the likeliest.
        Raises `StoreError` or KeyError where there is none."""
        case = self.case(wanted)
        if go_on is not None:
            left = {call.interview.course.script.script: call.id for call in reversed(case.all_unfinished)}
            if go_on not in left:
                there = did_you_mean(go_on, left) or f"; unfinished: {', '.join(left) or 'none'}"
                raise StoreError(f"no call by {go_on!r} is unfinished{there}")
            return case, left[go_on]
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
        return self.write(self._begun_apart(case), not_reached(outcome), "")


NOBODY_UNSEEN: frozenset[str] = frozenset()


def _newly_given(before: Case, after: Case) -> frozenset[str]:
    """With whom it may be shared, or who may be rung, after these acts and not before them."""
    return _given(after) - _given(before) if after.consent_words != before.consent_words else NOBODY_UNSEEN


def _given(case: Case) -> frozenset[str]:
    return frozenset(consent.reader for consent in (*case.plan.consents, *case.plan.may_ring) if consent.given)


def going_on(read: Case, call: str, stands: Case) -> str:
    """The call in which to go on in the case as it stands, where this one was in the case as it was read: itself, or
    one by its script that was begun elsewhere while it was only opened; "" if there is neither."""
    if any(begun.id == call for begun in stands.calls):
        return call
    scripts = {begun.id: begun.interview.course.script.script for begun in (*read.calls, *stands.calls)}
    read_ids = {begun.id for begun in read.calls}
    since = [begun.id for begun in stands.calls if begun.id not in read_ids and scripts[begun.id] == scripts.get(call)]
    return since[-1] if since else ""


def _end_of(case: Case) -> str:
    """The id of the last entry of a case as it was read from the records, "" if none was."""
    kept = case.entries[: len(case.entries) - len(case.unsaved)]
    return kept[-1].id if kept else ""
