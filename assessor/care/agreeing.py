"""Talking over what could help, within a call: what is still to be put to the client, and what was said of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from assessor import taxonomy, wording
from assessor.care.case import Call
from assessor.care.plan import Plan, Suggestion, nobody_was_told
from assessor.journal import Client, Decided

LATER = "to be talked about later"
"""The reason by which a suggestion is left undecided for this call: it was put to the client, and waits."""


YES, IN_OTHER_WORDS, NOT_NOW, HAS_IT, NOT_WANTED, PUT_OFF = "yes", "words", "not_now", "has_it", "not_wanted", "later"
SUGGESTION_ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        YES: "Yes, let us do that",
        IN_OTHER_WORDS: "Yes, in other words",
        NOT_NOW: "Not now",
        HAS_IT: "Has it already, or has tried it",
        NOT_WANTED: "Does not want it",
        PUT_OFF: "Talk about it later",
    }
)
"""What may be said of a suggestion, in the order of its keys: 1, 2 and so on, wherever it is put."""

SET_ASIDE_REASONS: Mapping[str, str] = MappingProxyType(
    {NOT_NOW: "not now", HAS_IT: "has it already, or has tried it", NOT_WANTED: "does not want it"}
)
"""The reason that is written where one of these sets a suggestion aside."""

SOON = timedelta(weeks=1)
BY_NEXT_CALL = "our next call"
"""By when what is neither urgent nor soon is to be done, unless a day is given."""


@dataclass(frozen=True)
class Terms:
    """Who does what was agreed, and by when, as people say it."""

    who: tuple[taxonomy.Party, ...]
    by: str = ""


def proposed_terms(suggestion: Suggestion, today: date) -> Terms:
    """Who and when the catalogue proposes: what is urgent today, what is soon within a week. What was agreed before
    stays; what is asked of the therapist has no day of ours."""
    if suggestion.by or suggestion.for_therapist:
        return Terms(suggestion.who, suggestion.by)
    days = {"urgent": wording.day(today), "soon": wording.day(today + SOON)}
    return Terms(suggestion.who, days.get(suggestion.priority, BY_NEXT_CALL))


def said_of(call: Call) -> dict[str, Decided]:
    """The last word of this call on each suggestion that it has one on, in the order in which they were last given."""
    said: dict[str, Decided] = {}
    for entry in call.entries:
        if isinstance(entry.act, Decided):
            said.pop(entry.act.suggestion, None)
            said[entry.act.suggestion] = entry.act
    return {name: act for name, act in said.items() if act.decision != "open" or act.reason == LATER}


def to_talk_over(plan: Plan, call: Call) -> tuple[Suggestion, ...]:
    """What could help and is neither decided nor put off in this call, the most pressing first; what is asked of the
    therapist stands after what as pressing the client and the adviser can do themselves."""
    said = said_of(call)
    waiting = (one for one in (*plan.suggestions, *plan.therapist_requests) if one.state == "proposed")
    return most_pressing_first(one for one in waiting if one.id not in said)


def most_pressing_first(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """The suggestions by how pressing they are, those alike in the order given."""
    order = {priority: place for place, priority in enumerate(taxonomy.PRIORITIES)}
    return tuple(sorted(suggestions, key=lambda one: order[one.priority]))


def urgent_undecided(plan: Plan) -> tuple[Suggestion, ...]:
    """What cannot wait and has not been decided on."""
    return tuple(one for one in plan.proposed() if one.priority == "urgent")


_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(wording.MONTHS)}) (\d{{4}})")
MANY = 3
"""So many who are named one by one; of more it is said that there are others."""


def told_who(who: tuple[taxonomy.Party, ...], client: Client, adviser: str) -> str:
    """Who does it, by the names people are called by: "Rosa and Dan", "Rosa, Dan and others"."""
    names = {"client": client.first_name, "adviser": (adviser.split() or ["adviser"])[0], "other": "others"}
    named = [names.get(party, taxonomy.PARTIES[party]) for party in who]
    return wording.listed(named if len(named) <= MANY else [*named[: MANY - 1], "others"]) or "nobody yet"


def told_terms(terms: Terms, client: Client, adviser: str) -> str:
    """Who and by when, in a few words: "Rosa and Dan, by Monday 7 December"."""
    by, day = terms.by, _day_in(terms.by)
    if day is not None and _DAY.fullmatch(by):
        month = wording.MONTHS[day.month - 1]
        by = f"{day:%A} {day.day} {month}"
    by = f"by {by}" if by and not re.match(r"(?:by|before|at|after|in|on|this|next)\b", by, re.IGNORECASE) else by
    return ", ".join(filter(None, (told_who(terms.who, client, adviser), by)))


def late_for_urgent(suggestion: Suggestion, terms: Terms, today: date) -> str:
    """That what is urgent is put on a later day, in a sentence without its end; empty for anything else."""
    day = _day_in(terms.by)
    if suggestion.priority != "urgent" or day is None or day <= today:
        return ""
    return f"That is in {wording.counted((day - today).days, 'day')}; this is urgent today"


def _day_in(by: str) -> date | None:
    """The day by which it is to be done, where one is written out."""
    if (read := _DAY.search(by)) is None:
        return None
    number, month, year = read.groups()
    return date(int(year), wording.MONTHS.index(month) + 1, int(number))


def urgent_refusal(plan: Plan) -> str:
    """Why the plan is not handed in unasked: a concern of which nobody was told, and what is urgent in it and not
    decided on. Empty where nothing is."""
    urgent = urgent_undecided(plan)
    named = wording.listed(wording.shorten(one.title, 60) for one in urgent[:3])
    more = f" and {len(urgent) - 3} more" if len(urgent) > 3 else ""
    waits = (
        "a concern is not yet passed on" if nobody_was_told(plan.safety) else "",
        f"urgent, and nothing is decided on it: {named}{more}" if urgent else "",
    )
    return "; ".join(filter(None, waits))
