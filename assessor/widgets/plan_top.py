"""What stands above a plan: whose it is, where it and they stand, and what is wrong or to be changed."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from assessor import wording
from assessor.care import review_state as standing
from assessor.care.case import Case
from assessor.care.clock import clock_jumped
from assessor.views.call import before_ringing
from assessor.views.call import client_standing as where_they_stand


def top_line(case: Case) -> Content:
    """Whose plan it is, its version and where it stands with review and with what is still to be decided."""
    undecided, agreed = case.plan.proposed(), len(case.plan.accepted())
    urgent = sum(one.priority == "urgent" for one in undecided)
    review = case.standing
    state = standing.REVIEW_STATUSES[review.state]
    if review.state in ("returned", "signed"):
        state = f"{state} by {review.reviewer}"
    decided = f"{len(undecided)} to decide" if undecided else "everything is decided"
    decided += f", {urgent} urgent" if urgent else ""
    decided += f" · {agreed} agreed" if agreed else ""
    words = wording.one_line(f"version {case.version}, {state} · {decided}")
    return Content.assemble((wording.one_line(case.client.name), "b"), (f"   {words}", "$quiet"))


def state_line(case: Case, moment: datetime) -> Content:
    """Where the client stands, and beneath it that a clock was wrong, and what a returned plan was returned for."""
    standing_words = Content.from_markup("$words", words=where_they_stand(case.plan))
    standing_words += Content.from_markup("\n[$warning]$first[/]", first=before_ringing(case)) if case.plan.know else ""
    if jump := clock_jumped(case.entries, moment):
        standing_words += Content.from_markup("\n[$warning]$jump[/]", jump=jump)
    review = case.standing
    if review.state != "returned":
        return standing_words
    change = wording.one_line(review.words)
    words = Content.from_markup("\n[b $warning]To change:[/] [$foreground]$words[/]", words=change)
    return standing_words + words
