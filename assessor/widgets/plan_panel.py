"""The plan as it forms, beside the call; in a narrow terminal a ribbon of one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from rich.console import Group, RenderableType
from rich.text import Text
from textual.content import Content

from assessor import wording
from assessor.care.plan import Concern, Plan, Suggestion
from assessor.views import phrasing
from assessor.views.call import client_standing
from assessor.widgets.plan_list import STATE_MARKS
from assessor.widgets.rows import hanging


def panel(plan: Plan, colours: Mapping[str, str]) -> RenderableType:
    """The plan so far, in the theme's colours."""
    heading, error, warning = (f"bold {colours[colour]}" for colour in ("primary", "error", "warning"))
    urgent, helpful = _suggestions(plan)
    blocks = [
        _block("Plan so far", "bold", [Text(client_standing(plan))]),
        # in sight, however long the plan grows beneath it
        _block("Safety", error, [Text(_concern(concern), "bold") for concern in plan.safety]),
        _block(phrasing.URGENT_TODAY, warning, [hanging(("!", warning), (s.title, "")) for s in urgent]),
        *(
            _block(title, heading, [Text(fact.title) for fact in facts])
            for title, _, facts in phrasing.fact_groups(plan)
        ),
        _block("Goals", heading, [Text(f"“{wording.shorten(goal.what, 70)}”") for goal in plan.goals]),
        _block(
            phrasing.COULD_HELP,
            heading,
            [hanging((STATE_MARKS[s.state], colours["accent"]), (_title(s), "")) for s in helpful],
        ),
        _block(
            phrasing.DATES_COMING_UP,
            heading,
            [Text(f"{wording.day(c.on)} · {c.what[:1].lower()}{c.what[1:]}") for c in plan.coming_up],
        ),
        _block("Safety", heading, [] if plan.safety else [Text(phrasing.NOTHING_RAISED, colours["quiet"])]),
    ]
    return Group(*chain.from_iterable(blocks))


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


def _title(suggestion: Suggestion) -> str:
    title = suggestion.title
    return f"therapist: {title[:1].lower()}{title[1:]}" if suggestion.for_therapist else title


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
