"""Acts written in a file: read with the place of each, and tried in turn before any of them is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pydantic import StrictBool, ValidationError

from assessor.acts.calls import answer, record_client, take_heard, write_safety_line
from assessor.acts.desk import Desk, new_id
from assessor.acts.refusals import Refusal, refusal
from assessor.acts.safety_page import (
    TELLS_OF_IT,
    SafetyPlace,
    call_under_way,
    page_to_complete,
    page_to_open,
    safety_acts,
)
from assessor.acts.sharing import consent, limits_that_stand
from assessor.care.case import Case
from assessor.care.employers import MAIN, employer_meant
from assessor.client import Client
from assessor.journal import (
    Act,
    ActRecord,
    Answered,
    Attempted,
    CallEnded,
    Commented,
    Consented,
    Decided,
    Entry,
    GoalRated,
    GoalWritten,
    NotAnswered,
    Noted,
    Ordered,
    Replied,
    Reviewed,
    SafetyField,
    SafetyNoted,
    ShareChosen,
    StepWritten,
    Submitted,
    Undone,
)
from assessor.scripts.kinds import Refused
from assessor.wording import did_you_mean
from assessor.yaml_source import BankError, Fault, SourceMap, build, read_yaml


class HeardTaken(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """What a note was heard to mean is taken: in the journal it is the answer that records it in the call under way."""

    act: Literal["heard"] = "heard"
    kind: Literal["situation", "need", "barrier", "strength"]
    code: str


class TakenBack(ActRecord, changes_plan=True, undoable=False, rests_on_reading=True):
    """What was done last is taken back, or what was taken back last is brought back."""

    act: Literal["undo", "redo"]


class DetailsPutRight(ActRecord, changes_plan=True, undoable=False, rests_on_reading=True):
    """Parts of the client's record are put right: in the journal it is the whole record as it then stands."""

    act: Literal["details"] = "details"
    name: str | None = None
    called: str | None = None
    born: date | None = None
    reference: str | None = None
    telephone: str | None = None
    best_times: str | None = None
    therapist: str | None = None
    therapist_role: str | None = None
    referred_by: str | None = None
    referred_on: date | None = None
    family_first: StrictBool | None = None
    pronouns: str | None = None
    address: str | None = None
    postcode: str | None = None
    access: str | None = None


class ConsentFiled(Consented, changes_plan=True, undoable=True, rests_on_reading=False):
    """Consent as a file gives it: of more than one employer it says which, by its name or number."""

    employer: str = ""


FileAct = Act | ConsentFiled | HeardTaken | TakenBack | DetailsPutRight

FILE_ACTS: Mapping[str, type[ActRecord]] = {
    name: kind
    for kind in (
        Answered, NotAnswered, Noted, HeardTaken, SafetyNoted, CallEnded, Attempted, Decided, GoalWritten, GoalRated,
        StepWritten, Ordered, Replied, ConsentFiled, ShareChosen, Commented, Submitted, Reviewed, TakenBack,
        DetailsPutRight,
    )
    for name in get_args(kind.model_fields["act"].annotation)
}  # fmt: skip
"""The acts that a file may hold, by their names."""

IN_THE_CALL = (Answered, NotAnswered, Noted, HeardTaken, CallEnded)
"""Acts of a file that are done within the call that is under way, if one is; any other is done outside it."""


@dataclass(frozen=True, slots=True)
class FiledAct:
    """An act as a file gives it, with the source in which the places of its fields stand."""

    act: FileAct
    source: SourceMap

    def fault(self, field: str, message: str) -> Fault:
        """The fault at this field of it."""
        return self.source.fault((field,), message)


def read_acts(text: str, file: str) -> tuple[list[FiledAct], SourceMap]:
    """The acts of a YAML list, in its order; raises `BankError` with every fault that their fields show."""
    entries, source = read_yaml(text, file)
    if not isinstance(entries, list) or not entries:
        raise BankError([source.fault((), "expected a list of acts, such as `- {act: submit}`")])
    filed: list[FiledAct] = []
    faults: list[Fault] = []
    parts = source.parts()
    for place, entry in enumerate(entries):
        inside = parts[place]
        try:
            filed.append(FiledAct(_act(entry, inside), inside))
        except BankError as error:
            faults += error.faults
    if faults:
        raise BankError(faults)
    return filed, source


def _act(entry: object, source: SourceMap) -> FileAct:
    if not isinstance(entry, dict):
        raise BankError([source.fault((), "expected an act, such as `{act: submit}`")])
    name = entry.get("act")
    if name is None:
        raise BankError([source.fault((), f"'act' is missing; it is one of {', '.join(FILE_ACTS)}")])
    kind = FILE_ACTS.get(str(name))
    if kind is None:
        near = did_you_mean(str(name), FILE_ACTS) or f"; those that are: {', '.join(FILE_ACTS)}"
        raise BankError([source.fault(("act",), f"{name!r} is no act that a file can hold{near}")])
    act, _ = build(kind, entry, source)
    return act  # type: ignore[return-value]


def do_acts(desk: Desk, case: Case, filed: Sequence[FiledAct]) -> Case:
    """Does all of these acts to the case, or none: raises `BankError` with every one that may not be done, each looked
    at as the case stands after those before it, and `StoreError` if they could not be written."""
    faults: list[Fault] = []
    trial, today = case, desk.today
    entries: list[Entry] = []
    safety = _safety_place(desk, case, filed)
    for filed_act in filed:
        try:
            if entries and isinstance(filed_act.act, TakenBack) and not _can_follow(entries[-1].act):
                raise LookupError("what stands before it in the file cannot be taken back")
            act, call = _in_journal(trial, filed_act.act, safety, today)
        except LookupError as error:
            faults.append(filed_act.fault("act", str(error.args[0])))
            continue
        refused = refusal(trial, act, desk.adviser, today, call) or _unread(act)
        if refused is not None:
            faults.append(filed_act.fault(*refused))
            continue
        entries.append(desk.entry(act, call))
        trial = trial.with_entry(entries[-1], desk.bank)
    if faults:
        raise BankError(faults)
    return desk.write_entries(case, entries)


def _unread(act: Act) -> Refusal | None:
    """Why a file does not sign a plan without saying which it was: unlike a screen, it has shown nobody any."""
    if not isinstance(act, Reviewed) or act.decision != "signed" or act.fingerprint:
        return None
    why = "a signature names the plan that was read by its `fingerprint`, which `assessor plan` prints"
    return Refusal("decision", why)


def _can_follow(act: Act) -> bool:
    """Whether taking back, or bringing back, after this act of the file speaks of it, and of nothing older."""
    return act.undoable or isinstance(act, Undone)


def _safety_place(desk: Desk, case: Case, filed: Sequence[FiledAct]) -> SafetyPlace:
    """The one safety page to which all that the file says belongs: a concern that it raises has the page for what is
    raised now, and what became of one goes where that stands."""
    lines: dict[SafetyField, str] = {
        act.field: act.text for filed_act in filed if isinstance(act := filed_act.act, SafetyNoted)
    }
    under_way, fresh = call_under_way(case, desk.today), new_id(desk.clock())
    raises = any(lines.get(name, "").strip() for name in TELLS_OF_IT)
    place = None if raises or under_way else page_to_complete(case)
    place = place or page_to_open(case, under_way, desk.today, fresh)
    return safety_acts(case, place, lines, under_way, desk.today, fresh)[0]


def _in_journal(case: Case, act: FileAct, safety: SafetyPlace, today: date) -> tuple[Act, str]:
    """The act as the journal has it, and the call in which it is done ("" outside any); raises LookupError, in words,
    where there is nothing that it could mean."""
    under_way = case.unfinished.id if case.unfinished else ""
    if isinstance(act, TakenBack):
        return _taken_back(case, act, under_way)
    if isinstance(act, DetailsPutRight):
        return record_client(_put_right(case, act)), ""
    if isinstance(act, HeardTaken):
        return _heard(case, act, under_way), under_way
    if isinstance(act, ConsentFiled):
        reader = _reader_meant(case, act)
        kept = act.given and "words" not in act.model_fields_set
        return consent(reader, act.given, limits_that_stand(case.plan, reader) if kept else act.words), ""
    if isinstance(act, ShareChosen):
        chosen = employer_meant(case.plan, act.employer)
        return act.model_copy(update={"employer": "" if chosen == MAIN else chosen}), ""
    if isinstance(act, SafetyNoted):
        return write_safety_line(act.field, act.text, safety.own), safety.call or call_under_way(case, today)
    if isinstance(act, Answered):
        return _as_kept(case, act, under_way, today), under_way
    return act, under_way if isinstance(act, IN_THE_CALL) else ""


def _reader_meant(case: Case, act: ConsentFiled) -> str:
    """Whose consent the file means; raises LookupError where it names an employer and another reader."""
    if act.reader != MAIN and not act.employer:
        return act.reader
    named = employer_meant(case.plan, act.employer)
    if act.reader not in (MAIN, named):
        raise LookupError(f"the reader is {act.reader}, the employer {act.employer!r} is another: which is it?")
    return named


def _as_kept(case: Case, act: Answered, under_way: str, today: date) -> Answered:
    """The answer as its question keeps it: "tomorrow" is read today and never again. One that does not fit is left to
    be refused."""
    begun = next((call for call in case.calls if call.id == under_way), None)
    question = begun.interview.course.question(act.question) if begun else None
    try:
        return act if question is None else answer(act.question, question.kept(question.parse(act.value, today)))
    except Refused:
        return act


def _put_right(case: Case, act: DetailsPutRight) -> Client:
    """The client's record with the parts that the act names; raises LookupError where it names none."""
    parts = act.model_dump(exclude={"act"}, exclude_unset=True)
    if not parts:
        raise LookupError("nothing of the details is given; name what is put right, such as telephone")
    if not parts.get("reference", case.client.reference):
        raise LookupError("a case has a reference; give another, or leave it out")
    try:
        return Client.model_validate(case.client.model_dump() | parts)
    except ValidationError as error:
        raise LookupError(f"{error.errors()[0]['loc'][0]}: {error.errors()[0]['msg'].lower()}") from None


def _taken_back(case: Case, act: TakenBack, under_way: str) -> tuple[Act, str]:
    """The taking back of what was done last, be it in the call under way, outside it, or on the plan in another."""
    find, on_plan = (case.to_undo, case.to_undo_on_plan) if act.act == "undo" else (case.to_redo, case.to_redo_on_plan)
    found = [entry for entry in (find(under_way), find(""), on_plan()) if entry is not None]
    if not found:
        raise LookupError("there is nothing to take back" if act.act == "undo" else "there is nothing to bring back")
    last = max(found, key=case.entries.index)
    return Undone(entry=last.id), last.call


def _heard(case: Case, act: HeardTaken, under_way: str) -> Answered:
    """The answer that records in the call under way what a note was heard to mean."""
    begun = next((call for call in case.calls if call.id == under_way), None)
    answer = take_heard(begun.interview, act.kind, act.code) if begun else None
    if answer is None:
        raise LookupError(f"no question of a call under way records {act.kind} {act.code!r}, or one has already")
    return answer
