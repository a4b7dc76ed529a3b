"""One call as it is talked through: lines in and out, where it stands, and every act written as it is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from assessor import wording
from assessor.acts import calls
from assessor.acts.desk import ChangedElsewhere, Desk
from assessor.care.case import Call, Case
from assessor.journal import Act, Decided, Noted, SafetyNoted
from assessor.names import unless_blank
from assessor.records.errors import StoreError
from assessor.scripts.kinds import Answer, Asked
from assessor.scripts.settling import OUT
from assessor.views import call as telling

Hear = Callable[[], "str | None"]
"""Gives the next line that is typed; None when there will be no more."""

Tell = Callable[[str], None]
"""Writes one line."""


class Gone(Exception):
    """There will be no more lines."""


class Talk:
    """A call in plain lines. It holds nothing but what is being typed: every act goes to the desk at once."""

    def __init__(self, desk: Desk, case: Case, call: str, hear: Hear, tell: Tell) -> None:
        self.desk = desk
        self.case = case
        self.call_id = call
        self._hear = hear
        self._tell = tell
        self.over = False
        self.draft = ""  # what is typed and not taken
        self.reading: Answer | None = None  # what was typed as it is understood, and not yet kept
        self.waiting: list[str] = []  # a line that was typed elsewhere than where it is read
        self.unsaved: list[Act] = []  # people's words that could not be saved yet; they go with the next act
        self.section = ""
        self.spoken: set[str] = set()  # lead-in and guide that were told already
        self.shown: tuple[object, ...] = ()  # the question as it was last put
        self.doubted = frozenset(doubt.id for doubt in self.call.interview.doubts)
        self.lines: list[str] = []  # the questions that `said` gave numbers
        self.heard: list[tuple[str, str]] = []  # what the latest note may mean: kinds and codes, by their numbers
        self.numbered: list[str] = []  # the keys of the lines that `plan` gave numbers

    # -- lines

    def tell(self, text: str) -> None:
        """Writes one line, with nothing in it that would move a cursor or change a letter's place."""
        self._tell(wording.one_line(text))

    def listen(self) -> str:
        """The next line that is typed; raises `Gone` when there will be none."""
        while True:
            line = self.waiting.pop(0) if self.waiting else self._hear()
            if line is None:
                raise Gone
            line = unless_blank(line.lstrip("\ufeff"))
            if not any("\ud800" <= letter <= "\udfff" for letter in line):
                return line
            self.tell("Not taken: it has half of a character in it. Type it afresh.")

    def place(self, number: str, count: int, where: str) -> int | None:
        """The place that a number names among so many, or None once it is said where the numbers are."""
        if number and 1 <= int(number) <= count:
            return int(number) - 1
        self.tell(f"There is no {number}. {wording.capital(where)}" if number else f"Which number? {where}")
        return None

    # -- where the call stands

    @property
    def today(self) -> date:
        """The day, in the adviser's own time."""
        return self.desk.today

    @property
    def call(self) -> Call:
        """The call as it stands."""
        return next(call for call in self.case.calls if call.id == self.call_id)

    @property
    def at(self) -> str | None:
        """The question that stands; none at the end of the call, or once it was ended."""
        interview = self.call.interview
        looking = interview.looking_at
        if interview.ended and (looking not in interview.course.at or interview.state(str(looking)) == OUT):
            return None
        return interview.current

    @property
    def question(self) -> Asked | None:
        """The question that stands."""
        return self.call.interview.course.question(self.at) if self.at else None

    @property
    def standing(self) -> tuple[object, ...]:
        """All by which it is seen whether the question has to be put again."""
        interview = self.call.interview
        return self.at, interview.looking_at, interview.ended, interview.responses.get(self.at) if self.at else None

    @property
    def last(self) -> Answer | None:
        """What an earlier call has for the question that stands, if this one has no word on it."""
        interview, at = self.call.interview, self.at
        return interview.last_time(at) if at and interview.responses.get(at) is None else None

    # -- writing

    def act(self, *acts: Act, confirmation: str = "Saved.") -> bool:
        """Writes these acts, all or none, and says so. What cannot be saved is said, and tried again by Enter."""
        pending = [*self.unsaved, *acts]
        return self.attempt(lambda: self.desk.write(self.case, pending, self.call_id), acts, confirmation)

    def attempt(self, do: Callable[[], Case | None], acts: Sequence[Act], confirmation: str) -> bool:
        """Does what gives the case after it, as often as Enter says; any other line lets it be, and is read next."""
        before = self.call.interview
        while True:
            try:
                case = do()
            except ChangedElsewhere as error:
                self.case = self.desk.case(self.case.id)
                self.tell(f"Not taken: {wording.sentence(str(error))}")
                return False
            except StoreError as error:
                self.tell(f"NOT SAVED: {wording.sentence(str(error))} Nothing is lost. Enter tries again.")
                try:
                    line = self.listen()
                except Gone:
                    self._keep(acts)
                    raise
                if not line:
                    continue
                self._keep(acts)
                self.waiting.append(line)
                return False
            self.case, self.unsaved = case or self.case, []
            if confirmation:
                self.tell(confirmation)
            self._tell_what_follows(telling.moved(before, self.call.interview))
            return True

    def _keep(self, acts: Sequence[Act]) -> None:
        """Keeps what somebody wrote for the next act. An answer is asked for again, and so is not kept."""
        self.unsaved += [act for act in acts if isinstance(act, Noted | SafetyNoted | Decided)]

    def _tell_what_follows(self, moved: str) -> None:
        if moved:
            self.tell(moved)
        for doubt in self.call.interview.doubts:
            if doubt.id not in self.doubted:
                self.tell(f"Does not quite fit: {wording.sentence(doubt.say)} doubts goes there.")
        self.doubted = frozenset(doubt.id for doubt in self.call.interview.doubts)

    def drafted(self) -> list[Act]:
        """What is typed and not taken, as a note to its question. A slip of the key among options is none."""
        question, typed = self.question, self.draft
        if question is None or not typed or (not question.field.typed and not re.search(r"\w{3}", typed)):
            return []
        return [calls.note(typed, question.id)]
