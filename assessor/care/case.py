"""A case: one client's journal read from its first entry to its last, or to any entry between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from assessor import wording
from assessor.care.bank import Bank
from assessor.care.plan import Plan, make_plan
from assessor.journal import CallBegun, Client, ClientRecorded, Decided, Entry, Exported, SafetyNoted, WentTo
from assessor.scripts.interview import Interview

Banks = Callable[[str], Bank]
"""Finds a bank by its fingerprint."""

UNKNOWN_CLIENT = Client(name="Unknown")


@dataclass(frozen=True)
class Call:
    """One call: when it began, by whom, and the interview that its entries make."""

    id: str
    begun: datetime
    by: str
    bank: Bank
    interview: Interview
    entries: tuple[Entry, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether the adviser brought it to its end."""
        return self.interview.ended


@dataclass(frozen=True)
class Case:
    """One client's record as its journal tells it.

    ``version`` is the plan's number: it goes up with the first act after the plan has left the program.
    ``unsaved`` are entries of this reading that are not in the records yet: a call that was opened and in which
    nothing has been done.
    """

    id: str
    client: Client = UNKNOWN_CLIENT
    calls: tuple[Call, ...] = ()
    decisions: dict[str, Decided] = field(default_factory=dict)
    safety: dict[str, str] = field(default_factory=dict)
    opened: datetime | None = None
    last: Entry | None = None
    version: int = 1
    sent: bool = False
    unsaved: tuple[Entry, ...] = ()

    @property
    def call(self) -> Call | None:
        """The latest call."""
        return self.calls[-1] if self.calls else None

    @cached_property
    def plan(self) -> Plan:
        """The plan as it stands."""
        if self.call is None:
            return Plan()
        return make_plan(self.call.interview, self.call.bank, self.decisions, self.safety)

    @property
    def state(self) -> Literal["new", "cut_off", "assessed"]:
        """Where the case stands: no call yet, a call under way or cut off, or the assessment done."""
        if self.call is None:
            return "new"
        return "assessed" if self.call.ended else "cut_off"

    def with_entries(self, entries: Iterable[Entry], banks: Banks) -> Case:
        """The case after all of these entries."""
        case = self
        for entry in entries:
            case = case.with_entry(entry, banks)
        return case

    def with_entry(self, entry: Entry, banks: Banks) -> Case:
        """The case after one more entry."""
        changed: dict[str, object] = {"last": entry, "opened": self.opened or entry.at}
        if isinstance(entry.act, Exported):
            changed["sent"] = True
        elif self.sent and not isinstance(entry.act, WentTo):
            changed |= {"version": self.version + 1, "sent": False}
        match entry.act:
            case ClientRecorded(client=client):
                changed["client"] = client
            case CallBegun(script=script, bank=fingerprint) if entry.call not in [c.id for c in self.calls]:
                bank = banks(fingerprint)
                day = entry.at.astimezone().date()
                interview = Interview.begin(bank.course(script), self.client, day, entry.by)
                changed["calls"] = (
                    *self.calls,
                    Call(entry.call, entry.at, entry.by, bank, interview, (entry,)),
                )
            case Decided(suggestion=name):
                changed["decisions"] = self.decisions | {name: entry.act}
            case SafetyNoted(field=name, text=text):
                changed["safety"] = self.safety | {name: text}
        if not isinstance(entry.act, CallBegun) or "calls" not in changed:
            changed["calls"] = tuple(
                replace(call, interview=call.interview.with_entry(entry), entries=(*call.entries, entry))
                if call.id == entry.call
                else call
                for call in self.calls
            )
        return replace(self, **changed)  # type: ignore[arg-type]

    def waits_for(self) -> str:
        """What this case waits for, in a few words."""
        if self.call is None:
            return "first call"
        plan = self.plan
        if not self.call.ended:
            current = self.call.interview.current
            question = self.call.interview.course.question(current) if current else None
            return f"finish the call, at: {question.title}" if question else "end the call"
        undecided = len(plan.proposed())
        if undecided:
            return f"{undecided} suggestion{'s' if undecided > 1 else ''} to decide"
        if plan.next_date:
            return f"next call {wording.day(plan.next_date)}"
        return "next call to be booked"

    def waits_until(self) -> date | None:
        """The day on which the next contact is due, if one is booked."""
        return self.plan.next_date


def read_case(case: str, entries: Iterable[Entry], banks: Banks) -> Case:
    """The case that these entries tell of; raises KeyError for a bank or script that is not to be had."""
    return Case(case).with_entries(entries, banks)
