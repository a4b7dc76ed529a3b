"""The headings and standing phrases of a plan that several places say alike, each once.

A page that words something otherwise does so on purpose: the client's copy speaks to the client.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assessor import taxonomy, wording
from assessor.care.answers import Answers
from assessor.care.consents import CONSENT_STATES, Consent, limits_of
from assessor.care.later_word import Slip
from assessor.care.line_keys import KeyKind
from assessor.care.plan import Concern, Plan, PlanFact, nobody_was_told

WANTS_HELP_WITH = "Wants help with"
IN_THE_WAY = "In the way"
HEARD_AND_WAITING = "Heard, waiting until it applies"
GOING_FOR_THEM = "Going for them"
NO_LONGER_IN_THE_WAY = "No longer in the way"
URGENT_TODAY = "Urgent today"
COULD_HELP = "Could help"
CHANGES_TO_TRY = "Changes at work to try"
AGREED = "Agreed"
AGREED_STEPS = "Agreed steps"
SET_ASIDE = "Set aside"
DATES_COMING_UP = "Coming up"
MAY_BE_SHARED_WITH = "May be shared with"
BEFORE_RINGING = "Before you ring or send anything"
MAY_BE_RUNG = "May be rung for the client"
IF_HARDER = "If things get harder"
WARNING_SIGNS = "Signs that things get harder"
ASKED_OF_THERAPIST = "Asked of the therapist"

NOT_PASSED_ON = "not yet passed on"
NOT_BOOKED = "not yet booked"
NOTHING_RAISED = "nothing raised"


def fact_groups(plan: Plan) -> tuple[tuple[str, KeyKind, tuple[PlanFact, ...]], ...]:
    """Needs, barriers and strengths in this order, each kind under its heading."""
    return (
        (WANTS_HELP_WITH, "need", plan.needs),
        (IN_THE_WAY, "barrier", plan.barriers),
        (GOING_FOR_THEM, "strength", plan.strengths),
    )


def situation_told(plan: Plan) -> str:
    """Where somebody is with work, by what keeps them from it where they have a job and are not off sick."""
    leave = plan.work.get("work.leave", "") if plan.situation == "in_work" else ""
    return leave or taxonomy.SITUATIONS.get(plan.situation or "", "")


def passed_on(concern: Concern, when: bool = True) -> str:
    """To whom a concern was passed, and when; or that it is not yet, and what was written of that."""
    at = concern.told_at if when else ""
    return f"passed to {concern.passed_to} {at}".strip() if concern.passed_to else not_passed_on(concern)


def concern_waits(concerns: Iterable[Concern]) -> str:
    """That somebody has yet to be told of a concern; empty where each was passed on."""
    return f"A concern is {NOT_PASSED_ON}" if nobody_was_told(concerns) else ""


def not_passed_on(concern: Concern) -> str:
    """That a concern is not yet passed on, with what its line of who was told says instead of a name."""
    words = wording.one_line(concern.told).strip().rstrip(".")
    return f"{NOT_PASSED_ON}: “{words}”" if re.search(r"\w", words) else NOT_PASSED_ON


AGREED_AND_HELD_BACK = "Agreed, and held back by a no"
AGREED_BEFORE = "agreed, then held back by a no"


def got_in_the_way(slips: Sequence[Slip]) -> str:
    """What got in the way of a step when it was last asked about, and how often before; empty where nothing did."""
    if not slips or not slips[-1].told:
        return ""
    before = f", {('once', 'twice')[len(slips) - 2] if len(slips) < 4 else f'{len(slips) - 1} times'} before"
    return f"in the way: {slips[-1].told}{before if len(slips) > 1 else ''}"


def every_slip(slips: Sequence[Slip]) -> str:
    """What got in the way each time, a line for each with its day, the first time first."""
    return "\n".join(f"{wording.day(slip.on)}: {slip.told}" for slip in slips if slip.told)


def consent_limits(consent: Consent, answers: Answers | None) -> str:
    """With what limits the client agreed; empty if with none."""
    return limits_of(consent, answers.own if answers else ())


def consent_told(consent: Consent) -> str:
    """Where consent stands, with its day."""
    return CONSENT_STATES[consent.state] + (f", {wording.day(consent.on)}" if consent.on else "")
