"""One call as it is talked through: lines in and out, where it stands, and every act written as it is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

from assessor import wording
from assessor.acts import calls
from assessor.acts.desk import ChangedElsewhere, Desk
from assessor.care.case import Call, Case
from assessor.journal import (
    Act,
    Answered,
    CallEnded,
    Consented,
    NotAnswered,
    Noted,
    Paused,
    Resumed,
    SafetyNoted,
    Undone,
    WentTo,
)
from assessor.plain.lines import Gone as Gone
from assessor.plain.lines import Hear, Lines, Tell
from assessor.records.errors import NotAllowed, StoreError
from assessor.scripts.kinds import Answer, Asked
from assessor.scripts.settling import OUT
from assessor.views import call as telling
from assessor.views.agreeing import put_now
from assessor.views.history import told_since
from assessor.views.naming import named

SAFETY_WORD = "safety"
"""The word that opens the safety page, wherever it is typed."""

MOST_SINCE = 10
"""How many acts that somebody else wrote meanwhile are told, the latest."""

ASKED_AGAIN = (WentTo, CallEnded, Paused, Resumed, Undone)
"""Acts that are asked for again where they could not be saved; any other goes with the next act, an answer too: it may
be a no."""

TURNS = (Answered, NotAnswered, WentTo, CallEnded)
"""Acts by which a question is left, with what is typed taken care of."""


def stands(act: Act) -> bool:
    """Whether this act stands whatever became of the case: words, and a no to sharing. It is never refused for what the
    case is, and rests on nothing that was read."""
    return isinstance(act, Noted | SafetyNoted) or (isinstance(act, Consented) and not act.given)


@dataclass(frozen=True)
class Wanted:
    """Acts that are to be written, and what was typed for them."""

    acts: tuple[Act, ...]
    typed: str = ""

    @property
    def stands(self) -> bool:
        """Whether each of the acts stands whatever became of the case."""
        return all(stands(act) for act in self.acts)

    @property
    def told(self) -> str:
        """What these acts keep, where they are only words."""
        return "what you typed, as a note" if all(isinstance(act, Noted) for act in self.acts) else "what you typed"

    @property
    def words(self) -> str:
        """What somebody wrote in these acts."""
        texts = (getattr(act, "text", "") or getattr(act, "words", "") for act in self.acts)
        return self.typed or "; ".join(filter(None, texts))


class Talk(Lines):
    """A call in plain lines. It holds nothing but what is being typed: every act goes to the desk at once."""

    place_name = "in the call"  # where the safety page leads back to

    def __init__(self, desk: Desk, case: Case, call: str, hear: Hear, tell: Tell) -> None:
        super().__init__(desk, hear, tell)
        self.case = case
        self.call_id = call
        self.over = False
        self.draft = ""  # what is typed and not taken
        self.reading: Answer | None = None  # what was typed as it is understood, and not yet kept
        self.unsaved: list[Wanted] = []  # what could not be saved yet; it goes with the next act
        self.section = ""
        self.spoken: set[str] = set()  # lead-in and guide that were told already
        self.shown: tuple[object, ...] = ()  # the question as it was last put
        self.doubted = frozenset(doubt.id for doubt in self.call.interview.doubts)
        self.lines: list[str] = []  # the questions that `said` gave numbers
        self.heard: list[tuple[str, str]] = []  # what the latest note may mean: kinds and codes, by their numbers
        self.numbered: list[str] = []  # the keys of the lines that `plan` gave numbers

    def listen_but_for_safety(self) -> str:
        """The next line that is typed; nothing where that opens the safety page, which it does once this is left."""
        line = self.listen()
        if line.casefold() == SAFETY_WORD:
            self.waiting.append(line)
            return ""
        return line

    # -- where the call stands

    @property
    def call(self) -> Call:
        """The call as it stands."""
        return next(call for call in self.case.calls if call.id == self.call_id)

    def written_in(self, act: Act) -> str:
        """The call in which this act is done, "" outside any."""
        return self.call_id

    @property
    def undone_in(self) -> str:
        """The call whose acts are taken back, "" for what was done outside any."""
        return self.call_id

    @property
    def under_way(self) -> str:
        """The call in which something that is raised now is raised, "" outside any."""
        return "" if self.call.ended else self.call_id

    @property
    def at(self) -> str | None:
        """The question that stands; none at the end of the call, or once it was ended."""
        interview = self.call.interview
        looking = interview.looking_at
        if interview.ended and (looking not in interview.course.at or interview.state(str(looking)) == OUT):
            return None
        return interview.stands_at

    @property
    def question(self) -> Asked | None:
        """The question that stands."""
        return self.call.interview.course.question(self.at) if self.at else None

    @property
    def agreeing(self) -> bool:
        """Whether what could help is talked over here."""
        return self.question is not None and self.question.agrees

    @property
    def standing(self) -> tuple[object, ...]:
        """All by which it is seen whether the question has to be put again."""
        interview = self.call.interview
        put = put_now(self.case.plan, self.call) if self.agreeing else None
        word = interview.responses.get(self.at) if self.at else None
        return self.at, interview.looking_at, interview.ended, word, put and put.suggestion.id

    @property
    def last(self) -> Answer | None:
        """What an earlier call has for the question that stands, if this one has no word on it."""
        interview, at = self.call.interview, self.at
        return interview.last_time(at) if at and interview.responses.get(at) is None else None

    # -- writing

    def act(self, *acts: Act, confirmation: str = "Saved.", typed: str = "") -> bool:
        """Writes these acts, all or none, and says so. What cannot be saved is said, and tried again by Enter.

        ``typed`` are the words that were typed for them: a note, should the acts not be written.
        """
        return self.attempt(lambda: self.write_waiting(acts), Wanted(acts, typed), confirmation)

    def attempt(self, do: Callable[[], object], wanted: Wanted, confirmation: str) -> bool:
        """Does what writes these acts, as often as Enter or the same words say; any other line lets it be, and is read
        next.

        What is refused is said and is not tried again; only what was typed for it is kept.
        """
        before, refused = self.call.interview, False
        while True:
            try:
                kept = self._refused_by(do, wanted)
            except StoreError as error:
                self.tell(f"NOT SAVED: {wording.sentence(str(error))} Nothing is lost. Enter tries again.")
                try:
                    line = self.listen()
                except Gone:  # nobody is there to be asked again
                    self.unsaved += [wanted] if wanted.acts else []
                    self.draft = "" if any(isinstance(act, Answered) for act in wanted.acts) else self.draft
                    raise
                if line and line != wanted.words:
                    self._keep(wanted)
                    self.waiting.append(line)
                    return False
            else:
                if kept is None:
                    break
                if not kept.acts or (refused and kept == wanted):
                    self._keep(kept)
                    return False
                do, wanted, refused = partial(self.write_waiting, kept.acts), kept, True
                confirmation = f"Saved: {kept.told}."
        if confirmation:
            self.tell(confirmation)
        if not refused:
            self._tell_what_follows(telling.moved(before, self.call.interview))
        return not refused

    def write_waiting(self, acts: Sequence[Act] = ()) -> None:
        """Writes what could not be saved before, and with it these acts; raises what the desk raises."""
        waited = bool(self.unsaved)
        try:
            self._write(acts)
        except NotAllowed:
            if not self._ask_again():
                raise
            self._write(acts)
        else:
            if waited:
                self.tell("Saved: what waited to be saved.")

    def _write(self, acts: Sequence[Act]) -> None:
        answered = {act.question for act in acts if isinstance(act, Answered | NotAnswered)}  # it stands instead
        waiting = [
            act
            for wanted in self.unsaved
            for act in wanted.acts
            if not isinstance(act, Answered | NotAnswered) or act.question not in answered
        ]
        case = self.desk.write_each(self.case, [(act, self.written_in(act)) for act in (*waiting, *acts)])
        with self._draft_kept(unless=any(isinstance(act, TURNS) for act in acts)):
            self.case, self.unsaved = case, []

    @contextmanager
    def _draft_kept(self, unless: bool = False) -> Iterator[None]:
        """Keeps what is typed and not taken as a note, where another question stands afterwards: somebody else wrote,
        or an answer was taken back."""
        before, drafted = self.standing, tuple(self.drafted())
        yield
        if drafted and not unless and self.standing != before:
            self.unsaved.append(Wanted(drafted))
            self.draft = ""

    def look_again(self) -> None:
        """Reads the case afresh where somebody else wrote to it, and says what they wrote."""
        with suppress(StoreError):  # then as it was read; what is written next says so
            if not self.desk.is_as_read(self.case):
                self.reread()

    def reread(self) -> None:
        """Reads the case as it stands by now, and says what was written since it was read. What waits and rests on what
        was read is to be asked again."""
        read = self.case
        self._ask_again()
        script, known = self.call.interview.course.script.script, {call.id for call in self.case.calls}
        case, name = self.desk.case(self.case.id), self.call_id
        if all(call.id != name for call in case.calls):  # this one was only opened, and nothing of it is kept yet
            others = [call for call in case.calls if call.id not in known]
            begun = [call for call in others if call.interview.course.script.script == script]
            if begun:
                self.tell("This call was begun elsewhere meanwhile. It goes on here from where it stands.")
            else:
                case = self.desk.begin_call(case, script)
            name = (begun or case.calls)[-1].id
        with self._draft_kept():
            self.case, self.call_id = case, name
        since = told_since(read, case)
        if len(since) > MOST_SINCE:
            self.tell(f"Since then: {wording.counted(len(since), 'thing')} were written elsewhere; the last of them:")
        for words in since[-MOST_SINCE:]:
            self.tell(f"Since then: {wording.sentence(words)}")

    def _refused_by(self, do: Callable[[], object], wanted: Wanted) -> Wanted | None:
        """Does what writes these acts; where they are refused, says why and returns what is to be kept of them."""
        try:
            do()
        except NotAllowed as error:
            self.tell(f"Not taken: {wording.sentence(str(error))}")
            if isinstance(error, ChangedElsewhere):
                self.reread()
            return self._in_words(wanted)
        return None

    def _ask_again(self) -> bool:
        """Makes a note of what was typed for each act that waits and could be refused, or rests on what was read; says
        that it is not written. Returns whether there was any."""
        asked = [wanted for wanted in self.unsaved if not wanted.stands]
        for wanted in asked:
            kept = " What you typed for it is kept as a note." if wanted.typed else ""
            self.tell(f"Not written: {self._named(wanted)}. If it still holds, say it again.{kept}")
        in_words = [wanted if wanted.stands else self._in_words(wanted) for wanted in self.unsaved]
        self.unsaved = [wanted for wanted in in_words if wanted.acts]
        return bool(asked)

    def _in_words(self, wanted: Wanted) -> Wanted:
        """What stays of acts that are not written: those that stand whatever comes, and a note of what was typed."""
        standing = tuple(act for act in wanted.acts if stands(act))
        if not wanted.typed or wanted.stands:
            return Wanted(standing)
        name = wording.capital(self._named(wanted))
        return Wanted((*standing, calls.note(f"{name}, not written: {wanted.typed}", self.at)))

    def _named(self, wanted: Wanted) -> str:
        act = next((act for act in wanted.acts if not stands(act)), wanted.acts[0])
        return named(self.case, self.call.interview, act)

    def shown_words(self, wanted: Wanted) -> str:
        """What somebody wrote in these acts, as a quotation; what they are, where nothing was written."""
        return f'"{wanted.words}"' if wanted.words else self._named(wanted)

    def _keep(self, wanted: Wanted) -> None:
        """Keeps what somebody wrote or answered for the next act; of what has to be asked for again it is said."""
        acts = tuple(act for act in wanted.acts if not isinstance(act, ASKED_AGAIN))
        self.unsaved += [Wanted(acts, wanted.typed)] if acts else []
        if any(isinstance(act, Answered | NotAnswered) for act in acts):
            self.draft = ""  # it is no draft any more
        if any(isinstance(act, Undone | CallEnded | Paused | Resumed) for act in wanted.acts):
            self.tell(f"Not saved: {self._named(wanted)}. Type it again.")

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
        draft = calls.note(typed, question.id)
        return [] if any(draft in wanted.acts for wanted in self.unsaved) else [draft]
