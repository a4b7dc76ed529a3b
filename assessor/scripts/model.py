"""The model of a script as its author writes it: sections of questions, and values reckoned from their answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from assessor import taxonomy
from assessor.journal import Frozen
from assessor.scripts.kinds import Asked, Codes, Id, Question
from assessor.scripts.weighing import weighed


class Source(Frozen):
    """On whose word a fact stands. ``checked_on`` is empty until somebody has checked it.

    With ``fact`` it is that of a cited fact of the bank, which knows the rest. ``standing`` says how sure it is.
    """

    fact: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    jurisdiction: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    checked_on: date | None = None
    review_by: date | None = None
    standing: taxonomy.FactStanding | None = None

    @model_validator(mode="after")
    def _named(self) -> Source:
        if not self.title and not self.fact:
            raise ValueError("'title' is missing")
        return self

    @property
    def doubt(self) -> str:
        """What is not certain about it, in words; empty for what somebody has checked at its own publisher."""
        if self.standing == "confirmed" or (self.standing is None and self.checked_on):
            return ""
        return taxonomy.STANDINGS[self.standing] if self.standing else "not yet verified"


class Fact(Frozen):
    """A number or a day reckoned from answers, by an expression of the condition language.

    ``when`` says under which condition there is one. A day may fill one of the details that a plan looks out for.
    """

    id: Id
    value: str
    when: str = ""
    fills: Codes = ()

    @field_validator("fills")
    @classmethod
    def _days_that_come_up(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for detail in value:
            if detail not in taxonomy.COMING_UP:
                raise ValueError(f"{detail!r} is no day that a plan looks out for: {', '.join(taxonomy.COMING_UP)}")
        return value


class Score(Frozen):
    """The sum of the points of some questions, or of other scores.

    Of a published measure, ``case_at`` is the least score that counts as a case, and ``reliable_change`` the least
    difference between two scores that is more than chance.
    """

    id: Id
    title: str = ""
    of: tuple[str, ...] = Field(min_length=1)
    case_at: int | None = None
    reliable_change: int | None = None


class Check(Frozen):
    """Answers that do not fit together: when that is so, the words to say it in, and where to put it right."""

    id: Id
    when: str = Field(min_length=1)
    say: str = Field(min_length=1)
    about: Codes = Field(min_length=1)


class Section(Frozen):
    """Questions that belong together, with a condition for all of them; and one on which all of them wait.

    With ``repeat`` its questions are asked so many times over, "#" in any of their words standing for 1, 2 and so on.
    ``more`` is its yes or no on whether there is another: each time after the first is asked only where it was yes.
    """

    id: Id
    title: str
    ask_if: str = ""
    waits_if: str = ""
    repeat: int | None = Field(default=None, ge=1, le=20)
    more: str = ""
    questions: tuple[Question, ...] = Field(min_length=1)

    @cached_property
    def asked(self) -> tuple[tuple[int, Asked], ...]:
        """The questions as they are asked, each with its place among those written; what weighs an answer has the
        place of the question that it weighs."""
        return tuple(
            (place, put)
            for number in range(1, (self.repeat or 1) + 1)
            for place, written in enumerate(self.questions)
            for question in (written if self.repeat is None else _again(written, number),)
            for put in (question, *weighed(question))
        )

    def opened_by(self, number: int) -> str:
        """The question of the time before that has to be yes for this time to be asked; empty where none has to."""
        return self.more.replace("#", str(number - 1)) if self.more and number > 1 else ""


def _again(question: Asked, number: int) -> Asked:
    return type(question).model_validate(_numbered(question.model_dump(exclude_unset=True), number))


def _numbered(value: Any, number: int) -> Any:
    match value:
        case str():
            return value.replace("#", str(number))
        case dict():
            return {key: _numbered(inner, number) for key, inner in value.items()}
        case list() | tuple():
            return [_numbered(inner, number) for inner in value]
    return value


Stage = Literal["first", "later", "after", "measure", "protocol"]
"""What a script is for: a client's first call, a later one, one after support has ended, a questionnaire, or the
safety protocol."""

Leaves = Literal["open", "closed", "not_taken_up"]
"""How a case stands once the call has ended."""

StepsPut = Literal["all", "due"]
"""Which agreed steps a later call brings up: all that are still to do, in the plan's order; or those whose day has
come, the urgent first, without what is the adviser's alone."""


class Script(Frozen):
    """All that is asked in one kind of call.

    A call of which ``held_if`` is false, since the client could not talk, leaves the case as it stood. A
    ``placeholder`` is a script that a service must put its own in place of.
    """

    script: Id
    version: int = Field(ge=1)
    title: str
    owner: str = ""
    source: Source | None = None
    stage: Stage = "later"
    leaves: Leaves = "open"
    held_if: str = ""
    placeholder: bool = False
    steps: StepsPut = "all"
    facts: tuple[Fact, ...] = ()
    scores: tuple[Score, ...] = ()
    checks: tuple[Check, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @field_validator("sections")
    @classmethod
    def _something_is_asked(cls, sections: tuple[Section, ...], info: ValidationInfo) -> tuple[Section, ...]:
        asks = any(question.takes_answer for section in sections for question in section.questions)
        if not asks and info.data.get("stage") != "protocol":
            raise ValueError("the script asks nothing")
        return sections

    def questions(self) -> Iterator[tuple[int, int, Asked]]:
        """Every question in order, with its place: section and question, counted from 0."""
        for s, section in enumerate(self.sections):
            for q, question in section.asked:
                yield s, q, question
