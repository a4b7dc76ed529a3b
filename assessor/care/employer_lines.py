"""What of a plan an employer may see: adjustments and agreed steps, and nothing that the client has not agreed to.

Offered for choosing, line by line, is what an employer could act on. What stands ticked before anybody has chosen is
written in the catalogue's own words, which hold no word on health; whatever is in somebody's own words, or is on
health, is only shared if the client chose it. A choice is of words: a line that was put in other words since is not
shared until it is chosen again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assessor import taxonomy, wording
from assessor.bank.health_words import HealthHint
from assessor.care.handwritten import ByHand
from assessor.care.plan import Plan
from assessor.journal import ShareChosen

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

    def on_health(self, hint: HealthHint) -> bool:
        """Whether it tells of health, as far as its words show: a hint for whoever chooses, and no more."""
        return self.about == "health" or any(hint.words_in(words) for words in (self.text, self.who, self.by))


AT_WORK = ("client", "adviser", "employer")
"""The parties that an employer is told of; that there is a GP or a therapist would tell of health."""


def shareable(plan: Plan) -> tuple[Shareable, ...]:
    """Every line that the client could choose to show the employer, in the order of the employer's page."""
    return tuple(_shareable(plan))


def shared(plan: Plan, by_hand: ByHand) -> tuple[Shareable, ...]:
    """The lines that the employer's copy holds: those chosen, or the usual ones while nobody has chosen."""
    chosen, changed = by_hand.shared, reworded(plan, by_hand)
    if chosen is None:
        return tuple(replace(line, by="") for line in shareable(plan) if line.usual)  # "by" is in somebody's own words
    return tuple(line for line in shareable(plan) if line.key in chosen and line not in changed)


def taken_back(lines: Iterable[Shareable], now: ByHand) -> tuple[Shareable, ...]:
    """Of the lines of an earlier reading, those that today's choice leaves out, or has in other words."""
    if now.shared is None:
        return ()
    return tuple(
        line for line in lines if line.key not in now.shared or now.shared_texts.get(line.key, line.text) != line.text
    )


def reworded(plan: Plan, by_hand: ByHand) -> tuple[Shareable, ...]:
    """The lines that were chosen and read otherwise now: they wait to be chosen again."""
    texts = by_hand.shared_texts
    return tuple(line for line in shareable(plan) if texts.get(line.key, line.text) != line.text)


def choice(plan: Plan, keys: Iterable[str]) -> ShareChosen:
    """The choice of these lines, as they read now."""
    texts = {line.key: line.text for line in shareable(plan)}
    lines = tuple(keys)
    return ShareChosen(lines=lines, texts=tuple(texts.get(key, "") for key in lines))


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
            who = wording.listed(taxonomy.PARTIES[party] for party in one.who if party in AT_WORK)
            yield Shareable(f"suggestion {one.id}", "step", one.words or one.title, who, one.by, not one.words)
    for step in plan.actions:
        if step.state in ("to_do", "under_way") and "therapist" not in step.parties and "gp" not in step.parties:
            yield Shareable(f"step {step.key}", "step", step.what, step.who, step.by)
    for goal in plan.goals:
        if goal.state == "going_on":
            yield Shareable(f"goal {goal.key}", "goal", goal.what, goal.agreed_with, goal.by)
    for detail in ("return.date", "health.effect", "health.helps"):
        if words := plan.work.get(detail):
            yield Shareable(f"work {detail}", "health", f"{taxonomy.DETAILS[detail]}: {words}")
