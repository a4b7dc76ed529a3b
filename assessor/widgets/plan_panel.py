"""The plan as it forms, beside the call; in a narrow terminal a ribbon of one line."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from assessor import taxonomy, wording
from assessor.care.plan import Plan, Suggestion

MARKS = {"proposed": "▸", "accepted": "✓", "set_aside": "–"}


def standing(plan: Plan) -> str:
    """Where the client stands, in a line: "Off sick since 2 November 2026, wants to go back to work"."""
    situation = taxonomy.SITUATIONS.get(plan.situation or "", "")
    since = plan.work.get("absence.first_day") if plan.situation == "off_sick" else None
    parts = [f"{situation} since {since}" if since else situation, taxonomy.AIMS.get(plan.aim or "", "")]
    return wording.capital(", ".join(filter(None, parts))) or "Not yet known"


def panel(plan: Plan) -> Content:
    """The plan so far."""
    blocks = [Content.from_markup("[b]Plan so far[/b]\n$standing", standing=standing(plan))]
    urgent = [s for s in plan.suggestions if s.priority == "urgent" and s.state == "proposed"]
    if urgent:
        blocks.append(_block("Urgent today", [f"! {s.title}" for s in urgent], "$warning"))
    blocks.append(_block("Wants help with", [line.title for line in plan.needs]))
    blocks.append(_block("In the way", [line.title for line in plan.barriers]))
    blocks.append(_block("Going for them", [line.title for line in plan.strengths]))
    blocks.append(_block("Goals", [f"“{wording.shorten(goal.what, 70)}”" for goal in plan.goals]))
    rest = [s for s in (*plan.therapist_requests, *plan.suggestions) if s not in urgent]
    blocks.append(_suggestions([s for s in rest if s.state != "set_aside"]))
    coming = [f"{wording.day(c.on)}  {c.what[:1].lower()}{c.what[1:]}" for c in plan.coming_up]
    blocks.append(_block("Coming up", coming))
    blocks.append(_safety(plan))
    return Content("\n\n").join(block for block in blocks if block)


def _block(title: str, lines: Iterable[str], style: str = "$primary") -> Content:
    lines = list(lines)
    if not lines:
        return Content("")
    return Content("\n").join(
        [Content.styled(title, f"b {style}"), *(Content(wording.one_line(line)) for line in lines)]
    )


def _suggestions(several: list[Suggestion]) -> Content:
    if not several:
        return Content("")
    lines = [Content.styled("Could help", "b $primary")]
    for one in several:
        title = f"therapist: {one.title[:1].lower()}{one.title[1:]}" if "therapist" in one.who else one.title
        lines.append(Content.assemble((f"{MARKS[one.state]} ", "$accent"), wording.one_line(title)))
    return Content("\n").join(lines)


def _safety(plan: Plan) -> Content:
    if not plan.safety:
        return Content.from_markup("[b $primary]Safety[/]\n[$quiet]nothing raised[/]")
    told = plan.safety[0].told
    words = f"passed to {told}" if told else "raised; not yet passed on"
    return Content.from_markup("[b $error]Safety[/]\n[b]$words[/b]", words=wording.one_line(words))


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
