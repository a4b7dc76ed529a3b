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
    case, plan = people.case, people.case.plan
    signed = f"Reviewed by {people.reviewer}" if people.reviewer else "DRAFT, not yet reviewed"
    yield _paragraph(f"Employment plan for {case.client.name}, version {case.version}. {signed}.")
    asked = [one for one in plan.therapist_requests if one.state == "accepted" and of_request(one) != "revoked"]
    yield _listed(phrasing.ASKED_OF_THERAPIST, (_joined(one.agreed, one.by) for one in asked), "Nothing is asked yet.")
    concerns = (_joined(one.words or one.because, phrasing.passed_on(one, when=False)) for one in plan.safety)
    yield _listed("Safety", concerns, wording.sentence(no_concern(case)))
    yield _listed(phrasing.IN_THE_WAY, (_joined(one.title, one.words) for one in plan.barriers))
    yield _listed(
        "Goals",
        (_joined(goal.what, goal.by and f"by {goal.by}", taxonomy.GOAL_STATES[goal.state]) for goal in plan.goals),
    )
    steps = [(one.agreed, one.by, taxonomy.STEP_STATES[one.progress]) for one in plan.accepted()]
    steps += [(one.what, one.by, taxonomy.STEP_STATES[one.state]) for one in plan.actions]
    yield _listed("Steps", (_joined(*step) for step in steps))


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, (line(part).rstrip(".") for part in parts)))


def _listed(heading: str, lines: Iterable[str], none: str = "") -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in lines if one)
    if items:
        return f"<p><b>{heading}</b></p><ul>{items}</ul>"
    return f"<p><b>{heading}</b></p>{_paragraph(none)}" if none else ""


def _paragraph(text: str) -> str:
    return f"<p>{escape(line(text))}</p>"
