"""The interview: a fold of a call's entries over a script, replaced at each entry and never changed in place.

A question is *on* the route (its condition is true), *open* (an answer it rests on may yet come) or *out*.
Only an answer whose question is on the route is in force; any other is kept and waits, used nowhere, and is
in force again when the route returns to it. So the values in force, and with them the route, the scores and
the plan, depend on the latest answers alone, not on the order in which they were given.

An entry costs only what rests on it: the steps that an answer feeds are worked out again in script order,
and no others. The two persistent maps (rpds) make the old interview and the new share all that did not change.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from rpds import HashTrieMap

from assessor import wording
from assessor.journal import (
    Answered,
    CallBegun,
    CallEnded,
    Client,
    Entry,
    NotAnswered,
    Noted,
    Reason,
    WentTo,
)
from assessor.scripts.conditions import NOTHING
from assessor.scripts.course import Course, Step, first_values
from assessor.scripts.kinds import Answer, Asked, Refused
from assessor.scripts.piping import BLANK, Blank

OUT, OPEN, ON = range(3)


class Given(NamedTuple):
    """The latest word on a question: an answer or the reason for none, and the entry that holds it."""

    value: Answer | None
    reason: Reason | None
    entry: Entry | None
    times_left: int = 0

    @property
    def final(self) -> bool:
        """Whether the question need not be put again: answered, declined, not known, or left twice."""
        return self.reason != "skip" or self.times_left > 1


@dataclass(frozen=True)
class Problem:
    """An entry that could not be taken, and why."""

    question: str
    message: str


@dataclass(frozen=True)
class _Adviser:
    name: str


@dataclass(frozen=True, init=False, eq=False)
class Interview:
    """Where a call stands after some entries. `begin` gives the one with none."""

    course: Course
    client: Client
    today: date
    adviser: str
    given: HashTrieMap[str, Given]
    values: HashTrieMap[str, Any]
    states: bytes
    front: int
    notes: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    looking_at: str | None = None
    ended: bool = False

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)  # a frozen dataclass's own __init__ takes five times as long

    def _with(self, **changes: Any) -> Interview:
        """This interview with some fields changed, and nothing that was worked out from the old ones."""
        mine = self.__dict__
        return Interview(**{name: mine[name] for name in _FIELDS if name in mine} | changes)

    @classmethod
    def begin(cls, course: Course, client: Client, today: date, adviser: str = "") -> Interview:
        """The interview before its first entry, on the day of the call."""
        known: dict[str, Any] = first_values(client, today)
        states = bytearray(len(course.steps))
        for step in course.steps:
            if step.does == "question":
                states[step.place] = _state(step, known)
                if states[step.place] == OUT:
                    known[step.name] = NOTHING
            else:
                _put(known, step.name, _reckoned(step, known))
        return cls(
            course=course, client=client, today=today, adviser=adviser, given=HashTrieMap(),
            values=HashTrieMap(known), states=bytes(states), front=0,
        )  # fmt: skip

    # -- the fold

    def with_entries(self, entries: Iterable[Entry]) -> Interview:
        """The interview after all of these entries."""
        interview = self
        for entry in entries:
            interview = interview.with_entry(entry)
        return interview

    def with_entry(self, entry: Entry) -> Interview:
        """The interview after one more entry. An answer that does not fit is a problem in it, not an error."""
        match entry.act:
            case Answered(question=name, value=raw):
                question = self.course.question(name)
                if question is None:
                    return self._troubled(name, self._no_such(name))
                try:
                    value = question.parse(raw, self.today)
                except Refused as refused:
                    return self._troubled(name, str(refused))
                return self._given(name, Given(value, None, entry))
            case NotAnswered(question=name, reason=reason):
                question = self.course.question(name)
                if question is None or not question.takes_answer:
                    return self._troubled(name, self._no_such(name))
                before = self.given.get(name)
                left = (before.times_left if before else 0) + (reason == "skip")
                return self._given(name, Given(None, reason, entry, left))
            case Noted():
                return self._with(notes=(*self.notes, entry))
            case WentTo(question=target):
                return self._with(looking_at=target)
            case CallEnded():
                return self._with(ended=True)
            case CallBegun():
                return self._with(ended=False)
        return self

    def _no_such(self, name: str) -> str:
        near = wording.did_you_mean(name, self.course.at)
        return f"{self.course.script.script} has no question {name!r}{near}"

    def _troubled(self, name: str, message: str) -> Interview:
        return self._with(problems=(*self.problems, Problem(name, message)))

    def _given(self, name: str, given: Given) -> Interview:
        place = self.course.at[name]
        fold = _Fold(self, given)
        fold.settle(place)
        return fold.interview(name, given)

    # -- what it says

    def state(self, name: str) -> int:
        """Whether the question of this id is ON the route, OPEN or OUT."""
        return self.states[self.course.at[name]]

    def answer(self, name: str) -> Answer | None:
        """The answer in force, or None."""
        value = self.values.get(name)
        return None if value is NOTHING or name not in self.course.at else value

    def answered(self, name: str) -> Given | None:
        """The latest word on a question that is on the route, or None."""
        return self.given.get(name) if self.state(name) == ON else None

    def entries_given(self) -> Iterator[Given]:
        """The latest word on every question that has one, whether on the route or not."""
        return iter(self.given.values())

    @cached_property
    def route(self) -> tuple[str, ...]:
        """The ids of the questions that apply now, in the script's order, words to read aloud among them."""
        states = self.states
        return tuple(s.name for s in self.course.steps if s.does == "question" and states[s.place] == ON)

    @cached_property
    def off_route(self) -> tuple[str, ...]:
        """The ids of the questions whose answers are kept but set aside, or wait, in the script's order."""
        return tuple(
            step.name for step in self.course.questions if self.states[step.place] != ON and step.name in self.given
        )

    @cached_property
    def next(self) -> str | None:
        """The question to put next: the first on the route that has no answer; then those that were left for
        later, once more each; then none."""
        place = _advance(self.course, self.states, self.given, self.front)
        if place < len(self.course.steps):
            return self.course.steps[place].name
        return next((name for name in self.left if not self.given[name].final), None)

    @cached_property
    def left(self) -> tuple[str, ...]:
        """The questions on the route that were left for later and have no answer yet."""
        return tuple(name for name in self.route if (given := self.given.get(name)) and given.reason == "skip")

    @property
    def current(self) -> str | None:
        """The question that stands before the adviser: the one turned to, or the next."""
        looking = self.looking_at
        if looking is not None and looking in self.course.at and self.state(looking) != OUT:
            return looking
        return self.next

    def lead_in(self, name: str | None) -> tuple[str, ...]:
        """The words to read aloud just before a question, or at the end of the call for None."""
        place = self.course.at[name] if name is not None else len(self.course.steps)
        said: list[str] = []
        for step in reversed(self.course.steps[:place]):
            if step.question is None or self.states[step.place] != ON:
                continue
            if step.question.takes_answer:
                break
            said.append(self.text(step.name, "say"))
        return tuple(reversed(said))

    def progress(self) -> tuple[int, int]:
        """How many questions on the route are done, and about how many there are in all.

        Of the open ones, which depend on answers still to come, one in eight is taken to be asked: so it is in
        the calls of the shipped personas.
        """
        done = total = still_open = 0
        for step in self.course.questions:
            if step.question is None or not step.question.takes_answer:
                continue
            state = self.states[step.place]
            if state == ON:
                total += 1
                done += step.name in self.given
            still_open += state == OPEN
        return done, total + round(still_open / 8)

    def words(self, name: str) -> str:
        """The answer in force as a person reads it; empty if there is none."""
        question = self.course.question(name)
        value = self.values.get(name)
        if value is None or value is NOTHING:
            return ""
        return question.words(value) if question else wording.number(value)

    def own_words(self, name: str) -> str:
        """The client's own words at a question: what was noted there, or else the answer."""
        for entry in reversed(self.notes):
            if isinstance(entry.act, Noted) and entry.act.question == name:
                return entry.act.text
        return self.words(name)

    def detail(self, detail: str) -> str | None:
        """The question on the route whose answer fills this detail of the plan, if one is in force."""
        for name in self.course.filled_by.get(detail, ()):
            if self.answer(name) is not None:
                return name
        return None

    def text(self, name: str, part: str) -> str:
        """A question's words to say, guide or probe, with the answers they name put in."""
        piped = self.course.texts.get((name, part))
        if piped is None:
            question = self.course.question(name)
            return str(getattr(question, part)) if question else ""
        return piped.fill(self.piped)

    def piped(self, name: str) -> Any:
        """What a name in a text stands for: a record, an answer in words, or the blank."""
        if name == "client":
            return _ClientWords(self.client)
        if name == "adviser":
            return _Adviser(self.adviser or str(BLANK))
        if name.endswith("_words"):
            return self.own_words(name.removesuffix("_words")) or BLANK
        return self.words(name) or BLANK

    def facts(self) -> Iterator[tuple[str, str, str]]:
        """Every fact that an answer in force records: kind, code, and the id of the question."""
        for step in self.course.steps:
            if step.question is not None and self.states[step.place] == ON:
                value = self.values.get(step.name)
                if value is not None and value is not NOTHING:
                    for kind, code in step.question.recorded(value):
                        yield kind, code, step.name


_FIELDS = tuple(field.name for field in fields(Interview))


class _ClientWords:
    """The client's record as texts see it: each field in words, and the blank for what is not known."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def __getattr__(self, name: str) -> str | Blank:
        if name == "called":
            return self._client.first_name
        return getattr(self._client, name) or BLANK


def _advance(course: Course, states: bytes, given: Mapping[str, Given], front: int) -> int:
    """The place of the first question on the route, from ``front`` on, of which there is no word yet."""
    steps = course.steps
    while front < len(steps):
        step = steps[front]
        question = step.question
        if question is not None and states[front] == ON and question.takes_answer and step.name not in given:
            break
        front += 1
    return front


def _state(step: Step, values: Any) -> int:
    truth = step.test(values)
    if truth:
        return ON
    if truth is None and any(values.get(name) is None for name in step.rests_on):
        return OPEN
    return OUT


def _reckoned(step: Step, values: Any) -> Any:
    """A fact's or score's value: `NOTHING` once it can have none, None while it may yet have one."""
    if step.does == "single":
        result: Any = NOTHING
        for name, code_of in step.recorders:
            value = values.get(name)
            if value is None:
                result = None if result is NOTHING else result
            elif value is not NOTHING and (code := code_of(value)) is not None:
                result = code
        return result
    if step.does == "score":
        return 0
    value = step.test(values)
    if value is None and all(values.get(name) is not None for name in step.rests_on):
        return NOTHING
    return value


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value


class _Fold:
    """One entry's work: settles the question, then in script order every step that rests on what changed."""

    def __init__(self, interview: Interview, given: Given) -> None:
        self.old = interview
        self.course = interview.course
        self.fresh = given
        self.values = interview.values
        self.states = interview.states
        self.lowest = interview.front

    def settle(self, place: int) -> None:
        course, steps, feeds = self.course, self.course.steps, self.course.feeds
        start = steps[place].name
        waiting = list(feeds[place]) if self._question(steps[place], self.fresh) else []
        if not waiting:
            return
        seen = set(waiting)
        heapq.heapify(waiting)
        given = self.old.given
        while waiting:
            step = steps[heapq.heappop(waiting)]
            if step.does == "question":
                state = _state(step, self.values)
                if state == self.states[step.place]:
                    continue
                self._mark(step.place, state)
                word = self.fresh if step.name == start else given.get(step.name)
                changed = self._question(step, word)
            else:
                changed = self._change(step.name, _reckoned(step, self.values))
            if changed:
                for place in course.feeds[step.place]:
                    if place not in seen:
                        seen.add(place)
                        heapq.heappush(waiting, place)

    def _mark(self, place: int, state: int) -> None:
        states = bytearray(self.states)
        states[place] = state
        self.states = bytes(states)
        if state == ON and place < self.lowest:
            self.lowest = place

    def _question(self, step: Step, given: Given | None) -> bool:
        """Puts a question's answer in force, or takes it out; says whether that changed anything."""
        state = self.states[step.place]
        value: Any
        if state == OUT:
            value = NOTHING
        elif state == OPEN or given is None or not given.final:
            value = None
        else:
            value = NOTHING if given.value is None else given.value
        before = self.values.get(step.name)
        if not self._change(step.name, value):
            return False
        scores = self.course.scored_by.get(step.name)
        if scores and step.question is not None:
            self._score(scores, _points(step.question, value) - _points(step.question, before))
        return True

    def _score(self, scores: tuple[str, ...], difference: int) -> None:
        if difference:
            for score in scores:
                self._change(score, self.values[score] + difference)
                self._score(self.course.scored_by.get(score, ()), difference)

    def _change(self, name: str, value: Any) -> bool:
        before = self.values.get(name)
        if before is value or (before is not None and before is not NOTHING and before == value):
            return False
        self.values = self.values.discard(name) if value is None else self.values.insert(name, value)
        return True

    def interview(self, name: str, given: Given) -> Interview:
        """The interview with what was worked out; the adviser is no longer turned to this question."""
        answers = self.old.given.insert(name, given)
        looking = self.old.looking_at
        return self.old._with(
            given=answers,
            values=self.values,
            states=self.states,
            front=_advance(self.course, self.states, answers, self.lowest),
            looking_at=None if looking == name else looking,
        )


def _points(question: Asked, value: Any) -> int:
    return 0 if value is None or value is NOTHING else question.points(value)
