"""The calls: each one's answers as they were given, as a response to its script at its version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from assessor.care.case import Call
from assessor.export.fhir.codes import DATA_ABSENT, NO_ANSWER, OURS
from assessor.export.fhir.parts import Resource, made, moment, said
from assessor.export.fhir.people import People
from assessor.journal import Answered, CallEnded, Entry, NotAnswered
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked, Choice, Many, Number, YesNo
from assessor.scripts.settling import Given

LARGEST = 2**31 - 1
"""The largest integer that FHIR has."""


def responses(people: People) -> Iterator[Resource]:
    """A response for each call, the earliest first."""
    for call in people.case.calls:
        script, last = call.interview.course.script, last_answer(call)
        yield made(
            resourceType="QuestionnaireResponse",
            id=people.ids.of("call", call.id),
            questionnaire=f"{OURS}/Questionnaire/{script.script}|{script.version}",
            status=_status(people, call),
            subject=people.client,
            authored=moment(last.at if last else call.begun),
            author=people.adviser(call.by),
            source=people.client,
            item=list(_items(call.interview)),
        )


def ended(call: Call) -> Entry | None:
    """The entry that brought a call to its end; None while it has none."""
    found = [entry for entry in call.entries if isinstance(entry.act, CallEnded)]
    return found[-1] if found and call.ended else None


def last_answer(call: Call) -> Entry | None:
    """The entry with the latest answer of a call."""
    answers = (e for e in reversed(call.entries) if isinstance(e.act, Answered | NotAnswered))
    return next(answers, None)


def _status(people: People, call: Call) -> str:
    end, last = ended(call), last_answer(call)
    if end is None:
        return "in-progress" if call is people.case.call else "stopped"
    return "amended" if last and last.at > end.at else "completed"


def _items(interview: Interview) -> Iterator[Resource]:
    """What was answered on the route. What was left for later, is off the route or is private, is not there."""
    for name in interview.route:
        given, question = interview.given.get(name), interview.course.question(name)
        if given is None or question is None or question.private or given.reason == "skip":
            continue
        absent = NO_ANSWER.get(given.reason or "")
        yield made(
            extension=[{"url": DATA_ABSENT, "valueCode": absent}] if absent else [],
            linkId=name,
            text=said(interview.to_say(name)),
            answer=[] if absent else list(_answers(question, given)),
        )


def _answers(question: Asked, given: Given) -> Iterator[Resource]:
    value: Any = given.value
    if isinstance(question, YesNo):
        yield {"valueBoolean": value == "yes"}
    elif isinstance(question, Choice | Many):
        for code in (value,) if isinstance(value, str) else value:
            coding = {"system": f"{OURS}/CodeSystem/answer-{question.id}", "code": code}
            yield {"valueCoding": made(**coding, display=said(question.option(code).label))}
    elif isinstance(question, Number):
        whole = isinstance(value, int) and question.whole and abs(value) <= LARGEST
        yield {"valueInteger" if whole else "valueDecimal": value}
    elif isinstance(value, date):
        yield {"valueDate": value.isoformat()}
    else:
        yield {"valueString": said(str(value))}
