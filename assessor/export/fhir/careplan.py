"""The plan itself: what it holds together, the steps and contacts in it, and who it is from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessor import taxonomy, wording
from assessor.care.case import Call, Case
from assessor.care.employers import consented_to
from assessor.care.fingerprint import fingerprint
from assessor.care.goals import Action
from assessor.care.plan import Suggestion
from assessor.export.fhir import codes
from assessor.export.fhir.agreed import asked
from assessor.export.fhir.calls import end_entry
from assessor.export.fhir.codes import OURS, concept, ours, snomed
from assessor.export.fhir.findings import concern_references
from assessor.export.fhir.narrative import narrative
from assessor.export.fhir.parts import Resource, compact, instant, labelled_annotations, line, words
from assessor.export.fhir.people import People
from assessor.export.pages.therapist import no_concern
from assessor.rough_days import partial_date
from assessor.views import phrasing

CONTACT = "Employment adviser contact"


def care_plan(people: People, others: list[Resource]) -> Resource:
    """The plan, as it holds together what ``others`` there are."""
    case, ids = people.case, people.ids
    first = case.calls[0].begun if case.calls else None
    goals, barriers = _of(others, "Goal"), _of(others, "Condition")
    supporting = [reference for kind in ("Observation", "QuestionnaireResponse") for reference in _of(others, kind)]
    referral = [ids.to("referral")] if case.client.referred_on else []
    return compact(
        resourceType="CarePlan",
        id=ids.of("CarePlan"),
        text=narrative(people),
        identifier=identifiers(case),
        status=status(case),
        intent="plan",
        category=[concept(ours("line", "plan"), text="Employment support; not treatment")],
        title="Employment plan",
        description=line(_described(case)),
        subject=people.client,
        period=compact(start=first and _day(first).isoformat(), end=_end(case)),
        created=first and instant(first),
        author=people.adviser(case.call.by) if case.call else None,
        contributor=[people.client, *(people.adviser(name) for name in people.advisers)],
        addresses=barriers,
        supportingInfo=[
            *concern_references(people),
            *(reference for reference in supporting if reference not in concern_references(people)),
            *referral,
        ],
        goal=goals,
        activity=list(_activities(people)),
        note=labelled_annotations(*_notes(case)),
    )


def identifiers(case: Case) -> list[Resource]:
    """The version, and the fingerprint of what it says."""
    return [
        {"system": f"{OURS}/version", "value": f"{case.id}/{case.version}"},
        {"system": f"{OURS}/fingerprint", "value": fingerprint(case)},
    ]


def status(case: Case) -> str:
    """A plan that nobody has signed is a draft, whatever has come of it."""
    return codes.PLAN_ONCE_SIGNED.get(case.state, "active") if case.standing.state == "signed" else "draft"


def _of(others: list[Resource], kind: str) -> list[Resource]:
    return [{"reference": f"urn:uuid:{resource['id']}"} for resource in others if resource["resourceType"] == kind]


def _day(at: object) -> date:
    return at.astimezone().date()  # type: ignore[attr-defined,no-any-return]


def _end(case: Case) -> str | None:
    over = case.state in ("closed", "not_taken_up") and case.call
    return _day(case.call.begun).isoformat() if over and case.call else None


def _described(case: Case) -> str:
    plan = case.plan
    parts = phrasing.situation_told(plan), taxonomy.AIMS.get(plan.aim or "", "")
    return wording.sentence("; ".join(filter(None, parts)))


def _notes(case: Case) -> Iterator[tuple[str, str]]:
    plan = case.plan
    if not plan.safety:
        yield "Safety", no_concern(case).replace("in this call", "in any call")
    yield f"{phrasing.WARNING_SIGNS}, in the client's words", plan.warning_signs
    yield f"{phrasing.IF_HARDER}, in the client's words", plan.if_harder
    yield "Next contact", plan.next_contact or phrasing.NOT_BOOKED
    for job in plan.other_jobs:
        yield "Another job", job.summary
    for consent in plan.consents:
        heading = f"{phrasing.MAY_BE_SHARED_WITH} {consented_to(plan, consent.reader)}"
        yield heading, phrasing.consent_told(consent)


def _activities(people: People) -> Iterator[Resource]:
    """The contacts that were, what is asked of the therapist, the steps, and the contact to come."""
    plan = people.plan
    for call in people.case.calls:
        if call.held:
            yield _contact(people, call)
    for request in asked(people):
        yield {"reference": people.ids.to("request", request.id)}
    for agreed in plan.accepted():
        yield {"detail": _agreed(people, agreed)}
    for action in plan.actions:
        yield {"detail": _step(people, action)}
    if plan.next_date:
        yield {"detail": _next(people, plan.next_date)}


def _contact(people: People, call: Call) -> Resource:
    end = end_entry(call)
    going_on = "in-progress" if call is people.case.call else "stopped"
    detail = compact(
        code=concept(snomed(codes.ADVISER_CONTACT), text=CONTACT),
        status="completed" if end else going_on,
        scheduledPeriod=compact(start=instant(call.begun), end=end and instant(end.at)),
        performer=[people.adviser(call.by)],
        description=line(call.interview.course.script.title),
    )
    return {"outcomeReference": [people.ids.to("call", call.id)], "detail": detail}


def _next(people: People, on: date) -> Resource:
    return compact(
        kind="Appointment",
        code=concept(snomed(codes.ADVISER_CONTACT), text=CONTACT),
        status="scheduled",
        scheduledPeriod={"start": partial_date(on), "end": partial_date(on)},
        performer=[people.party("adviser")],
        description=line(people.plan.next_contact),
    )


def _agreed(people: People, suggestion: Suggestion) -> Resource:
    agreed, title = line(suggestion.agreed), line(suggestion.title)
    goal = people.plan.goal(suggestion.goal)
    return compact(
        kind="Task",
        code=concept(*codes.of_suggestion(suggestion), **words(suggestion.title)),
        reasonCode=[{"text": line(because)} for because in suggestion.because if line(because)],
        goal=[people.ids.to("Goal", goal.key)] if goal else [],
        status=codes.STEP[suggestion.progress],
        statusReason={"text": line(suggestion.reason)} if line(suggestion.reason) else None,
        scheduledString=line(suggestion.by),
        performer=[people.party(party) for party in suggestion.who],
        description=agreed if agreed != title else "",
    )


def _step(people: People, action: Action) -> Resource:
    goal = people.plan.goal(action.goal)
    who = [people.party(party) for party in action.parties] or [compact(display=line(action.who))]
    return compact(
        kind="Task",
        code=words(action.what),
        reasonCode=[{"text": line(action.because)}] if line(action.because) else [],
        goal=[people.ids.to("Goal", goal.key)] if goal else [],
        status=codes.STEP[action.state],
        statusReason={"text": line(action.why)} if line(action.why) else None,
        scheduledString=line(action.by),
        performer=[performer for performer in who if performer],
    )
