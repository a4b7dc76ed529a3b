"""What in a plan deserves a second look in supervision: said plainly, ranked by nothing but the order here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, get_args

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.care.plan import Plan, Suggestion, nobody_was_told
from assessor.views.phrasing import NOT_PASSED_ON

BANDS = (121, 91, 61)
"""Days since the last contact from which an open case is spoken of, the longest first. The national open-case bands
are under 61, 61 to 90, 91 to 120 and over 120 days (NHS Talking Therapies data set v2.1)."""
PSYCHOLOGICAL = frozenset(taxonomy.BARRIER_GROUPS["health and mind"]) - {"medication_effects", "physical_health"}
"""Barriers that a therapist could work on."""

Flag = Literal["safety_open", "safety", "urgent", "no_goal", "no_request", "bare_aside", "consent", "quiet", "returned"]
FLAGS: tuple[Flag, ...] = get_args(Flag)
AFTER_SIGNING = frozenset[Flag]({"safety_open", "quiet"})
"""What still deserves a look once a plan is signed: the rest was read when it was."""


class ReviewFlag(NamedTuple):
    """One thing that deserves a look: which of the flags, and in a few words."""

    flag: Flag
    words: str


def attention(case: Case, today: date) -> tuple[str, ...]:
    """What deserves a look, each in a few words."""
    return tuple(look.words for look in review_flags(case, today))


def review_flags(case: Case, today: date) -> tuple[ReviewFlag, ...]:
    """What deserves a look, in the order of `FLAGS`."""
    flags = _looks(case, today)
    return tuple(look for look in flags if case.standing.state != "signed" or look.flag in AFTER_SIGNING)


def told_before_signing(case: Case, today: date) -> tuple[str, ...]:
    """What is said before the plan is signed: what deserves a look, comments not answered, a call that goes on."""
    waits = len(case.standing.open_comments())
    comments = (f"{wording.counted(waits, 'comment')} not answered",) if waits else ()
    call = ("a call is not finished",) if case.unfinished else ()
    return (*attention(case, today), *comments, *call)


def is_open(case: Case) -> bool:
    """Whether support is still going on, or is yet to begin."""
    return case.state not in ("closed", "not_taken_up")


def _looks(case: Case, today: date) -> Iterator[ReviewFlag]:
    plan = case.plan
    if nobody_was_told(plan.safety):
        yield ReviewFlag("safety_open", f"a safety concern that is {NOT_PASSED_ON}")
    elif plan.safety:
        yield ReviewFlag("safety", "a safety entry")
    going_on = (
        suggestion for suggestion in plan.suggestions if suggestion.state != "set_aside" and suggestion.still_to_do
    )
    urgent = [_openly(suggestion) for suggestion in going_on if suggestion.priority == "urgent"]
    if urgent:
        yield ReviewFlag("urgent", f"urgent: {wording.listed(urgent)}")
    if case.call is not None and is_open(case):
        yield from _missing(plan)
    if is_open(case) and (quiet := _quiet(case, today)):
        yield ReviewFlag("quiet", quiet)
    standing = case.standing
    if standing.state == "returned" and standing.at is not None:
        yield ReviewFlag("returned", f"returned {wording.day(standing.at.astimezone())}, and with its adviser")
    elif standing.returned:
        yield ReviewFlag("returned", f"returned {_times(standing.returned)} before")


def _missing(plan: Plan) -> Iterator[ReviewFlag]:
    """What a plan of a call lacks."""
    if not any(goal.state == "going_on" for goal in plan.goals):
        yield ReviewFlag("no_goal", "no goal")
    psychological = [line.title for line in plan.barriers if line.code in PSYCHOLOGICAL]
    if psychological and not plan.asked():
        named = wording.listed([*psychological[:2], *(["more"] if len(psychological) > 2 else [])])
        stand = "stands" if len(psychological) == 1 else "stand"
        yield ReviewFlag("no_request", f"nothing asked of the therapist, although {named} {stand}")
    suggestions = (*plan.therapist_requests, *plan.suggestions, *plan.adjustments)
    bare = [
        _openly(suggestion)
        for suggestion in suggestions
        if suggestion.state == "set_aside" and not suggestion.reason.strip()
    ]
    if bare:
        yield ReviewFlag("bare_aside", f"set aside without a reason: {wording.listed(bare)}")
    if missing := list(_consents(plan)):
        yield ReviewFlag("consent", "; ".join(missing))


def _openly(suggestion: Suggestion) -> str:
    """What it is called in a list of cases, over which others may look."""
    return "something private" if suggestion.private else suggestion.title


def _consents(plan: Plan) -> Iterator[str]:
    """Where consent is missing: for the therapist always, for the employer where work has a part in the plan."""
    withdrawn = [taxonomy.SHARED_WITH[consent.reader] for consent in plan.consents if consent.withdrawn]
    if withdrawn:
        yield f"consent withdrawn: {wording.listed(withdrawn)}"
    therapist, employer = plan.consent("therapist"), plan.consent("employer")
    again = [taxonomy.SHARED_WITH[consent.reader] for consent in plan.consents if consent.ask_again]
    if again:
        yield f"consent to be asked again: {wording.listed(again)}"
    yield from _to_be_rung(plan)
    if therapist.given is None and not therapist.ask_again:
        yield "consent for the therapist not asked" if therapist.on is None else "consent for the therapist not known"
    elif therapist.given is False and not therapist.withdrawn:
        yield "no consent to share with the therapist"
    if employer.state == "not_asked" and any(goal.agreed_with for goal in plan.goals):
        yield "a goal agreed with work, and consent for the employer not asked"


def _to_be_rung(plan: Plan) -> Iterator[str]:
    """Whom a step that was agreed would have us ring, where the client was not asked."""
    agreed = {step.rings for step in plan.accepted() if step.still_to_do}
    unasked = [title for body, title in taxonomy.BODIES.items() if body in agreed and plan.consent(body).given is None]
    if unasked:
        yield f"agreed, and not asked whether we may ring {wording.listed(unasked, 'or')}"


def _quiet(case: Case, today: date) -> str:
    """How long nothing was heard, from the first of the national bands on that is spoken of."""
    heard = next((on for on in reversed(_days_heard(case)) if on <= today), None)  # not by a clock that ran ahead
    since = heard or case.client.referred_on or (case.opened.astimezone().date() if case.opened else today)
    days = (today - since).days
    band = next((band for band in BANDS if days >= band), None)
    if band is None:
        return ""
    silence = f"nothing heard for {days} days" if heard else f"not spoken to in the {days} days since the referral"
    return f"{silence} (over {band - 1})"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def last_heard(case: Case) -> date | None:
    """The day of the last call in which the client was spoken to, a questionnaire's among them.

    The day it began: what is done about a plan afterwards is no word from the client.
    """
    days = _days_heard(case)
    return days[-1] if days else None


def _days_heard(case: Case) -> list[date]:
    held = (call for call in case.calls if call.held or call.interview.course.script.stage == "measure")
    return [call.begun.astimezone().date() for call in held]
