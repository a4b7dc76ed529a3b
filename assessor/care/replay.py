"""A script run without a screen: answers in, and all that follows from them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from assessor.bank.bank import Bank
from assessor.bank.personas import Persona, PersonaCall, replay
from assessor.care.case import Case
from assessor.care.plan import Suggestion
from assessor.journal import Act, CallBegun, CallEnded, Client, ClientRecorded, Entry
from assessor.scripts.course import Course
from assessor.scripts.interview import Problem


class CallMade(NamedTuple):
    """A call as its acts tell it: its script, its day, and whether it was brought to its end."""

    course: Course
    day: date
    acts: Sequence[Act]
    ended: bool = True


def case_of(bank: Bank, client: Client, calls: Iterable[CallMade]) -> Case:
    """The case of a client with whom these calls were made, the earliest first."""
    case = Case("headless")
    count = 0

    def after(case: Case, act: Act, day: date, call: str) -> Case:
        nonlocal count
        count += 1  # an entry sorts after those before it
        at = datetime.combine(day, time(12), UTC)
        return case.with_entry(Entry(id=f"{count:08}", at=at, by="", call=call, act=act), lambda _: bank)

    for number, call in enumerate(calls):
        if not number:
            case = after(case, ClientRecorded(client=client), call.day, "")
        script = call.course.script
        begun = CallBegun(script=script.script, version=script.version, bank=bank.fingerprint)
        for act in (begun, *call.acts, *((CallEnded(),) if call.ended else ())):
            case = after(case, act, call.day, str(number))
    return case


def played(persona: Persona, bank: Bank, today: date) -> Iterator[tuple[PersonaCall, list[Problem], Case]]:
    """Each call with a persona whose script the bank has, the answers in it that do not fit, and the case after it."""
    calls: list[CallMade] = []
    for call in persona.calls:
        if call.script in bank.courses:
            course, day = bank.course(call.script), today - timedelta(days=call.days_ago)
            acts, problems = call.acts(course, day)
            calls.append(CallMade(course, day, acts, call.state == "finished"))
            yield call, problems, case_of(bank, persona.known_as(calls[0].day), calls)


def interview_report(
    bank: Bank,
    course: Course,
    client: Client,
    answers: object,
    today: date,
    earlier: Iterable[tuple[Course, object, date]] = (),
) -> dict[str, Any]:
    """Route, what is off it, the next question, problems and the plan, as data for JSON.

    ``earlier`` are calls before this one: the script of each, its answers and its day.
    """
    problems: list[Problem] = []
    calls = []
    for script, call_answers, day in (*earlier, (course, answers, today)):
        acts, unfit = replay(call_answers, script, day)
        problems += unfit
        calls.append(CallMade(script, day, acts))
    calls[-1] = calls[-1]._replace(ended=False)
    case = case_of(bank, client, calls)
    interview, plan = case.calls[-1].interview, case.plan
    return {
        "script": course.script.script,
        "version": course.script.version,
        "route": list(interview.route),
        "off_route": list(interview.off_route),
        "next": interview.next,
        "problems": [asdict(problem) for problem in (*problems, *interview.problems)],
        "doubts": [doubt.model_dump(mode="json") for doubt in interview.doubts],
        "scores": {score.id: interview.score(score) for score in course.script.scores},
        "plan": {
            "situation": plan.situation,
            "aim": plan.aim,
            "needs": [line.code for line in plan.needs],
            "barriers": [line.code for line in plan.barriers],
            "strengths": [line.code for line in plan.strengths],
            "goals": [goal.model_dump(mode="json") for goal in plan.goals],
            "actions": [action.model_dump(mode="json") for action in plan.actions],
            "suggestions": [_suggestion(s) for s in plan.suggestions],
            "therapist_requests": [_suggestion(s) for s in plan.therapist_requests],
            "adjustments": [_adjustment(s) for s in plan.adjustments],
            "held_back": [held.model_dump() for held in plan.held_back],
            "measures": [measure.model_dump(mode="json") for measure in plan.measures],
            "safety": [concern.model_dump(mode="json") for concern in plan.safety],
            "status": plan.status.model_dump(mode="json") if plan.status else None,
        },
    }


_TOLD = {"id", "title", "because", "source", "priority", "who", "ask", "partners"}


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return suggestion.model_dump(mode="json", include=_TOLD)


def _adjustment(adjustment: Suggestion) -> dict[str, Any]:
    return _suggestion(adjustment) | {"ask": adjustment.explain_to_client, "try_it": adjustment.try_it}
