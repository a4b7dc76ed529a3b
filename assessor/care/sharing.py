"""What of a plan an employer may see: adjustments and agreed steps, and nothing that the client has not agreed to.

Offered for choosing, line by line, is what an employer could act on. What stands ticked before anybody has chosen is
written in the catalogue's own words, which hold no word on health; whatever is in somebody's own words, or is on
health, is only shared if the client chose it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessor import taxonomy, wording
from assessor.care.byhand import ByHand
from assessor.care.plan import Plan

About = Literal["adjustment", "step", "goal", "health"]


@dataclass(frozen=True, slots=True)
class Shareable:
    """A line that the employer could be shown. ``usual`` ones are ticked until the client chooses otherwise; ``who``
    does it and ``by`` when."""

    key: str
    about: About
    text: str
    who: str = ""
    by: str = ""
    usual: bool = False


def shareable(plan: Plan) -> tuple[Shareable, ...]:
    """Every line that the client could choose to show the employer, in the order of the employer's page."""
    return tuple(_shareable(plan))


def shared(plan: Plan, by_hand: ByHand) -> tuple[Shareable, ...]:
    """The lines that the employer's copy holds: those chosen, or the usual ones while nobody has chosen."""
    chosen = by_hand.shared
    return tuple(line for line in shareable(plan) if (line.usual if chosen is None else line.key in chosen))


def _shareable(plan: Plan) -> Iterator[Shareable]:
    for one in plan.adjustments:
        if one.state == "accepted" and one.progress in ("to_do", "under_way"):
            text = one.words or one.explain_to_client or one.title
            usual = not one.words
            yield Shareable(
                f"adjustment {one.id}", "adjustment", text if one.words else one.title, by=one.by, usual=usual
            )
    for one in plan.suggestions:
        if one.state == "accepted" and "employer" in one.who and one.progress in ("to_do", "under_way"):
            who = wording.listed(taxonomy.PARTIES[party] for party in one.who)
            yield Shareable(f"suggestion {one.id}", "step", one.words or one.title, who, one.by, not one.words)
    for step in plan.actions:
        if step.state in ("to_do", "under_way") and "therapist" not in step.parties and "gp" not in step.parties:
            yield Shareable(f"step {step.key}", "step", step.what, step.who, step.by)
    for goal in plan.goals:
        if goal.state == "going_on":
            usual = bool(goal.agreed_with)
            yield Shareable(f"goal {goal.key}", "goal", goal.what, goal.agreed_with, goal.by, usual)
    for detail in ("return.date", "health.effect", "health.helps"):
        if words := plan.work.get(detail):
            yield Shareable(f"work {detail}", "health", f"{taxonomy.DETAILS[detail]}: {words}")
