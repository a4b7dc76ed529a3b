"""A script as its author writes it: sections of questions, with the values reckoned from their answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field, field_validator

from assessor.journal import Frozen
from assessor.scripts.kinds import Id, Question


class Source(Frozen):
    """On whose word a fact stands. ``checked_on`` is empty until somebody has checked it."""

    title: str
    publisher: str = ""
    url: str = ""
    jurisdiction: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    checked_on: date | None = None
    review_by: date | None = None


class Fact(Frozen):
    """A number reckoned from answers, by an expression of the condition language."""

    id: Id
    value: str


class Score(Frozen):
    """The sum of the points of some questions, or of other scores."""

    id: Id
    title: str = ""
    of: tuple[str, ...] = Field(min_length=1)


class Section(Frozen):
    """Questions that belong together, with a condition for all of them."""

    id: Id
    title: str
    ask_if: str = ""
    questions: tuple[Question, ...] = Field(min_length=1)


class Script(Frozen):
    """All that is asked in one kind of call."""

    script: Id
    version: int = Field(ge=1)
    title: str
    owner: str = ""
    source: Source | None = None
    facts: tuple[Fact, ...] = ()
    scores: tuple[Score, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @field_validator("sections")
    @classmethod
    def _something_is_asked(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        if not any(q.takes_answer for section in sections for q in section.questions):
            raise ValueError("the script asks nothing")
        return sections

    def questions(self) -> Iterator[tuple[int, int, Question]]:
        """Every question in order, with its place: section and question, counted from 0."""
        for s, section in enumerate(self.sections):
            for q, question in enumerate(section.questions):
                yield s, q, question
