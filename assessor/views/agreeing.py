"""How talking over what could help is told: what is put now, because of what, and what was said of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.care.agreeing import (
    LATER,
    Terms,
    most_pressing_first,
    said_of,
    to_talk_over,
    told_terms,
    urgent_undecided,
)
from assessor.care.case import Call
from assessor.care.plan import Plan, Suggestion
from assessor.journal import Client, Decided
from assessor.views.phrasing import AGREED_BEFORE, concern_waits
from assessor.views.plan_lines import PRIORITY_MARKS, told_source

NOTHING_LEFT = "Everything that could help has been talked over."
NOTHING_TO_OFFER = "Nothing that the catalogue has fits what was said."


PRIVATE_HERE = "Private: not while anybody may hear. Leave it for another time, or ask with a yes-or-no question."
WHEN_ALONE = "When nobody can hear"
"""Stands before the words of what is not to be said now; they are in no quotation marks, which are for what is said."""


LEAST_REST = 2
"""So many things that wait can be left at once; one alone is put off by its own key."""


class Put(NamedTuple):
    """What is put to the client now, the how manieth of how many that is, and what this call said of it already."""

    suggestion: Suggestion
    place: int
    of: int
    said: Decided | None


def put_now(plan: Plan, call: Call, looking_at: str = "") -> Put | None:
    """The suggestion to put now: the one looked back at, else the most pressing that waits; None where none does."""
    said, waiting = said_of(call), to_talk_over(plan, call)
    count = len(said) + len(waiting)
    if looking_at in said and (suggestion := plan.suggestion(looking_at)) is not None:
        return Put(suggestion, list(said).index(looking_at) + 1, count, said[looking_at])
    return Put(waiting[0], len(said) + 1, count, None) if waiting else None


def rest_can_wait(plan: Plan, call: Call) -> str:
    """The words by which all that waits is left undecided at once, with how much that is; empty where at most one thing
    waits, which has a key of its own."""
    waiting = to_talk_over(plan, call)
    if len(waiting) < LEAST_REST:
        return ""
    urgent = sum(one.priority == "urgent" for one in waiting)
    among = f", {urgent} of them urgent" if urgent else ""
    return f"The rest can wait: this and {len(waiting) - 1} more{among}"


def before_it(plan: Plan, call: Call, looking_at: str = "") -> str:
    """The id of what was decided on before the one that is put; empty where nothing was, or it stands there no more."""
    said = [name for name in said_of(call) if plan.suggestion(name) is not None]
    if looking_at in said:
        said = said[: said.index(looking_at)]
    return said[-1] if said else ""


def words_to_say(suggestion: Suggestion) -> str:
    """What is said to the client of it."""
    return suggestion.explain_to_client or suggestion.ask or suggestion.title


def not_aloud(plan: Plan, suggestion: Suggestion) -> str:
    """What the card of a private suggestion begins with where somebody may hear the call; else empty."""
    return PRIVATE_HERE if plan.overheard and suggestion.private else ""


def pressing(suggestion: Suggestion) -> str:
    """How pressing it is, and that the therapist is asked for it, in a word or two; empty for what is neither."""
    asked = "asks the therapist" if suggestion.for_therapist else ""
    private = "private until it is agreed" if suggestion.private else ""
    return ", ".join(filter(None, (PRIORITY_MARKS[suggestion.priority], asked, private)))


def because_of(suggestion: Suggestion) -> str:
    """Because of what it is offered, in a sentence."""
    before = f"{wording.sentence(AGREED_BEFORE)} They can do it by themselves: decide it anew. "
    because = wording.ended(f"Because: {'; '.join(suggestion.because)}") if suggestion.because else ""
    return f"{before if suggestion.agreed_before else ''}{because}".strip()


def whys(plan: Plan, suggestion: Suggestion) -> Iterator[tuple[str, str]]:
    """What else there is to know of it: who does what, how to try it, whom that would ring, on whose word it is."""
    yield from ((wording.capital(taxonomy.PARTIES[party]), what) for party, what in suggestion.does.items())
    if suggestion.try_it:
        yield "How to try it", suggestion.try_it
    if suggestion.rings in taxonomy.BODIES and plan.consent(suggestion.rings).given is None:
        yield "May you ring", f"not asked yet whether you may ring {taxonomy.REACHED[suggestion.rings]}"
    if source := told_source(suggestion.source):
        yield "Source", source


def decision_told(act: Decided, client: Client, adviser: str) -> str:
    """What was said of a suggestion, in a few words: "agreed: Rosa and Dan, by 7 December 2026"."""
    if act.decision == "accepted":
        terms = told_terms(Terms(act.who, act.by), client, adviser) if act.who else act.by
        return f"agreed: {terms}" if terms else "agreed"
    if act.decision == "set_aside":
        return f"never to be offered: {act.reason}" if act.never else act.reason or "set aside"
    return act.reason or "to decide anew"


def undecided_told(plan: Plan) -> str:
    """What nothing is decided on yet, in a sentence; empty where all is decided."""
    waiting, urgent = most_pressing_first(plan.proposed()), urgent_undecided(plan)
    if not waiting:
        return ""
    named = wording.listed(wording.shorten(titled(one), 76) for one in (urgent or waiting)[:2])
    if urgent:
        more = f" and {len(urgent) - 2} more" if len(urgent) > 2 else ""
        return f"Not decided yet: {wording.counted(len(waiting), 'thing')}, urgent among them: {named}{more}."
    more = f" and {len(waiting) - 2} more" if len(waiting) > 2 else ""
    return f"Not decided yet: {named}{more}."


def waits_at_the_end(plan: Plan) -> str:
    """What to see to before the call ends: a concern of which nobody was told yet, and what nothing is decided on."""
    concern = concern_waits(plan.safety)
    return " ".join(filter(None, (f"{concern}." if concern else "", undecided_told(plan))))


def still_waits(plan: Plan, call: Call) -> tuple[str, ...]:
    """The titles of what is to be put in this call after what is put now, and of what is put off in it."""
    later = [name for name, act in said_of(call).items() if act.reason == LATER and act.decision == "open"]
    put_off = [one for name in later if (one := plan.suggestion(name)) is not None]
    return tuple(titled(one) for one in (*to_talk_over(plan, call)[1:], *put_off))


def titled(suggestion: Suggestion) -> str:
    """Its title, with whom it is asked of."""
    title = (
        f"{wording.shorten(suggestion.title, 40)} ({AGREED_BEFORE})" if suggestion.agreed_before else suggestion.title
    )
    return f"therapist: {title[:1].lower()}{title[1:]}" if suggestion.for_therapist else title
