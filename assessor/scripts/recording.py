"""Answers from what was heard: the answer by which a question of this call records a fact that a note mentions."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.journal import Answered
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON, OUT


def answer_recording(interview: Interview, kind: str, code: str) -> Answered | None:
    """The answer that records this fact, added to what its question holds already; None if there is none to give.

    A question that is on the route goes before one that may yet be; one that takes several answers before one that
    takes one; of those that may yet be, the one that rests on the least, since what is recorded there is the least
    likely to be set aside later. An answer that was given is never overwritten, and what it records already need not
    be taken again.
    """
    if any((recorded_kind, recorded_code) == (kind, code) for recorded_kind, recorded_code, _ in interview.facts()):
        return None
    ways = sorted(_ways(interview, kind, code), key=lambda way: way[0])
    return ways[0][1] if ways else None


def _ways(interview: Interview, kind: str, code: str) -> Iterator[tuple[tuple[bool, bool, int, int], Answered]]:
    for step in interview.course.questions:
        question, state = step.question, interview.states[step.place]
        if question is None or state == OUT:
            continue
        response = interview.responses.get(step.name)
        value = question.recording((kind, code), response.value if response else None)
        if value is not None:
            rests_on = 0 if state == ON else len(step.asked_by)  # what rests on less is less likely to be ruled out
            order = (state != ON, not question.several, rests_on, step.place)
            yield order, Answered(question=step.name, value=question.kept(value))
