"""The calls: each one's answers as they were given, as a response to its script at its version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from assessor.care.case import Call
from assessor.export.fhir.codes import ABSENT_REASON, DATA_ABSENT, OURS
from assessor.export.fhir.parts import Resource, compact, fhir_string, instant
from assessor.export.fhir.people import People
from assessor.journal import Answered, CallEnded, Entry, NotAnswered
from assessor.scripts.course import Course
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked


def responses(people: People) -> Iterator[Resource]:
    """A response for each call, the earliest first."""
    for call in people.case.calls:
        script, last = call.interview.course.script, last_answer(call)
        yield compact(
            resourceType="QuestionnaireResponse",
            id=people.ids.of("call", call.id),
            questionnaire=f"{OURS}/Questionnaire/{script.script}|{script.version}",
            status=_status(people, call),
            subject=people.client,
            authored=instant(last.at if last else call.begun),
            author=people.adviser(call.by),
            source=people.client,
            item=list(_items(call.interview)),
        )


def end_entry(call: Call) -> Entry | None:
    """The entry that brought a call to its end; None while it has none."""
    ends = [entry for entry in call.entries if isinstance(entry.act, CallEnded)]
    return ends[-1] if ends and call.ended else None


def last_answer(call: Call) -> Entry | None:
    """The entry with the latest answer of a call."""
    answers = (e for e in reversed(call.entries) if isinstance(e.act, Answered | NotAnswered))
    return next(answers, None)


def _status(people: People, call: Call) -> str:
    end, last = end_entry(call), last_answer(call)
    if end is None:
        return "in-progress" if call is people.case.call else "stopped"
    return "amended" if last and last.place > end.place else "completed"


def _items(interview: Interview) -> Iterator[Resource]:
    """What was answered on the route. What was left for later, is off the route or tells of what is private, is not
    there; nor is what the client said first, in their own words."""
    telling = tells_of_private(interview.course)
    for name in interview.route:
        answered, question = interview.responses.get(name), interview.course.question(name)
        if answered is None or question is None or answered.reason == "skip":
            continue
        if name in telling or question.opens:
            continue
        absent = ABSENT_REASON.get(answered.reason or "")
        yield compact(
            extension=[{"url": DATA_ABSENT, "valueCode": absent}] if absent else [],
            linkId=name,
            text=fhir_string(interview.to_say(name)),
            answer=[] if absent else list(_answers(question, answered.value)),
        )


def tells_of_private(course: Course) -> frozenset[str]:
    """The private questions, those whose answers lead to one, and those that lead to these: that it was asked tells
    what it is about. What is further off leads to much else as well, as does an answer that the adviser weighed."""
    private = {name for name in course.at if (question := course.question(name)) and question.private}
    leading = _leading_to(private, course)
    asked = {name for name in leading if (question := course.question(name)) and not question.for_adviser}
    return frozenset(private | leading | _leading_to(asked, course))


def _leading_to(names: Iterable[str], course: Course) -> set[str]:
    """The questions on which these rest by conditions of their own, and not by those that a whole section has."""
    steps = (course.steps[course.at[name]] for name in names)
    return {
        before
        for step in steps
        for before in step.rests_on
        if step.question and course.question(before) and re.search(rf"\b{before}\b", step.question.ask_if)
    }


def _answers(question: Asked, answer: Any) -> Iterator[Resource]:
    for typed in question.exchanged(answer):
        value: Any = fhir_string(typed.value) if isinstance(typed.value, str) else typed.value
        if typed.type == "coding":
            system = f"{OURS}/CodeSystem/answer-{question.id}"
            value = compact(system=system, code=value, display=fhir_string(typed.display))
        yield {f"value{typed.type.capitalize()}": value}
