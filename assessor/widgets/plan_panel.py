"""The plan as it forms, beside the call; in a narrow terminal a ribbon of one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from rich.console import Group, RenderableType
from rich.text import Text
from textual.content import Content

from assessor import wording
from assessor.care.agreeing import Terms, told_terms
from assessor.care.case import Call
from assessor.care.plan import Concern, Plan, Suggestion
from assessor.views import phrasing
from assessor.views.agreeing import still_waits, titled
from assessor.views.call import client_standing
from assessor.widgets.plan_list import STATE_MARKS
from assessor.widgets.rows import hanging

NAMED_OF_WHAT_WAITS = 5
"""So many of what waits are named; of more it is said how many."""
NAMED_OF_WHAT_HELPS = 3
"""The same of what could help while the questions are asked: it grows long, and must not push itself out of sight."""


def panel(plan: Plan, colours: Mapping[str, str], agreeing: Call | None = None) -> RenderableType:
    """The plan so far, in the theme's colours; of the call that talks over what could help, what is agreed and what
    waits."""
    if agreeing is not None:
        return _agreeing(plan, agreeing, colours)
    heading, error, warning = (f"bold {colours[colour]}" for colour in ("primary", "error", "warning"))
    quiet = colours["quiet"]
    urgent, helpful = _suggestions(plan)

    def helps(one: Suggestion) -> RenderableType:
        return hanging((STATE_MARKS[one.state], colours["accent"]), (titled(one), ""))

    blocks = [
        _block("Plan so far", "bold", [Text(client_standing(plan))]),
        # in sight, however long the plan grows beneath it
        _block("Safety", error, [Text(_concern(concern), "bold") for concern in plan.safety]),
        _block(phrasing.URGENT_TODAY, warning, _named(urgent, lambda s: hanging(("!", warning), (s.title, "")), quiet)),
        _block(phrasing.COULD_HELP, heading, _named(helpful, helps, quiet)),
        *(
            _block(title, heading, [Text(fact.title) for fact in facts])
            for title, _, facts in phrasing.fact_groups(plan)
        ),
        _block(phrasing.HEARD_AND_WAITING, heading, [Text(fact.title, colours["quiet"]) for fact in plan.heard]),
        _block("Goals", heading, [Text(f"“{wording.shorten(goal.what, 70)}”") for goal in plan.goals]),
        _block(
            phrasing.DATES_COMING_UP,
            heading,
            [Text(f"{wording.day(c.on)} · {c.what[:1].lower()}{c.what[1:]}") for c in plan.coming_up],
        ),
        _block("Safety", heading, [] if plan.safety else [Text(phrasing.NOTHING_RAISED, colours["quiet"])]),
    ]
    return Group(*chain.from_iterable(blocks))


def _named(
    suggestions: Sequence[Suggestion], drawn: Callable[[Suggestion], RenderableType], quiet: str
) -> list[RenderableType]:
    """The first few, and how many more there are."""
    first = suggestions[:NAMED_OF_WHAT_HELPS]
    more = len(suggestions) - len(first)
    return [*map(drawn, first), *([Text(f"  and {more} more", quiet)] if more else [])]


def _agreeing(plan: Plan, call: Call, colours: Mapping[str, str]) -> RenderableType:
    client, adviser = call.interview.client, call.interview.adviser
    heading, error, quiet = f"bold {colours['primary']}", f"bold {colours['error']}", colours["quiet"]
    agreed = [one for one in (*plan.therapist_requests, *plan.accepted()) if one.state == "accepted"]
    waits = still_waits(plan, call)
    blocks = [
        _block("Safety", error, [Text(_concern(concern), "bold") for concern in plan.safety]),
        _block(
            f"Agreed with {client.first_name}",
            heading,
            [
                line
                for one in agreed
                for line in _agreed(one, told_terms(Terms(one.who, one.by), client, adviser), colours)
            ]
            or [Text("nothing yet", quiet)],
        ),
        _block("Still to talk about", heading, [Text(wording.shorten(title, 60)) for title in _first_few(waits)]),
        _block("Goals", heading, [Text(f"“{wording.shorten(goal.what, 70)}”") for goal in plan.goals]),
        _block("Steps", heading, [hanging(("✓", colours["accent"]), (step.what, "")) for step in plan.actions]),
        _block("Next call", heading, [Text(plan.next_contact)] if plan.next_contact else []),
    ]
    return Group(*chain.from_iterable(blocks))


def _first_few(titles: Sequence[str]) -> list[str]:
    """The first few, and how many more there are."""
    more = len(titles) - NAMED_OF_WHAT_WAITS
    return [*titles[:NAMED_OF_WHAT_WAITS], f"and {more} more"] if more > 1 else list(titles)


def _agreed(one: Suggestion, terms: str, colours: Mapping[str, str]) -> list[RenderableType]:
    terms = "" if one.for_therapist else terms
    words = wording.shorten(titled(one) if not one.words else one.words, 60)
    return [
        hanging(("✓", colours["accent"]), (words, "")),
        *([hanging((" ", ""), (terms, colours["quiet"]))] if terms else []),
    ]


def _block(title: str, style: str, lines: Sequence[RenderableType]) -> list[RenderableType]:
    """The lines under their title, with space beneath; nothing where there is no line."""
    return [Text(title, style), *lines, Text("")] if lines else []


def _suggestions(plan: Plan) -> tuple[list[Suggestion], list[Suggestion]]:
    """The suggestions that cannot wait, and the others that were not set aside."""
    urgent = [s for s in plan.suggestions if s.priority == "urgent" and s.state == "proposed"]
    standing = [s for s in (*plan.therapist_requests, *plan.suggestions) if s.state != "set_aside"]
    return urgent, [s for s in standing if s not in urgent]


def _concern(concern: Concern) -> str:
    if not concern.passed_to:
        return wording.one_line(f"raised; {phrasing.not_passed_on(concern)}")
    return wording.one_line(phrasing.passed_on(concern, when=False))


def ribbon(plan: Plan) -> Content:
    """The plan in one line."""
    could = len(plan.proposed())
    urgent = any(s.priority == "urgent" for s in plan.proposed())
    parts = [
        wording.capital(phrasing.situation_told(plan)),
        wording.counted(len(plan.needs), "need") if plan.needs else "",
        wording.counted(len(plan.barriers), "barrier") if plan.barriers else "",
        f"{could} could help" + (", urgent today" if urgent else "") if could else "",
    ]
    line = Content.styled(" · ".join(filter(None, parts)) or "Plan so far: nothing yet", "$secondary")
    safety = Content.styled(" · safety raised", "b $error") if plan.safety else Content("")
    return line + safety
