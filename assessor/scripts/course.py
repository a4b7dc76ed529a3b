"""A compiled script, ready to run: its steps in order, what feeds what, and the values before anything is asked.

Questions, reckoned facts and scores are *steps* in one order in which each rests only on earlier ones. That
order is found once, when the script is loaded; what cannot be put in order (a cycle, a reference to a later
question) is refused there, by name and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from assessor.journal import Client
from assessor.scripts.conditions import NOTHING, Always, Name, Node, Recorder, Scope
from assessor.scripts.earlier import NOTHING_EARLIER, PREFIX, Earlier
from assessor.scripts.kinds import Asked
from assessor.scripts.model import Check, Script, Section
from assessor.scripts.piping import Piped

CLIENT_FIELDS = tuple(
    f"client.{name}" for name in ("name", "called", "reference", "therapist", "therapist_role", "referred_by")
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of which the script keeps account: a question, a reckoned fact, a score, or who wins a fact.

    ``rests_on`` are the names it is worked out from; ``feeds`` the places of the steps that rest on it; ``asked_by``
    are those in the condition of a question. Where ``waits`` holds too, it is not put in this call, and yet takes an
    answer that is given.
    """

    name: str
    place: int
    does: Literal["question", "fact", "score", "single"]
    rests_on: tuple[str, ...]
    question: Asked | None = None
    section: Section | None = None
    test: Node = field(default_factory=Always)
    waits: Node | None = None
    asked_by: tuple[str, ...] = ()
    recorders: tuple[tuple[str, Callable[[Any], str | None]], ...] = ()


@dataclass(frozen=True)
class Course:
    """A script ready to run."""

    script: Script
    steps: tuple[Step, ...]
    feeds: tuple[tuple[int, ...], ...]
    scored_by: Mapping[str, tuple[str, ...]]
    at: Mapping[str, int]
    names: Mapping[str, Name]
    recorders: Mapping[tuple[str, str], tuple[Recorder, ...]]
    texts: Mapping[tuple[str, str], Piped]
    filled_by: Mapping[str, tuple[str, ...]]
    checks: tuple[tuple[Check, Node], ...] = ()
    held: Node = field(default_factory=Always)
    earlier: tuple[str, ...] = ()

    @property
    def questions(self) -> Iterator[Step]:
        """The steps that are questions, in order."""
        return (step for step in self.steps if step.does == "question")

    @cached_property
    def agreeing(self) -> tuple[Step, ...]:
        """The places where what could help is talked over, in order; most scripts have one, or none."""
        return tuple(step for step in self.questions if step.question and step.question.agrees)

    @cached_property
    def calling_for_safety(self) -> Mapping[str, Asked]:
        """The questions of which some answer calls for the safety page, by their ids."""
        asked = ((step.name, step.question) for step in self.questions if step.question)
        return {name: question for name, question in asked if any(option.safety for option in question.choices)}

    def question(self, name: str) -> Asked | None:
        """The question of this id, if the script has it."""
        place = self.at.get(name)
        return None if place is None else self.steps[place].question

    def scope(self) -> Scope:
        """What a rule outside the script may speak of: everything in it."""
        return Scope(self.names, self.recorders)


def first_values(course: Course, client: Client, today: object, earlier: Earlier = NOTHING_EARLIER) -> dict[str, Any]:
    """What is known before anything is asked: the client's record, the day of the call, and what earlier calls left."""
    values: dict[str, Any] = {"today": today}
    for name in CLIENT_FIELDS:
        field_name = name.removeprefix("client.")
        values[name] = client.first_name if field_name == "called" else getattr(client, field_name)
    for name in course.earlier:
        value = earlier.values.get(name.removeprefix(PREFIX))
        values[name] = NOTHING if value is None else value
    return values
