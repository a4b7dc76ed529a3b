"""A case: one client's journal read from its first entry to its last, or to any entry between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal, get_args

from assessor import taxonomy, wording
from assessor.bank.bank import Bank
from assessor.bank.health_words import HealthHint
from assessor.care.answers import Answers
from assessor.care.carry_over import carried
from assessor.care.clock import elapsed
from assessor.care.consents import ConsentWord, consent_words, consents, refused_since, renamed
from assessor.care.employers import CHOOSING
from assessor.care.employment_status import StatusRecord, status_records
from assessor.care.handwritten import DONE_ON_PLAN, NOTHING_BY_HAND, ByHand, choices_after_undoing
from assessor.care.plan import Concern, Plan
from assessor.care.plan_builder import make_plan
from assessor.care.review_state import NEW_PLAN, ReviewState
from assessor.care.safety_pages import NO_LINES, Pages, concerns, with_line
from assessor.journal import (
    UNPLACED,
    Attempted,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Commented,
    Decided,
    Entry,
    Exported,
    Paused,
    Reviewed,
    SafetyNoted,
    Undone,
)
from assessor.scripts.earlier import NOTHING_EARLIER
from assessor.scripts.interview import Interview
from assessor.scripts.model import Script, Stage

Banks = Callable[[str], Bank]
"""Finds a bank by its fingerprint."""

CaseState = Literal["new", "cut_off", "assessed", "closed", "not_taken_up"]

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

    def talked(self, moment: datetime) -> timedelta:
        """How long the talk has taken up to this moment, or to its end, without the time it stood still."""
        spent, since, running = timedelta(), self.begun, True
        for entry in self.entries:
            if running:
                spent += elapsed(since, entry.at)
            since, running = entry.at, not isinstance(entry.act, Paused)
            if isinstance(entry.act, CallEnded):  # what is done on the plan afterwards is no talk
                return spent
        return spent + elapsed(since, moment) if running else spent

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return any(isinstance(entry.act, Paused) for entry in self.entries[-1:])

    @property
    def held(self) -> bool:
        """Whether it was a talk that leaves its mark on the case: no questionnaire, and the client could talk."""
        course = self.interview.course
        return course.script.stage != "measure" and course.held(self.interview.values) is not False


@dataclass(frozen=True)
class Case:
    """One client's record as its journal tells it.

    ``by_hand`` is what was written on the plan outside a call, ``standing`` its version and review. ``safety`` holds
    the safety pages that were written on, by their names. ``unsaved`` are entries of this reading that are not
    in the records yet: a call that was opened and in which nothing has been done. ``gone`` are the ids of the entries
    that are taken back, and ``consent_words`` all that was ever said on sharing, those among them.
    """

    id: str
    client: Client = UNKNOWN_CLIENT
    calls: tuple[Call, ...] = ()
    answers: Answers | None = None
    decisions: dict[str, Decided] = field(default_factory=dict)
    safety: Pages = field(default_factory=dict)
    opened: datetime | None = None
    last: Entry | None = None
    by_hand: ByHand = NOTHING_BY_HAND
    standing: ReviewState = NEW_PLAN
    unsaved: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()
    attempts: tuple[Entry, ...] = ()
    consent_words: tuple[ConsentWord, ...] = ()
    gone: frozenset[str] = frozenset()

    @property
    def version(self) -> int:
        """The plan's number."""
        return self.standing.version

    @property
    def advisers(self) -> tuple[str, ...]:
        """Whose plan it is: everybody who made a call or wrote on it, reviews and their comments apart."""
        apart = (Reviewed, Commented, Exported)
        return tuple(dict.fromkeys(entry.by for entry in self.entries if not isinstance(entry.act, apart)))

    @property
    def call(self) -> Call | None:
        """The latest call."""
        return self.calls[-1] if self.calls else None

    @property
    def unfinished(self) -> Call | None:
        """The latest call that was not brought to its end."""
        return next(iter(self.all_unfinished), None)

    @property
    def all_unfinished(self) -> tuple[Call, ...]:
        """Every call that was not brought to its end, the latest first: each can be gone on with."""
        return tuple(call for call in reversed(self.calls) if not call.ended)

    @property
    def health_hint(self) -> HealthHint:
        """What tells of health in a line of the plan, by the words of the bank that the plan is read with."""
        return self.call.bank.health_hint if self.call else HealthHint(())

    @cached_property
    def plan(self) -> Plan:
        """The plan as it stands."""
        if self.call is None or self.answers is None:
            return Plan(safety=self.concerns)
        consented = consents(self.consent_words, {call.id: call.interview for call in self.calls}, self.gone)
        since = refused_since(self.consent_words, self.gone)
        return make_plan(self.answers, self.call.bank, self.decisions, self.concerns, self.by_hand, consented, since)

    @cached_property
    def raised(self) -> tuple[tuple[str, Concern], ...]:
        """What stands on each safety page, by the page's name; the earliest begun first."""
        return concerns(self.answers, tuple(call.id for call in self.calls), self.safety)

    def safety_lines(self, page: str) -> Mapping[str, str]:
        """The lines of the safety page of this name; none where nothing was written on it."""
        return self.safety[page].lines if page in self.safety else NO_LINES

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """What stands on the safety pages, as on the plan, which takes longer to make."""
        return tuple(concern for _, concern in reversed(self.raised))

    @property
    def status_records(self) -> tuple[StatusRecord, ...]:
        """The employment status records, one for each call that took one, the earliest first."""
        return status_records(call.interview for call in self.calls)

    @property
    def state(self) -> CaseState:
        """Where the case stands: no talk yet, a call under way or cut off, or as the last talk left it."""
        if self.call is None:
            return "new"
        talks = [call for call in self.calls if call.interview.course.script.stage != "measure"]
        if not self.call.ended or (talks and not talks[-1].ended):
            return "cut_off"
        return self.left_as

    @property
    def left_as(self) -> CaseState:
        """Where the case stands but for what is unfinished: as the last talk that was brought to its end left it."""
        held = [call.interview.course.script for call in self.calls if call.ended and call.held]
        if not held:
            return "new"
        return "assessed" if held[-1].leaves == "open" else held[-1].leaves

    def with_entries(self, entries: Iterable[Entry], banks: Banks) -> Case:
        """The case after all of these entries."""
        case = self
        for entry in entries:
            case = case.with_entry(entry, banks)
        return case

    def with_entry(self, entry: Entry, banks: Banks) -> Case:
        """The case after one more entry, which is given its place in the journal unless it has one."""
        if entry.place == UNPLACED:
            entry = entry.model_copy(update={"place": self.last.place + 1 if self.last else 0})
        if isinstance(entry.act, Undone):
            return self._with_undone(entry, banks)
        case = self._in_its_call(entry)._with_act(entry, banks)
        return replace(
            case,
            last=entry,
            opened=self.opened or entry.at,
            entries=(*self.entries, entry),
            standing=self.standing.with_entry(entry),
            by_hand=case.by_hand.with_entry(entry),
        )

    def _in_its_call(self, entry: Entry) -> Case:
        """The case with the entry in the call in which it was made, if that has begun, and with its word on sharing."""
        case, interview = self, None
        place = next((place for place, call in enumerate(self.calls) if call.id == entry.call), None)
        if place is not None and self.answers is not None:
            answers = self.answers.with_entry(entry, place)
            interview = answers.own[place]
            call = replace(self.calls[place], interview=interview, entries=(*self.calls[place].entries, entry))
            case = replace(self, answers=answers, calls=(*self.calls[:place], call, *self.calls[place + 1 :]))
        words = (
            *consent_words(entry, interview),
            *renamed(entry, interview, self.entries, self.gone, self.consent_words),
        )
        by_hand = case.by_hand.after_words(word for word in words if word.reader in CHOOSING)
        return replace(case, consent_words=(*case.consent_words, *words), by_hand=by_hand) if words else case

    def _with_act(self, entry: Entry, banks: Banks) -> Case:
        """The case with what the act says of it outside the call's own interview."""
        match entry.act:
            case ClientRecorded(client=client):
                return self._of_client(client)
            case CallBegun() if all(call.id != entry.call for call in self.calls):
                return self._with_call(entry, entry.act, banks(entry.act.bank))
            case Attempted():
                return replace(self, attempts=(*self.attempts, entry))
            case Decided(suggestion=name):
                return replace(self, decisions=self.decisions | {name: entry.act})
            case SafetyNoted():
                begun = tuple(call.id for call in self.calls)
                return replace(self, safety=with_line(self.safety, entry, entry.act, begun))
        return self

    def _of_client(self, client: Client) -> Case:
        """The case with the client's record as it is now: what is open, and what is yet to come, goes by it."""
        if self.answers is None:
            return replace(self, client=client)
        answers = self.answers.of_client(client)
        calls = tuple(replace(call, interview=own) for call, own in zip(self.calls, answers.own, strict=True))
        return replace(self, client=client, answers=answers, calls=calls)

    def _with_call(self, entry: Entry, begun: CallBegun, bank: Bank) -> Case:
        """The case with a call that begins with this entry."""
        course, day = bank.course(begun.script), entry.at.astimezone().date()
        earlier = carried(self.answers, self.plan, day, course.script.steps) if self.answers else NOTHING_EARLIER
        interview = Interview.begin(course, self.client, day, entry.by, earlier)
        call = Call(entry.call, entry.at, entry.by, bank, interview, (entry,))
        answers = self.answers.begun(interview) if self.answers else Answers.of(interview)
        return replace(self, answers=answers, calls=(*self.calls, call))

    def _with_undone(self, entry: Entry, banks: Banks) -> Case:
        """The case as if what this entry takes back had never been; all entries stay where they are.

        Two things do not come back by that: a yes to sharing, and a choice of lines for the employer, which an act
        that is now taken back had replaced, or a no that is. They wait to be said anew.
        """
        entries = (*self.entries, entry)
        gone = frozenset(taken_back(entries))
        kept = [e for e in entries if e.id not in gone and not isinstance(e.act, Undone)]
        case = Case(self.id).with_entries(kept, banks)
        no = {
            reader: [w.entry for w in self.consent_words if (w.reader, w.says) == (reader, "no")] for reader in CHOOSING
        }
        by_hand = choices_after_undoing(case.by_hand, entries, gone, no)
        return replace(
            case, entries=entries, last=entry, unsaved=self.unsaved, standing=self.standing.with_entry(entry),
            by_hand=by_hand, consent_words=self.consent_words, gone=gone,
        )  # fmt: skip

    def at_version(self, version: int, banks: Banks) -> Case:
        """The case as it was when this version was fixed, or as it is if it has not been; KeyError for another."""
        upto = {fixed.version: fixed.upto for fixed in self.standing.fixed}
        if version == self.version and version not in upto:
            return self
        return read_case(self.id, self.entries[: upto[version]], banks)

    def to_undo(self, call: str) -> Entry | None:
        """The latest act of this call that can be taken back and has not been."""
        acts = (e for e in reversed(self.entries) if e.call == call and e.id not in self.gone)
        return next((e for e in acts if e.act.undoable), None)

    def to_redo(self, call: str) -> Entry | None:
        """The taking back, in this call, that can itself be taken back: the latest, if nothing was done since."""
        for entry in reversed(self.entries):
            if entry.call == call and entry.id not in self.gone:
                if isinstance(entry.act, Undone) and not self._is_redo(entry.act):
                    return entry
                if entry.act.undoable:
                    return None
        return None

    def to_undo_on_plan(self) -> Entry | None:
        """The latest act on the plan, in whichever call or outside any, that can be taken back and has not been."""
        acts = (e for e in reversed(self.entries) if e.id not in self.gone and isinstance(e.act, DONE_ON_PLAN))
        return next((e for e in acts if e.act.undoable), None)

    def to_redo_on_plan(self) -> Entry | None:
        """The taking back of an act on the plan that can itself be taken back: the latest, if none was done since."""
        acts = {e.id: e.act for e in self.entries}
        for entry in reversed(self.entries):
            if entry.id in self.gone:
                continue
            if isinstance(entry.act, Undone) and isinstance(acts[entry.act.entry], DONE_ON_PLAN):
                return entry
            if isinstance(entry.act, DONE_ON_PLAN):
                return None
        return None

    def _is_redo(self, act: Undone) -> bool:
        return any(e.id == act.entry and isinstance(e.act, Undone) for e in self.entries)

    def waits_for(self) -> str:
        """What this case waits for, in a few words."""
        if self.call is None:
            return f"first call; {tried(self.attempts)}" if self.attempts else "first call"
        plan = self.plan
        if self.unfinished and self.state == "cut_off":
            interview = self.unfinished.interview
            current = interview.stands_at
            return f"finish the call, at: {openly(interview, current)}" if current else "end the call"
        if self.standing.state == "returned":
            return f"plan returned by {self.standing.reviewer}"
        undecided = len(plan.proposed())
        if undecided:
            return f"{undecided} suggestion{'s' if undecided > 1 else ''} to decide"
        if plan.next_date:
            return f"next call {wording.day(plan.next_date)}"
        nothing = {"closed": "nothing; support has ended", "not_taken_up": "nothing; support was not taken up"}
        return nothing.get(self.state, "next call to be booked")

    def waits_until(self) -> date | None:
        """The day on which the next contact is due, if one is booked."""
        return self.plan.next_date


def openly(interview: Interview, question: str) -> str:
    """The title of a question, for a list that others may see: what is asked in private is not told there."""
    asked = interview.course.question(question)
    return "a question in private" if asked and asked.private else interview.title(question)


def tried(attempts: Sequence[Entry]) -> str:
    """How often the client was rung in vain, and what came of it the last time."""
    last = attempts[-1]
    outcome = taxonomy.OUTCOMES[last.act.outcome] if isinstance(last.act, Attempted) else ""
    return f"rung {wording.counted(len(attempts), 'time')}, last {wording.day(last.at.astimezone())}: {outcome}"


def taken_back(entries: Sequence[Entry]) -> set[str]:
    """The ids of the entries that are taken back, those that brought others back left out."""
    gone: set[str] = set()
    for entry in reversed(entries):  # what takes back stands after what it takes, and may itself be taken back later
        if isinstance(entry.act, Undone) and entry.id not in gone:
            gone.add(entry.act.entry)
    return gone


_STAGES: dict[CaseState, tuple[Stage, ...]] = {
    "new": ("first", "measure"),
    "cut_off": ("later", "measure", "first", "after"),
    "assessed": ("later", "measure", "after", "first"),
    "closed": ("after", "first", "measure", "later"),
    "not_taken_up": ("first", "measure"),
}


def calls_to_make(case: Case, bank: Bank, state: CaseState | None = None) -> list[Script]:
    """The scripts by which this client may be rung, the likeliest first; by the state in which the case stands, or by
    this one."""
    stages = _STAGES[state or case.state]
    scripts = [course.script for course in bank.courses.values() if course.script.stage != "protocol"]
    fitting = [script for script in scripts if script.stage in stages]
    stages = stages if fitting else get_args(Stage)
    return sorted(
        fitting or scripts, key=lambda script: (stages.index(script.stage), script.leaves != "open", script.script)
    )


def read_case(case: str, entries: Iterable[Entry], banks: Banks) -> Case:
    """The case that these entries tell of; raises KeyError for a bank or script that is not to be had."""
    return Case(case).with_entries(entries, banks)
