"""Authorisation and preconditions: why an act may not be done now, by this person, on this case. Asked by the desk for
every act, whoever brings it; the faces ask only to say so sooner.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.care.agreeing import urgent_refusal
from assessor.care.case import Case
from assessor.care.employer_lines import choice_refusal, shareable
from assessor.care.employers import employers
from assessor.care.fingerprint import fingerprint
from assessor.care.review_state import review_refusal
from assessor.journal import (
    Act,
    Answered,
    CallEnded,
    Commented,
    Consented,
    Decided,
    GoalRated,
    GoalWritten,
    NotAnswered,
    Noted,
    Ordered,
    Paused,
    Replied,
    Resumed,
    Reviewed,
    ShareChosen,
    StepWritten,
    Submitted,
    SupervisionHeld,
    Undone,
    WentTo,
)
from assessor.names import is_blank, same_name
from assessor.records.store import Adviser
from assessor.required_text import blank_fields
from assessor.scripts.kinds import Refused as AnswerRefused
from assessor.views.comments import threads
from assessor.views.plan_lines import plan_lines
from assessor.wording import did_you_mean


class Refusal(NamedTuple):
    """Why an act may not be done: the field of it that is wrong ("act" for the whole), and the reason in words."""

    field: str
    why: str


ON_THE_PLAN = (
    Decided, GoalWritten, GoalRated, StepWritten, Ordered, Replied, ShareChosen, Submitted, Reviewed, Commented,
)  # fmt: skip
"""Acts that are done to a plan, which stands from the first call on."""


IN_A_CALL = (Answered, NotAnswered, Noted, WentTo, CallEnded, Paused, Resumed)
"""Acts that are done in a call, and nowhere else."""


def refusal(case: Case, act: Act, person: Adviser, today: date, call: str = "") -> Refusal | None:
    """Why this person may not do this act to this case as it stands, today and in the call of this id; None if they
    may."""
    if why := _blank(act, person):
        return Refusal("act", why)
    if isinstance(act, IN_A_CALL) and all(begun.id != call for begun in case.calls):
        return Refusal("act", "it is done in a call, and no call has begun")
    if isinstance(act, ON_THE_PLAN) and case.call is None:
        return Refusal("act", "there is no plan before the first call")
    if why := review_refusal(case.standing, act, person.name, person.role, case.advisers):
        return Refusal("act", why)
    return _not_asked(case, act, today, call) or _not_there(case, act)


def gives_consent(case: Case, act: Act, call: str) -> bool:
    """Whether an answer is a yes to sharing: like one by hand, it stands only on what was read."""
    interview = next((begun.interview for begun in case.calls if begun.id == call), None)
    if interview is None or not isinstance(act, Answered):
        return False
    question = interview.course.question(act.question)
    return question is not None and question.consent_reader is not None and act.value in (True, "yes")


def _not_asked(case: Case, act: Act, today: date, call: str) -> Refusal | None:
    """Why the call's script would not take an answer, or has no question to which a note could be tied."""
    interview = next((begun.interview for begun in case.calls if begun.id == call), None)
    if interview is None or not isinstance(act, Answered | NotAnswered | Noted) or act.question is None:
        return None
    question = interview.course.question(act.question)
    if question is None:
        near = did_you_mean(act.question, interview.course.at)
        return Refusal("question", f"the script has no question {act.question!r}{near}")
    if isinstance(act, Answered):
        try:
            question.parse(act.value, today)
        except AnswerRefused as refused:
            return Refusal("value", str(refused))
    return None


def _blank(act: Act, person: Adviser) -> str:
    """What says nothing where it must say something: who signs, or words of the act; empty if nothing is blank."""
    if is_blank(person.name):
        return "what is written is signed with a name; say who is working here first"
    blank = tuple(dict.fromkeys(blank_fields(act)))
    return f"{wording.listed(blank)} {'is' if len(blank) == 1 else 'are'} blank" if blank else ""


def _not_there(case: Case, act: Act) -> Refusal | None:
    """What an act names that the case has not; None if all of it is there."""
    plan = case.plan
    match act:
        case Decided():
            return _decision(case, act)
        case GoalWritten():
            return _among("answers", "need or barrier", act.answers, [*taxonomy.NEEDS, *taxonomy.BARRIERS])
        case GoalRated():
            return _goal(case, act.goal)
        case StepWritten():
            return _step(case, act)
        case Replied():
            return _among("request", "request", [act.request], [request.id for request in plan.therapist_requests])
        case Ordered():
            movable = [line.key for line in plan_lines(case) if line.kind in ("goal", "step", "suggestion")]
            return _among("keys", "goal, step or suggestion", act.keys, movable)
        case ShareChosen():
            return _choice(case, act)
        case Consented(given=True) if act.reader in taxonomy.OTHER_EMPLOYERS:
            return _employer_there(case, act.reader)
        case Commented():
            return _comment(case, act)
        case Reviewed():
            return _not_as_read(case, act)
        case Undone():
            return _undoing(case, act)
        case Submitted(anyway=False) if why := urgent_refusal(plan):
            return Refusal("anyway", f"{why}; decide on it, or hand the plan in all the same with `anyway`")
    return None


def _undoing(case: Case, act: Undone) -> Refusal | None:
    undone = next((entry for entry in case.entries if entry.id == act.entry), None)
    if undone is None or not (undone.act.undoable or isinstance(undone.act, Undone)):
        return Refusal("entry", "there is no such act to take back")
    return Refusal("entry", "it is taken back already") if act.entry in case.gone else None


def _decision(case: Case, act: Decided) -> Refusal | None:
    plan = case.plan
    if any(request.id == act.suggestion and request.by_hand for request in plan.therapist_requests):
        return Refusal("suggestion", f"{act.suggestion!r} was written by hand: write its step anew")
    offered = [offer.id for offer in (*plan.therapist_requests, *plan.suggestions, *plan.adjustments)]
    offered += case.decisions if act.decision == "open" else ()  # one that is held back may be opened again
    return _among("suggestion", "suggestion", [act.suggestion], offered) or _goal(case, act.goal)


def _employer_there(case: Case, reader: str) -> Refusal | None:
    """A yes to an employer that is not there would stand for whoever has that number one day."""
    there = [employer.reader for employer in employers(case.plan)]
    return None if reader in there else Refusal("reader", f"there is no such employer: {reader!r}")


def _choice(case: Case, act: ShareChosen) -> Refusal | None:
    named = _among("lines", "line for the employer", act.lines, [line.key for line in shareable(case.plan)])
    why = choice_refusal(case.plan, act)
    return named or (Refusal("texts", why) if why else None)


def _step(case: Case, act: StepWritten) -> Refusal | None:
    bank = case.call.bank if case.call else None
    if bank is not None and act.step in {*bank.interventions, *bank.adjustments}:
        why = f"{act.step!r} is a suggestion of the catalogue: decide on it, or give the step another key"
        return Refusal("step", why)
    if not act.who:
        return Refusal("who", "somebody does it: say who")
    return _goal(case, act.goal)


def _not_as_read(case: Case, act: Reviewed) -> Refusal | None:
    """Whether another plan was read than stands: its fingerprint says so, where the review names one."""
    stands = fingerprint(case)
    if not act.fingerprint or act.fingerprint.split() == stands.split():
        return None
    return Refusal("fingerprint", f"the plan is another by now, {stands}: read it again before it is reviewed")


def _comment(case: Case, act: Commented) -> Refusal | None:
    lines = [line.key for line in plan_lines(case)]
    written = [remark.id for thread in threads(case) for remark in (thread, *thread.answers)]
    named_line = () if act.answers else filter(None, [act.line])  # what is answered may be on a line that is gone
    return _among("line", "line", named_line, lines) or _among(
        "answers", "comment", filter(None, [act.answers]), written
    )


def _goal(case: Case, key: str) -> Refusal | None:
    return _among("goal", "goal", filter(None, [key]), [goal.key for goal in case.plan.goals])


def _among(field: str, noun: str, names: Iterable[str], there: list[str]) -> Refusal | None:
    for name in names:
        if name not in there:
            shown = f"; there is {', '.join(there)}" if 0 < len(there) <= 6 else ""
            return Refusal(field, f"the plan has no {noun} {name!r}{did_you_mean(name, there) or shown}")
    return None


def supervision_refusal(
    held: SupervisionHeld, person: Adviser, today: date, cases: Iterable[Case], people: Iterable[str]
) -> Refusal | None:
    """Why this record of a supervision may not be kept: by whom, of whom, on which day, of which cases.

    ``people`` are the names of everybody who works here or did.
    """
    if why := _blank(held, person):
        return Refusal("act", why)
    if person.role != "senior":
        return Refusal("act", "only a senior adviser keeps the record of a supervision")
    if held.on > today:
        return Refusal("on", f"{wording.day(held.on)} is still to come")
    if same_name(held.adviser, person.name):
        return Refusal("adviser", "nobody supervises themselves")
    names = sorted(set(people))
    if not any(same_name(held.adviser, name) for name in names):
        return Refusal("adviser", f"nobody called {held.adviser!r} works here{did_you_mean(held.adviser, names)}")
    theirs = [
        case.client.reference or case.id
        for case in cases
        if any(same_name(held.adviser, name) for name in case.advisers)
    ]
    for reference in held.cases:
        if reference not in theirs:
            return Refusal("cases", f"{held.adviser} has no case {reference!r}{did_you_mean(reference, theirs)}")
    return None
