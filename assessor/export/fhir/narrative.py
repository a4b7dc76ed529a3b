"""The plan as a person reads it where a system shows a resource's own text: XHTML, every word of it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from assessor import taxonomy, wording
from assessor.export.fhir.codes import of_request
from assessor.export.fhir.parts import Resource, line
from assessor.export.fhir.people import People
from assessor.export.pages.therapist import no_concern
from assessor.views import phrasing

XHTML = "http://www.w3.org/1999/xhtml"


def narrative(people: People) -> Resource:
    """The plan in short, the most important first: all of it is in the resources too."""
    return {"status": "generated", "div": f'<div xmlns="{XHTML}">{"".join(_blocks(people))}</div>'}


def _blocks(people: People) -> Iterator[str]:
    case, plan = people.case, people.plan
    signed = f"Reviewed by {people.reviewer}" if people.reviewer else "DRAFT, not yet reviewed"
    yield _paragraph(f"Employment plan for {case.client.name}, version {case.version}. {signed}.")
    asked = [
        request
        for request in plan.therapist_requests
        if request.state == "accepted" and of_request(request) != "revoked"
    ]
    yield _listed(
        phrasing.ASKED_OF_THERAPIST, (_joined(request.agreed, request.by) for request in asked), "Nothing is asked yet."
    )
    concerns = (
        _joined(concern.words or concern.because, phrasing.passed_on(concern, when=False)) for concern in plan.safety
    )
    yield _listed("Safety", concerns, wording.sentence(no_concern(case)))
    yield _listed(phrasing.IN_THE_WAY, (_joined(barrier.title, barrier.words) for barrier in plan.barriers))
    yield _listed(
        "Goals",
        (_joined(goal.what, goal.by and f"by {goal.by}", taxonomy.GOAL_STATES[goal.state]) for goal in plan.goals),
    )
    steps = [(agreed.agreed, agreed.by, taxonomy.STEP_STATES[agreed.progress]) for agreed in plan.accepted()]
    steps += [(action.what, action.by, taxonomy.STEP_STATES[action.state]) for action in plan.actions]
    yield _listed("Steps", (_joined(*step) for step in steps))


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, (line(part).rstrip(".") for part in parts)))


def _listed(heading: str, lines: Iterable[str], none: str = "") -> str:
    entries = "".join(f"<li>{escape(text)}</li>" for text in lines if text)
    if entries:
        return f"<p><b>{heading}</b></p><ul>{entries}</ul>"
    return f"<p><b>{heading}</b></p>{_paragraph(none)}" if none else ""


def _paragraph(text: str) -> str:
    return f"<p>{escape(line(text))}</p>"
