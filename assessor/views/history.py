"""A case's journal as a reader follows it: what was said in each call, and every act on the plan since, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assessor import taxonomy, wording
from assessor.care.agreeing import LATER
from assessor.care.case import Case, taken_back
from assessor.journal import (
    Act,
    Answered,
    Attempted,
    CallBegun,
    CallEnded,
    ClientRecorded,
    Commented,
    Consented,
    Decided,
    Entry,
    Exported,
    GoalRated,
    GoalWritten,
    Ordered,
    Replied,
    Reviewed,
    SafetyNoted,
    ShareChosen,
    StepWritten,
    Submitted,
    Undone,
)
from assessor.views.call import SAFETY_LINES, transcript
from assessor.views.plan_lines import plan_lines

TAKEN_BACK = "(taken back)"


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is about on the left, what was said or done on the right; a heading has no right."""

    left: str
    right: str
    style: Literal["heading", "section", "answer", "without", "note", "act"]


def story(case: Case) -> list[Told]:
    """The journal from its first entry to its last; what was taken back stands, marked as such."""
    return list(_story(case))


def _story(case: Case) -> Iterator[Told]:
    calls = {call.id: call for call in case.calls}
    tell, gone, told_calls = _Tell(case), taken_back(case.entries), set[str]()
    heading: tuple[date, str] | None = None
    for entry in case.entries:
        on = (entry.at.astimezone().date(), entry.by)
        if isinstance(entry.act, CallBegun):
            call = calls.get(entry.call)
            if call is None or entry.call in told_calls:
                continue
            told_calls.add(entry.call)
            title = call.interview.course.script.title
            yield Told(f"{title} · {wording.moment(entry.at)} · {entry.by}", "", "heading")
            for line in transcript(call, with_decisions=False):
                yield Told(line.left, line.right, "section" if line.style == "heading" else line.style)  # type: ignore[arg-type]
            heading = on
            continue
        columns = tell(entry)
        if columns is None:
            continue
        if on != heading:
            yield Told(f"{wording.day(on[0])} · {on[1]}", "", "heading")
            heading = on
        left, right = columns
        yield Told(left, f"{right}   {TAKEN_BACK}" if entry.id in gone else right, "act")


def told_since(read: Case, stands: Case) -> list[str]:
    """What was written to a case since it was read, each once, in a few words, with who wrote it."""
    known, tell = {entry.id for entry in read.entries}, _Tell(stands)
    calls = {call.id: call.interview for call in stands.calls}
    told = []
    for entry in stands.entries:
        if entry.id not in known:
            act, interview = entry.act, calls.get(entry.call)
            if isinstance(act, Answered) and interview is not None:
                columns: tuple[str, str] | None = interview.title(act.question), interview.words(act.question)
            elif isinstance(act, Undone):
                columns = "Taken back", "what was done before"
            else:
                columns = tell(entry)
            told.append(f"{': '.join(columns or ('In a call', 'it goes on'))} ({entry.by})")
    return list(dict.fromkeys(told))


class _Tell:
    """Puts an act in words, with the names that goals, suggestions and lines have on the plan as it stands."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.lines = {line.key: line.text for line in plan_lines(case)}
        self.goals = {goal.key: goal.what for goal in case.plan.goals}
        self.goals |= {e.act.goal: e.act.what for e in case.entries if isinstance(e.act, GoalWritten)}

    def __call__(self, entry: Entry) -> tuple[str, str] | None:
        """What it was, and what was done; None for an act that a reader of the plan need not hear of."""
        act = entry.act
        match act:
            case ClientRecorded():
                done = "put right" if entry.place > 0 else "taken down"
                return "Details", f"the client's details were {done}"
            case CallEnded():
                return "The call", "ended"
            case Attempted():
                return "Rung", _joined(taxonomy.OUTCOMES[act.outcome], act.note)
            case SafetyNoted():
                return f"Safety: {SAFETY_LINES[act.field].lower()}", act.text or "(emptied)"
            case Submitted():
                return "Handed in", "for review"
            case Reviewed():
                return wording.capital(act.decision), act.words or "as it stands"
            case Commented():
                where = f"on {self._line(act.line)}: " if act.line else ""
                return ("Answer" if act.answers else "Comment"), f"{where}“{act.text}”"
            case Exported():
                version = f"version {act.version}" if act.version else ""
                return "Exported", _joined(
                    f"for the {taxonomy.SHARED_WITH.get(act.employer or act.reader, act.reader)}", act.format, version
                )
        return self._on_the_plan(act)

    def _on_the_plan(self, act: Act) -> tuple[str, str] | None:
        match act:
            case Decided():
                return self._decided(act)
            case GoalWritten():
                state = "" if act.state == "going_on" else taxonomy.GOAL_STATES[act.state]
                agreed = f"agreed with {act.agreed_with}" if act.agreed_with else ""
                return "Goal", _joined(f"“{act.what}”", act.by and f"by {act.by}", agreed, state, act.why)
            case GoalRated():
                return "Rating", f"{act.value} of 10: “{self.goals.get(act.goal, act.goal)}”"
            case StepWritten():
                who = wording.listed(taxonomy.PARTIES[party] for party in act.who)
                state = "" if act.state == "to_do" else taxonomy.STEP_STATES[act.state]
                return "Step", _joined(act.what, who, act.by, state, act.why)
            case Ordered():
                return "Order", "the lines were put in another order"
            case Replied():
                answer = f"{taxonomy.REPLIES[act.answer]}: {self._suggestion(act.request)}"
                return "The therapist answered", _joined(answer, act.words and f"“{act.words}”", act.name)
            case Consented():
                consented = "given" if act.given else "not given, or withdrawn"
                return f"Consent, {taxonomy.REACHED[act.reader].removeprefix('the ')}", _joined(consented, act.words)
            case ShareChosen():
                return "For the employer", f"{wording.counted(len(act.lines), 'line')} chosen"
        return None

    def _decided(self, act: Decided) -> tuple[str, str]:
        left = {"accepted": "Agreed", "set_aside": "Set aside", "open": "Opened again"}[act.decision]
        left = "Not to be offered again" if act.never else "Put off" if act.reason == LATER else left
        return left, _joined(act.words or self._suggestion(act.suggestion), act.by, act.reason)

    def _suggestion(self, name: str) -> str:
        suggestion = self.case.plan.suggestion(name)
        if suggestion is not None:
            return suggestion.agreed if suggestion.by_hand else suggestion.title
        return name.replace("_", " ")  # of a bank or an answer that is no longer so

    def _line(self, key: str) -> str:
        return wording.shorten(self.lines.get(key, "a line that is no longer there"), 60)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
