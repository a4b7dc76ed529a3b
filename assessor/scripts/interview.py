"""The interview: a fold of a call's entries over a script, replaced at each entry and never changed in place.

A question is *on* the route (its condition is true), *open* (an answer it rests on may yet come) or *out*.
Only an answer whose question is on the route is in force; any other is kept and waits, used nowhere, and is
in force again when the route returns to it. So the values in force, and with them the route, the scores and
the plan, depend on the latest answers alone, not on the order in which they were given.

An entry costs only what rests on it: the steps that an answer feeds are worked out again in script order,
and no others. The old interview and the new share all that did not change: see `Sheet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from assessor import taxonomy, wording
from assessor.journal import Answered, CallBegun, CallEnded, Client, Entry, NotAnswered, Noted, WentTo
from assessor.scripts.checks import Doubt, doubts_of
from assessor.scripts.conditions import NOTHING
from assessor.scripts.course import Course, first_values
from assessor.scripts.earlier import NOTHING_EARLIER, Earlier
from assessor.scripts.hushed import is_hushed
from assessor.scripts.kinds import Answer, Option, Refused
from assessor.scripts.model import Score
from assessor.scripts.notes import NOTHING_NAMED, asked_for, latest_note, named_by
from assessor.scripts.piping import BLANK, Blank, Fields, Piped
from assessor.scripts.settling import ON, OUT, Response, aloud_before, begun, first_unasked, place_to_agree, settled
from assessor.scripts.settling import progress as progressed
from assessor.scripts.sheet import Sheet


@dataclass(frozen=True)
class Problem:
    """An entry that could not be taken, and why."""

    question: str
    message: str


@dataclass(frozen=True, init=False, eq=False)
class Interview:
    """Where a call stands after some entries. `begin` gives the one with none."""

    course: Course
    client: Client
    today: date
    adviser: str
    responses: Sheet[Response]
    values: Sheet[Any]
    states: bytes
    front: int
    named: Mapping[str, str]
    earlier: Earlier = NOTHING_EARLIER
    notes: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    looking_at: str | None = None
    ended: bool = False

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)  # a frozen dataclass's own __init__ takes five times as long

    def _with(self, **changes: Any) -> Interview:
        """This interview with some fields changed, and nothing that was worked out from the old ones."""
        interview = object.__new__(Interview)
        own = interview.__dict__
        own.update(self.__dict__)
        if len(own) > _FIELDS:
            for reading in _READINGS:
                own.pop(reading, None)
        own.update(changes)
        return interview

    @classmethod
    def begin(
        cls, course: Course, client: Client, today: date, adviser: str = "", earlier: Earlier = NOTHING_EARLIER
    ) -> Interview:
        """The interview before its first entry, on the day of the call, with what earlier calls left."""
        first, states = begun(course, first_values(course, client, today, earlier))
        places = dict(course.at)
        for name in first:
            places.setdefault(name, len(places))
        responses: Sheet[Response] = Sheet.of(course.at, {})
        return cls(
            course=course, client=client, today=today, adviser=adviser, earlier=earlier, responses=responses,
            values=Sheet.of(places, first), states=states, front=first_unasked(course, states, responses, 0),
            notes=(), named=NOTHING_NAMED, problems=(), looking_at=None, ended=False,
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
                    value = question.reread(raw, self.today, entry)
                except Refused as refused:
                    return self._troubled(name, str(refused))
                return self._with_response(name, Response(value, None, entry))
            case NotAnswered(question=name, reason=reason):
                question = self.course.question(name)
                if question is None:
                    return self._troubled(name, self._no_such(name))
                if not question.takes_answer:
                    return self._troubled(name, "this is read aloud and takes no answer")
                before = self.responses.get(name)
                left = (before.times_left if before else 0) + (reason == "skip")
                return self._with_response(name, Response(None, reason, entry, left))
            case Noted() as noted:
                return self._with(notes=(*self.notes, entry), named=named_by(self.named, noted, self._chosen))
            case WentTo(question=target):
                return self._with(looking_at=target)
            case CallEnded():
                return self._with(ended=True)
            case CallBegun():
                return self._with(ended=False)
        return self

    def on(self, today: date) -> Interview:
        """The same answers as they read on another day: weeks counted to it, and all that follows from them."""
        return self if today == self.today else self._afresh(self.client, today)

    def of_client(self, client: Client) -> Interview:
        """The same answers of a client whose record was put right: its words, and whatever rests on the record."""
        if first_values(self.course, client, self.today) == first_values(self.course, self.client, self.today):
            return self._with(client=client)
        return self._afresh(client, self.today)._with(looking_at=self.looking_at)

    def _afresh(self, client: Client, today: date) -> Interview:
        interview = Interview.begin(self.course, client, today, self.adviser, self.earlier)
        for name, response in self.responses.items():
            interview = interview._with_response(name, response)
        return interview._with(notes=self.notes, named=self.named, problems=self.problems, ended=self.ended)

    def corrected(self, entry: Entry, today: date) -> Interview:
        """This interview with an answer that a later call, on that day, gave to a question of its own.

        An answer that does not fit here, and a reason for none, leave what was said before.
        """
        act = entry.act
        question = self.course.question(act.question) if isinstance(act, Answered) else None
        if question is None or not isinstance(act, Answered):
            return self
        try:
            return self._with_response(question.id, Response(question.reread(act.value, today, entry), None, entry))
        except Refused:
            return self

    def _no_such(self, name: str) -> str:
        near = wording.did_you_mean(name, (step.name for step in self.course.questions))
        return f"{self.course.script.script} has no question {name!r}{near}"

    def _troubled(self, name: str, message: str) -> Interview:
        return self._with(problems=(*self.problems, Problem(name, message)))

    def _with_response(self, name: str, response: Response) -> Interview:
        before = self.values, self.states, self.front
        values, states, front = settled(self.course, self.responses, before, self.course.at[name], response)
        responses = self.responses.with_value(name, response)
        return self._with(
            responses=responses,
            values=values,
            states=states,
            front=first_unasked(self.course, states, responses, front),
            looking_at=None if self.looking_at == name else self.looking_at,
        )

    # -- what it says

    def state(self, name: str) -> int:
        """Whether the question of this id is ON the route, OPEN or OUT."""
        return self.states[self.course.at[name]]

    def answer(self, name: str) -> Answer | None:
        """The answer in force, or None."""
        value = self.values.get(name)
        return None if value is NOTHING or name not in self.course.at else value

    def answered(self, name: str) -> Response | None:
        """The latest word on a question that is on the route, or None."""
        return self.responses.get(name) if self.state(name) == ON else None

    @cached_property
    def route(self) -> tuple[str, ...]:
        """The ids of the questions that apply now, in the script's order, words to read aloud among them."""
        states = self.states
        return tuple(s.name for s in self.course.steps if s.does == "question" and states[s.place] == ON)

    @cached_property
    def off_route(self) -> tuple[str, ...]:
        """The ids of the questions whose answers are kept but set aside, or wait, in the script's order."""
        return tuple(
            step.name for step in self.course.questions if self.states[step.place] != ON and step.name in self.responses
        )

    @property
    def next(self) -> str | None:
        """The question to put next: the first on the route that has no answer; then those that were left for
        later, once more each; then none."""
        if self.front < len(self.course.steps):
            return self.course.steps[self.front].name
        return next((name for name in self.left if not self.responses[name].final), None)

    @cached_property
    def left(self) -> tuple[str, ...]:
        """The questions on the route that were left for later and have no answer yet."""
        return tuple(
            name for name in self.route if (response := self.responses.get(name)) and response.reason == "skip"
        )

    @property
    def current(self) -> str | None:
        """The question that stands before the adviser: the one turned to, or the next."""
        return self._turned_to or self.next

    @property
    def stands_at(self) -> str | None:
        """Where the call stands: the current question, or before it the place to talk over what could help."""
        agreeing = place_to_agree(self.course, self.states, self.responses, self.front)
        return self._turned_to or (None if self.ended else agreeing) or self.next

    @property
    def _turned_to(self) -> str | None:
        at = self.looking_at
        return at if at is not None and at in self.course.at and self.state(at) != OUT else None

    def lead_in(self, name: str | None) -> tuple[str, ...]:
        """The words to read aloud just before a question, or at the end of the call for None."""
        return tuple(self.text(spoken, "say") for spoken in self.spoken_before(name))

    def spoken_before(self, name: str | None) -> tuple[str, ...]:
        """The ids of these words."""
        return aloud_before(self.course, self.states, name)

    def progress(self) -> tuple[int, int]:
        """How many questions on the route are done, and about how many there are in all."""
        return progressed(self.course, self.states, self.responses)

    def words(self, name: str) -> str:
        """The answer in force as a person reads it; empty if there is none."""
        question = self.course.question(name)
        value = self.values.get(name)
        if value is None or value is NOTHING:
            return ""
        if question is None:
            return wording.day(value) if isinstance(value, date) else wording.number(value)
        return question.words(value)

    def note(self, name: str) -> str:
        """The latest note tied to a question, for the adviser's eyes; empty if there is none. See `own_words`."""
        return latest_note(self.notes, name)

    def named_words(self, name: str) -> str:
        """What was noted at a question on the route because an answer chosen there asks for it; else empty."""
        return self.named.get(name, "") if asked_for(self._chosen(name)) else ""

    def own_words(self, name: str) -> str:
        """The words of an answer: what it asked to be noted, or else the answer; never any other note."""
        return self.named_words(name) or self.words(name)

    def _chosen(self, name: str) -> tuple[Option, ...]:
        question = self.course.question(name)
        return tuple(question.chosen(self.answer(name))) if question is not None else ()

    def detail(self, detail: str) -> str | None:
        """The question on the route whose answer fills this detail of the plan, if one is in force."""
        for name in self.course.filled_by.get(detail, ()):
            if self.answer(name) is not None:
                return name
        return None

    def last_time(self, name: str) -> Answer | None:
        """What an earlier call has for this question, if it may be given again here; None if there is nothing."""
        question = self.course.question(name)
        value: Answer | None = self.earlier.values.get(name)
        if question is None or value is None or not question.again:
            return None
        try:
            return question.parse(value, self.today)
        except Refused:  # an option that is no longer there, a coming day that is past, a kind that changed
            return None

    def to_say(self, name: str) -> str:
        """The words to read aloud: those for where somebody may hear, those for a question that an earlier call has an
        answer to, or else its own."""
        usual = "say" if self.last_time(name) is None else "again"
        return self.text(name, "quietly" if self.asks_quietly(name) else usual)

    def asks_quietly(self, name: str) -> bool:
        """Whether a question is put so that yes or no will do, since somebody may hear."""
        question = self.course.question(name)
        return bool(question and question.quietly) and self._hushed

    @cached_property
    def _hushed(self) -> bool:
        return is_hushed(self.course, self.answer, self.earlier.values)

    def probe(self, name: str) -> str:
        """What to say if the client is unsure; nothing that opens a question where yes or no has to do."""
        return "" if self.asks_quietly(name) else self.text(name, "probe")

    def guide(self, name: str) -> str:
        """What only the adviser reads at a question, with the limits of an earlier yes that it asks about again."""
        limits = self.earlier.limits.get(name)
        hushed = "Somebody may hear: ask no more than yes or no." if self.asks_quietly(name) else ""
        held = f"Their yes before had limits, which stay unless they change them: “{limits}”." if limits else ""
        return " ".join(filter(None, (hushed, held, self.text(name, "guide"))))

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """What was said and does not fit together, by the script's checks."""
        return tuple(doubts_of(self.course, self.responses, self.values, self.states, self.piped))

    def score(self, score: Score) -> int | None:
        """What a score comes to; None for one of a published measure while a question of it has no answer."""
        if score.case_at is not None and any(self.answer(name) is None for name in score.of):
            return None
        value: int | None = self.values.get(score.id)
        return value

    def title(self, name: str) -> str:
        """The question in lists: its short form, with the answers it names put in, or its words."""
        return wording.shorten(self.text(name, "short") or self.text(name, "say"), 60)

    def text(self, name: str, part: str) -> str:
        """One of a question's texts, with the answers it names put in."""
        piped = self.course.texts.get((name, part))
        if piped is None:
            question = self.course.question(name)
            return str(getattr(question, part)) if question else ""
        if part != "again":
            return piped.fill(self.piped)
        on = self.earlier.on.get(name)
        last = {"last_time": self.earlier.words.get(name, ""), "last_call": wording.day(on) if on else ""}
        return piped.fill(lambda spelled: last[spelled] if spelled in last else self.piped(spelled))

    def filled(self, piped: Piped) -> str | None:
        """The text with its names filled in, or None if one of them is not known yet."""
        blank = Blank()
        text = piped.fill(lambda name: self.piped(name, blank))
        return None if blank.used else text

    def piped(self, name: str, blank: Blank = BLANK) -> Any:
        """What a name in a text stands for: a record, an answer in words, or the blank."""
        if name == "client":
            return Fields(lambda field: self._client_words(field) or blank)
        if name == "adviser":
            return Fields(lambda field: self.adviser or blank)
        if name == "earlier":
            return Fields(lambda field: self.earlier.words.get(field) or blank)
        if name in taxonomy.SINGULAR:
            return Fields(lambda code: self.told(taxonomy.SINGULAR[name], code) or blank)
        if name.endswith("_words"):
            return self.own_words(name.removesuffix("_words")) or blank
        return self.written(name) or self.words(name) or blank

    def _client_words(self, field: str) -> str:
        return self.client.first_name if field == "called" else str(getattr(self.client, field))

    def told(self, kind: str, code: str) -> str:
        """What the client said that records this fact: the option they chose, or the answer."""
        for recorded_kind, recorded_code, name in self.facts():
            question = self.course.question(name)
            if (recorded_kind, recorded_code) == (kind, code) and question is not None:
                if question.words_at != name:
                    return self.own_words(question.words_at)
                return question.told(self.values.get(name), (kind, code)) or self.words(name)
        return ""

    def written(self, name: str) -> str:
        """The answer in force as it reads on a plan; empty if there is none."""
        question, value = self.course.question(name), self.answer(name)
        return question.written(value) if question and value is not None else ""

    def facts(self) -> Iterator[tuple[str, str, str]]:
        """Every fact that an answer in force records: kind, code, and the id of the question."""
        for step in self.course.steps:
            if step.question is not None and self.states[step.place] == ON:
                value = self.values.get(step.name)
                if value is not None and value is not NOTHING:
                    for kind, code in step.question.recorded(value):
                        yield kind, code, step.name


_FIELDS = len(fields(Interview))
_READINGS = tuple(name for name, member in vars(Interview).items() if isinstance(member, cached_property))
