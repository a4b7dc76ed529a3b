"""The plan as it forms, beside the call; in a narrow terminal a ribbon of one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.text import Text
from textual.content import Content

from assessor import taxonomy, wording
from assessor.care.plan import Concern, Plan, Suggestion
from assessor.views import phrasing
from assessor.views.call import client_standing
from assessor.widgets.rows import hanging

MARKS = {"proposed": "▸", "accepted": "✓", "set_aside": "–"}


def panel(plan: Plan, colours: Mapping[str, str]) -> RenderableType:
    """The plan so far, in the theme's colours."""
    heading = f"bold {colours['primary']}"
    blocks: list[list[RenderableType]] = [[Text("Plan so far", "bold"), Text(client_standing(plan))]]

    def block(title: str, lines: Iterable[RenderableType], style: str = heading) -> None:
        lines = list(lines)
        if lines:
            blocks.append([Text(title, style), *lines])

    if plan.safety:  # in sight, however long the plan grows beneath it
        concerns = [Text(_concern(concern), "bold") for concern in plan.safety]
        block("Safety", concerns, f"bold {colours['error']}")
    urgent = [s for s in plan.suggestions if s.priority == "urgent" and s.state == "proposed"]
    rest = [s for s in (*plan.therapist_requests, *plan.suggestions) if s not in urgent and s.state != "set_aside"]
    alarm = f"bold {colours['warning']}"
    block(phrasing.URGENT_TODAY, (hanging(("!", alarm), (s.title, "")) for s in urgent), alarm)
    for title, _, facts in phrasing.fact_groups(plan):
        block(title, [Text(fact.title) for fact in facts])
    block("Goals", (Text(f"“{wording.shorten(goal.what, 70)}”") for goal in plan.goals))
    block(phrasing.COULD_HELP, (hanging((MARKS[s.state], colours["accent"]), (_title(s), "")) for s in rest))
    block(
        phrasing.DATES_COMING_UP,
        (Text(f"{wording.day(c.on)} · {c.what[:1].lower()}{c.what[1:]}") for c in plan.coming_up),
    )
    if not plan.safety:
        block("Safety", [Text(phrasing.NOTHING_RAISED, colours["quiet"])])
    return Group(*(line for lines in blocks for line in (*lines, Text(""))))


def _concern(concern: Concern) -> str:
    if not concern.told:
        return f"raised; {phrasing.NOT_PASSED_ON}"
    return wording.one_line(phrasing.passed_on(concern, when=False))


def _title(one: Suggestion) -> str:
    return f"therapist: {one.title[:1].lower()}{one.title[1:]}" if one.for_therapist else one.title


def ribbon(plan: Plan) -> Content:
    """The plan in one line."""
    could = len(plan.proposed())
    urgent = any(s.priority == "urgent" for s in plan.proposed())
    parts = [
        wording.capital(taxonomy.SITUATIONS.get(plan.situation or "", "")),
        wording.counted(len(plan.needs), "need") if plan.needs else "",
        wording.counted(len(plan.barriers), "barrier") if plan.barriers else "",
        f"{could} could help" + (", urgent today" if urgent else "") if could else "",
    ]
    line = Content.styled(" · ".join(filter(None, parts)) or "Plan so far: nothing yet", "$secondary")
    safety = Content.styled(" · safety raised", "b $error") if plan.safety else Content("")
    return line + safety
