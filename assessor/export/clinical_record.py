"""The entry for the service's own clinical record: what its form asks for, in that order, ready to be copied.

Items and codes of the contact and the employment status: NHS Talking Therapies data set v2.1. An adviser's contact is
never coded as treatment. It holds what the record is to know, so no consent to share is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy, wording
from assessor.care.case import Call, Case
from assessor.care.employment_status import StatusRecord
from assessor.care.plan import Plan
from assessor.export.pages.next_call import next_call
from assessor.export.pages.therapist import no_concern
from assessor.export.pages.work_told import measure_told, opened_on, what_helps, work_now
from assessor.views.harm_told import harm_on_page, told_unwritten
from assessor.views.phrasing import BEFORE_RINGING, fact_groups, passed_on
from assessor.views.plan_lines import ratings

APPOINTMENT = {"first": "10 employment support", "later": "06 follow-up", "after": "06 follow-up"}
ACTIVITY = "1098051000000103 employment adviser activity (SNOMED CT)"
BY_TELEPHONE = "02 telephone"
SEEN = "5 seen, on time or before the adviser was ready (6 if late, but seen)"


def record_entry(case: Case) -> str:
    """The latest call and the plan after it, as lines of plain text."""
    return "\n".join(map(wording.one_line, _lines(case))) + "\n"


def _lines(case: Case) -> Iterator[str]:
    """The sections in the order of the form, each after an empty line."""
    client, plan, call = case.client, case.plan.to_leave(), case.call
    yield f"{client.name}, record {client.reference}"
    if call is not None:
        yield from ("", "CONTACT", *_contact(call))
    if plan.status is not None:
        yield from ("", f"EMPLOYMENT STATUS, recorded {wording.day(plan.status.EmployStatusRecDate)}")
        yield from _status(plan.status)
    elif any(held.held for held in case.calls):
        yield from ("", "EMPLOYMENT STATUS", "Still to be recorded: it is not known yet.")
    if plan.know:
        yield from ("", BEFORE_RINGING.upper())
        yield from (f"{taxonomy.DETAILS[detail]}: {words.rstrip('.')}." for detail, words in plan.know.items())
    yield from ("", "SUMMARY", *_summary(case, plan))
    yield from ("", "SAFETY", *_safety(case))
    following = next_call(case)
    yield from ("", "NEXT", f"Next contact: {following.rstrip('.') or 'not booked'}.")


def _status(status: StatusRecord) -> Iterator[str]:
    for name, code in status.model_dump(mode="json").items():
        if code is not None and name != "EmployStatusRecDate":
            yield f"{taxonomy.DETAILS[f'status.{name}']} ({name}): {code}"
    if status.missing:
        titles = (f"{taxonomy.DETAILS[f'status.{name}']} ({name})" for name in status.missing)
        yield f"Still to be recorded: {wording.listed(titles)}"


def _summary(case: Case, plan: Plan) -> Iterator[str]:
    """Work, what stands in the way and helps, goals, steps, and what is asked of the therapist."""
    if plan.opening and not plan.guarded:  # what a client says first may be of home, and a record may be read there
        yield f"In their own words{opened_on(case)}: “{plan.opening.strip().rstrip('.')}”."
    yield f"Work: {work_now(plan)}"
    for title, kind, all_facts in fact_groups(plan):
        if facts := plan.wishes() if kind == "need" else all_facts:
            yield f"{title}: {'; '.join(fact.title for fact in facts)}."
    for title, words in plan.something_else:
        yield f"{title}, something else: “{words.rstrip('.')}”."
    if helps := what_helps(plan):
        yield f"What helps: {wording.sentence(helps)}"
    if plan.measures:
        yield f"Measures: {'; '.join(map(measure_told, plan.measures))}."
    for goal in plan.goals:
        by, rated = (f", by {goal.by}" if goal.by else ""), (f" Now {ratings(goal)} of 10." if goal.ratings else "")
        yield f"Goal: {goal.what}{by}.{rated}"
    steps = [(step.what, step.who, step.by, taxonomy.STEP_STATES[step.state]) for step in plan.actions]
    steps += [
        (agreed.agreed.rstrip("."), "", agreed.by, taxonomy.STEP_STATES[agreed.progress]) for agreed in plan.accepted()
    ]
    for parts in steps:
        yield f"Step: {', '.join(filter(None, parts))}."
    for request in plan.asked():
        yield f"Asked of the therapist: {request.agreed}"


def _safety(case: Case) -> Iterator[str]:
    if not case.plan.safety:
        yield f"{wording.capital(no_concern(case))}."
    for concern in case.plan.safety:
        on, words = wording.day(concern.on) if concern.on else "", concern.words and f"“{concern.words}”"
        told = "; ".join(filter(None, (on, concern.because, words, passed_on(concern))))
        yield wording.sentence(told)
        if concern.said:
            yield f"The answer: {wording.sentence(concern.said)}"
        if concern.agreed:
            yield f"Agreed: {wording.sentence(concern.agreed)}"
    if case.plan.safety and (unwritten := harm_on_page(case)):
        yield f"{wording.capital(told_unwritten(unwritten))}."


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
