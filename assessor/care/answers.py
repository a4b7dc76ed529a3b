"""What is known of a client: the answers of every call, the latest word on each question in force.

Each call keeps its own interview, which later calls never touch. Beside it stands the same interview as it reads
now: on the day of the latest call, with what later calls have said where they asked the same thing again. So an
answer that has changed takes with it, in every call, what rested on it; and the plan is read from all of them, the
latest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from assessor import taxonomy
from assessor.journal import Answered, Client, Entry
from assessor.scripts.conditions import ASKED, NOTHING, STATED
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Answer
from assessor.scripts.piping import BLANK, Blank, Fields, Piped


@dataclass(frozen=True)
class Answers:
    """The interviews of all calls, the earliest first: ``own`` as they were, ``interviews`` as they read now.

    There is at least one. ``stated`` says of the barriers that later calls spoke of whether they are still there.
    """

    own: tuple[Interview, ...]
    interviews: tuple[Interview, ...]
    stated: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, interview: Interview) -> Answers:
        """What is known from one call alone."""
        return cls((interview,), (interview,))

    @property
    def latest(self) -> Interview:
        """The interview of the latest call."""
        return self.own[-1]

    @property
    def talk(self) -> Interview:
        """The interview of the latest call that was more than a questionnaire."""
        talks = (interview for interview in reversed(self.own) if interview.course.script.stage != "measure")
        return next(talks, self.latest)

    def begun(self, interview: Interview) -> Answers:
        """What is known once a further call has begun."""
        readings = (*(earlier.on(interview.today) for earlier in self.interviews), interview)
        return Answers((*self.own, interview), readings)

    def with_entry(self, entry: Entry, call: int) -> Answers:
        """What is known after an entry of the call at this place."""
        own, readings, day = list(self.own), list(self.interviews), self.latest.today
        own[call] = own[call].with_entry(entry)
        readings[call] = own[call] if call == len(readings) - 1 else readings[call].with_entry(entry)
        asked = own[call].course.question(entry.act.question) if isinstance(entry.act, Answered) else None
        if asked is not None and asked.again:
            for place in range(call):
                readings[place] = readings[place].corrected(entry, day)
        return Answers(tuple(own), tuple(readings))

    def of_client(self, client: Client) -> Answers:
        """The same once the client's record was put right. A call that has ended stays as it was; all that is read from
        it now, and every call that goes on, goes by the record as it stands."""
        own = tuple(interview if interview.ended else interview.of_client(client) for interview in self.own)
        return replace(self, own=own, interviews=tuple(reading.of_client(client) for reading in self.interviews))

    def stating(self, stated: Mapping[str, bool]) -> Answers:
        """The same, for rules to read, with what later calls said of barriers."""
        return replace(self, stated=stated)

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(name for interview in self.interviews for name in interview.course.at)

    def get(self, name: str, default: Any = None, /) -> Any:
        """The value of a name as a condition of the catalogue sees it: the latest call that has one."""
        if name == STATED:
            return self.stated
        if name == ASKED:
            return self._asked
        latest = self.interviews[-1]
        settled = False
        for interview in reversed(self.interviews):
            value = interview.values.get(name)
            if value is NOTHING or (value is None and interview is not latest and name in interview.course.at):
                settled = True  # what an earlier call left open is put no more
            elif value is not None:
                return value
        return NOTHING if settled and (name not in latest.course.at or latest.values.get(name) is NOTHING) else default

    def detail(self, detail: str) -> tuple[Interview, str] | None:
        """The latest interview in which an answer fills this detail, and the question."""
        for interview in reversed(self.interviews):
            name = interview.detail(detail)
            if name is not None:
                return interview, name
        return None

    def written(self, detail: str) -> str:
        """The detail as it reads on a plan; empty if nothing fills it."""
        filled = self.detail(detail)
        return filled[0].written(filled[1]) if filled else ""

    def value(self, detail: str) -> Answer | None:
        """The answer that fills the detail."""
        filled = self.detail(detail)
        return filled[0].answer(filled[1]) if filled else None

    @property
    def opening(self) -> tuple[Interview, str] | None:
        """The latest interview in which an open question is answered, and the question; none that is private, nor one
        whose answer has a place of its own."""
        for interview in reversed(self.interviews):
            for step in interview.course.questions:
                asked = step.question
                if asked is None or not asked.opens or asked.private or interview.answer(step.name) is None:
                    continue
                return interview, step.name
        return None

    def day(self, detail: str) -> date | None:
        """The day that fills the detail."""
        value = self.value(detail)
        return value if isinstance(value, date) else None

    def filled(self, text: Piped) -> str | None:
        """The text with its names filled in, or None if one of them is not known."""
        blank = Blank()
        filled = text.fill(lambda name: self.piped(name, blank))
        return None if blank.used else filled

    def piped(self, name: str, blank: Blank = BLANK) -> Any:
        """What a name in a text of the catalogue stands for, in the latest call that has words for it."""
        if name in taxonomy.SINGULAR:
            return Fields(lambda code: self._told(taxonomy.SINGULAR[name], code) or blank)
        texts = (interview.piped(name, blank) for interview in reversed(self.interviews))
        return next((words for words in texts if words is not blank), blank)

    def _told(self, kind: str, code: str) -> str:
        return next(filter(None, (interview.told(kind, code) for interview in reversed(self.interviews))), "")

    def facts(self) -> Iterator[tuple[str, str, str, Interview]]:
        """Every fact that an answer in force records: kind, code, the question, and the interview it stands in."""
        for interview in self.interviews:
            for kind, code, name in interview.facts():
                yield kind, code, name, interview
