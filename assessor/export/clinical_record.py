"""The entry for the service's own clinical record: what its form asks for, in that order, ready to be copied.

Items and codes of the contact and the employment status: NHS Talking Therapies data set v2.1. An adviser's contact is
never coded as treatment. It holds what the record is to know, so no consent to share is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy, wording
from assessor.care.case import Call, Case
from assessor.export.pages.next_call import next_call
from assessor.export.pages.therapist import no_concern, work_now
from assessor.views.plan_lines import ratings

APPOINTMENT = {"first": "10 employment support", "later": "06 follow-up", "after": "06 follow-up"}
ACTIVITY = "1098051000000103 employment adviser activity (SNOMED CT)"
BY_TELEPHONE = "02 telephone"
SEEN = "5 seen, on time or before the adviser was ready (6 if late, but seen)"


def record_entry(case: Case) -> str:
    """The latest call and the plan after it, as lines of plain text."""
    return "\n".join(map(wording.one_line, _lines(case))) + "\n"


def _lines(case: Case) -> Iterator[str]:
    client, plan, call = case.client, case.plan, case.call
    yield f"{client.name}, record {client.reference}"
    yield ""
    if call is not None:
        yield "CONTACT"
        yield from _contact(call)
        yield ""
    if plan.status is not None:
        yield f"EMPLOYMENT STATUS, recorded {wording.day(plan.status.EmployStatusRecDate)}"
        for item, value in plan.status.model_dump(mode="json").items():
            if value is not None and item != "EmployStatusRecDate":
                yield f"{taxonomy.DETAILS[f'status.{item}']} ({item}): {value}"
        yield ""
    yield "SUMMARY"
    yield f"Work: {work_now(plan)}"
    for title, lines in (
        ("Wants help with", plan.needs),
        ("In the way", plan.barriers),
        ("Going for them", plan.strengths),
    ):
        if lines:
            yield f"{title}: {'; '.join(line.title for line in lines)}."
    for goal in plan.goals:
        by, now = (f", by {goal.by}" if goal.by else ""), (f" Now {ratings(goal)} of 10." if goal.ratings else "")
        yield f"Goal: {goal.what}{by}.{now}"
    for step in plan.actions:
        parts = (step.what, step.who, step.by, taxonomy.STEP_STATES[step.state])
        yield f"Step: {', '.join(filter(None, parts))}."
    for agreed in plan.accepted():
        words = (agreed.agreed.rstrip("."), agreed.by, taxonomy.STEP_STATES[agreed.progress])
        yield f"Step: {', '.join(filter(None, words))}."
    for request in plan.therapist_requests:
        if request.state == "accepted" and request.stands:
            yield f"Asked of the therapist: {request.agreed}"
    yield ""
    yield "SAFETY"
    for concern in plan.safety:
        told = f"passed to {concern.told} {concern.told_at}".strip() if concern.told else "not yet passed on"
        said = (
            wording.day(concern.on) if concern.on else "",
            concern.because,
            concern.words and f"“{concern.words}”",
            told,
        )
        yield f"{'; '.join(filter(None, said))}."
        if concern.said:
            yield f"The answer: {wording.sentence(concern.said)}"
        if concern.agreed:
            yield f"Agreed: {wording.sentence(concern.agreed)}"
    if not plan.safety:
        yield f"{wording.capital(no_concern(case))}."
    yield ""
    yield "NEXT"
    agreed_next = next_call(case)
    yield f"Next contact: {agreed_next.rstrip('.')}." if agreed_next else "Next contact: not booked."


def _contact(call: Call) -> Iterator[str]:
    begun = call.begun.astimezone()
    yield f"Date: {wording.day(begun)}, {begun:%H:%M}"
    minutes = round(call.talked(call.entries[-1].at).total_seconds() / 60)
    yield f"Length: {wording.counted(minutes, 'minute')}"
    yield f"By: {call.by}, employment adviser"
    yield f"Activity: {ACTIVITY}"
    yield f"Appointment type: {APPOINTMENT.get(call.interview.course.script.stage, APPOINTMENT['first'])}"
    yield f"Mechanism: {BY_TELEPHONE}"
    if call.held:
        yield f"Attendance: {SEEN}"
