"""What in a plan deserves a second look in supervision: said plainly, ranked by nothing but the order here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessor import taxonomy, wording
from assessor.care.case import Case

BANDS = (121, 91, 61)
"""Days since the last contact from which an open case is spoken of, the longest first. The national open-case bands
are under 61, 61 to 90, 91 to 120 and over 120 days (NHS Talking Therapies data set v2.1)."""
PSYCHOLOGICAL = frozenset(taxonomy.BARRIER_GROUPS["health and mind"]) - {"medication_effects", "physical_health"}
"""Barriers that a therapist could work on."""


def attention(case: Case, today: date) -> tuple[str, ...]:
    """What deserves a look, each in a few words."""
    return tuple(_attention(case, today))


def _attention(case: Case, today: date) -> Iterator[str]:
    plan = case.plan
    waiting = [concern for concern in plan.safety if not concern.told]
    if waiting:
        yield "a safety concern that is not yet passed on"
    elif plan.safety:
        yield "a safety entry"
    urgent = [one for one in plan.suggestions if one.priority == "urgent" and one.state != "set_aside"]
    if urgent:
        yield f"urgent: {wording.listed(one.title for one in urgent)}"
    if case.call is None or case.state in ("closed", "not_taken_up"):
        return
    if not any(goal.state == "going_on" for goal in plan.goals):
        yield "no goal"
    psychological = [line.title for line in plan.barriers if line.code in PSYCHOLOGICAL]
    if psychological and not plan.asked():
        yield f"nothing asked of the therapist, although {wording.listed(psychological)} {_stand(psychological)}"
    bare = [s.title for s in (*plan.therapist_requests, *plan.suggestions) if s.state == "set_aside" and not s.reason]
    if bare:
        yield f"set aside without a reason: {wording.listed(bare)}"
    unasked = [taxonomy.READERS[r] for r in ("therapist", "employer") if plan.consent(r).given is None]
    withdrawn = [taxonomy.READERS[c.reader] for c in plan.consents if c.withdrawn]
    if "therapist" in unasked:
        yield "consent for the therapist not asked"
    if withdrawn:
        yield f"consent withdrawn: {wording.listed(withdrawn)}"
    heard = last_heard(case)
    if heard is not None:
        days = (today - heard).days
        if days >= BANDS[-1]:
            yield f"nothing heard for {days} days"
    if case.standing.returned:
        yield f"returned {wording.counted(case.standing.returned, 'time')} before"


def _stand(titles: list[str]) -> str:
    return "stands" if len(titles) == 1 else "stand"


def last_heard(case: Case) -> date | None:
    """The day on which the client was last spoken to."""
    held = [call for call in case.calls if call.held]
    return held[-1].entries[-1].at.astimezone().date() if held else None
