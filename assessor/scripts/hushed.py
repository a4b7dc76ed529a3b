"""Whether somebody may hear the client as a call goes on, so that what is asked wants no more than yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assessor.scripts.course import Course

_Answered = Callable[[str], Any]


def is_hushed(course: Course, answered: _Answered, earlier: Mapping[str, Any]) -> bool:
    """Whether an answer says so: of who may hear this call, the call's own; of somebody close, which is asked in
    private, the latest there is. ``answered`` gives an answer of this call that is in force, ``earlier`` those before.

    That nothing is to be sent says nothing of who can hear.
    """
    for step in course.questions:
        question = step.question
        if question is None or question.fills or not any(option.guarded for option in question.choices):
            continue
        value = answered(step.name)
        if value is None and question.private:
            value = earlier.get(step.name)
        if any(option.guarded for option in question.chosen(value)):
            return True
    return False
