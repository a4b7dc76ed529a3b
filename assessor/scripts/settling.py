"""Incremental evaluation of a call: a response put in force, and with it all that rests on what it changed.

Only the steps that an answer feeds are worked out again, in script order. Old values and new share the blocks that did
not change: see `Sheet`.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any, NamedTuple

from assessor.journal import Entry, Reason
from assessor.scripts.conditions import NOTHING
from assessor.scripts.course import Course, Step
from assessor.scripts.kinds import Answer, Asked
from assessor.scripts.sheet import Sheet

OUT, OPEN, ON, WAITS = range(4)
"""Of a question: not for this client; not yet known; on the route; for a later call, unless it is answered now."""


class Response(NamedTuple):
    """The latest word on a question: an answer or the reason for none, and the entry that holds it."""

    value: Answer | None
    reason: Reason | None
    entry: Entry | None
    times_left: int = 0

    @property
    def final(self) -> bool:
        """Whether the question need not be put again: answered, declined, not known, or left twice."""
        return self.reason != "skip" or self.times_left > 1


def first_unasked(course: Course, states: bytes | bytearray, responses: Sheet[Response], start: int) -> int:
    """The place of the first question on the route, from ``start`` on, of which there is no word yet."""
    place = states.find(ON, start)
    while place >= 0:
        step = course.steps[place]
        if step.question is not None and step.question.takes_answer and responses.get(step.name) is None:
            return place
        place = states.find(ON, place + 1)
    return len(course.steps)


def place_to_agree(course: Course, states: bytes, responses: Sheet[Response], front: int) -> str | None:
    """The place on the route to talk over what could help, once all before it is asked and until that is done."""
    places = (step for step in course.agreeing if step.place < front and states[step.place] == ON)
    return next((step.name for step in places if step.name not in responses), None)


def aloud_before(course: Course, states: bytes, name: str | None) -> tuple[str, ...]:
    """The ids of the words to read aloud just before a question, or at the end of the call for None."""
    place, spoken = course.at[name] if name is not None else len(course.steps), list[str]()
    for step in reversed(course.steps[:place]):
        if step.question is None or states[step.place] != ON:
            continue
        if step.question.takes_answer or step.question.agrees:
            break
        spoken.append(step.name)
    return tuple(reversed(spoken))


def progress(course: Course, states: bytes, responses: Sheet[Response]) -> tuple[int, int]:
    """How many questions on the route are done, and about how many there are in all.

    Of the open ones, which depend on answers still to come, one in five is taken to be asked: so it is in
    the calls of the shipped personas.
    """
    done = total = still_open = 0
    for step in course.questions:
        if step.question is None or not step.question.takes_answer:
            continue
        state = states[step.place]
        if state == ON:
            total += 1
            done += step.name in responses
        still_open += state == OPEN
    return done, total + round(still_open / 5)


def _state(step: Step, values: Any, response: Response | None) -> int:
    truth = step.test(values)
    if truth:
        return WAITS if response is None and step.waits is not None and step.waits(values) else ON
    if truth is None:
        for name in step.asked_by:  # and not what it only waits by, which never keeps it from being out
            if values.get(name) is None:
                return ON if _tells_of_harm(step, response) else OPEN
    return OUT


def _tells_of_harm(step: Step, response: Response | None) -> bool:
    """Whether this answer waits for no other: the call may be cut off before that is given."""
    if step.question is None or response is None or response.value is None:
        return False
    return any(option.tells_of_harm for option in step.question.chosen(response.value))


def _reckoned(step: Step, values: Any) -> Any:
    """A fact's or score's value: `NOTHING` once it can have none, None while it may yet have one."""
    if step.does == "single":
        winner: Any = NOTHING
        for name, code_of in step.recorders:
            value = values.get(name)
            if value is None:
                winner = None if winner is NOTHING else winner
            elif value is not NOTHING and (code := code_of(value)) is not None:
                winner = code
        return winner
    if step.does == "score":
        return 0
    value = step.test(values)
    if value is None and all(values.get(name) is not None for name in step.rests_on):
        return NOTHING
    return value


def begun(course: Course, values: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The values and the states before any answer, ``values`` being those known before anything is asked."""
    states = bytearray(len(course.steps))
    for step in course.steps:
        if step.does == "question":
            states[step.place] = _state(step, values, None)
            if states[step.place] in (OUT, WAITS):
                values[step.name] = NOTHING
        else:
            _put(values, step.name, _reckoned(step, values))
    return values, bytes(states)


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value


def settled(
    course: Course, responses: Sheet[Response], before: tuple[Sheet[Any], bytes, int], start: int, response: Response
) -> tuple[Sheet[Any], bytes, int]:
    """The values, the states and the least place of the next question, once this word on the question at
    ``start`` is in force and so is, in script order, all that rests on what it changed."""
    steps, feeds, scored_by = course.steps, course.feeds, course.scored_by
    old, old_states, front = before
    shared = old.blocks
    values = Sheet(old.at, shared[:])
    states = bytearray(old_states)
    waiting, place = [start], -1  # a heap of places; every step rests on earlier ones alone
    value: Any
    while waiting:
        done, place = place, heappop(waiting)
        if place == done:  # it waited for more than one answer
            continue
        step = steps[place]
        question = step.question
        if question is None:
            value = _reckoned(step, values)
        elif place == start:
            states[place] = _state(step, values, response)
            value = _in_force(states[place], response)
        else:
            state = _state(step, values, responses.get(step.name))
            if state == states[place]:
                continue
            states[place] = state
            if state == ON and place < front:
                front = place
            value = _in_force(state, responses.get(step.name))
        replaced = values.read(place)
        if replaced is value or (replaced is not None and replaced is not NOTHING and replaced == value):
            continue
        values.write(place, value, shared)
        if question is not None and step.name in scored_by:
            difference = _points(question, value) - _points(question, replaced)
            scores = list(scored_by[step.name]) if difference else []
            for score in scores:
                at = course.at[score]
                values.write(at, values.read(at) + difference, shared)
                scores += scored_by.get(score, ())  # a score of scores takes its turn in this same loop
        if waiting:
            for later in feeds[place]:
                heappush(waiting, later)
        else:
            waiting = list(feeds[place])  # in script order, and so a heap already
    return values, bytes(states), front


def _in_force(state: int, response: Response | None) -> Any:
    """The value of a question in this state: `NOTHING` once it can have none, None while it may yet have one."""
    if state in (OUT, WAITS):
        return NOTHING
    if state == OPEN or response is None:
        return None
    if response.value is not None:
        return response.value
    return NOTHING if response.final else None


def _points(question: Asked, value: Any) -> int:
    return 0 if value is None or value is NOTHING else question.points(value)
