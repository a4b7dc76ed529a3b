"""The checks of a call's consistency: answers that do not fit together, and the values by which a check sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from assessor.journal import Frozen
from assessor.scripts.course import Course
from assessor.scripts.model import Check
from assessor.scripts.settling import ON, Response
from assessor.scripts.sheet import Sheet


class Doubt(Frozen):
    """Answers that do not fit together: the words to say it in, and the questions to go to."""

    id: str
    say: str
    about: tuple[str, ...]


class CheckValues:
    """The values by which a check looks at a call: those in force, and also an answer that its question's being off
    the route keeps out of force, if it was the last that was given of all that the check is about."""

    def __init__(
        self, check: Check, course: Course, responses: Sheet[Response], values: Sheet[Any], states: bytes
    ) -> None:
        self.responses, self.values = responses, values
        latest = {name: responses.get(name) for name in check.about}
        places = {name: word.entry.place for name, word in latest.items() if word and word.entry}
        last = max(places, key=lambda name: places[name], default=None)
        self.last = last if last and states[course.at[last]] != ON else None

    def get(self, name: str, default: Any = None, /) -> Any:
        """The value of this name, as the check sees it."""
        if name == self.last:
            return self.responses[name].value
        return self.values.get(name, default)


def doubts_of(
    course: Course, responses: Sheet[Response], values: Sheet[Any], states: bytes, piped: Callable[[str], Any]
) -> Iterator[Doubt]:
    """What was said and does not fit together, by the script's checks; ``piped`` is what a name stands for."""
    for check, test in course.checks:
        if test(CheckValues(check, course, responses, values, states)):
            text = course.texts.get((check.id, "doubt"))
            yield Doubt(id=check.id, say=text.fill(piped) if text else check.say, about=check.about)
