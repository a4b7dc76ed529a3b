"""What is typed in a call and listened to: notes, and what was heard in them or in an answer, each taken by a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events

from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.care.case import Case
from assessor.names import unless_blank
from assessor.screens.agreeing import AgreeingRoom
from assessor.views.heard import on_offer
from assessor.widgets.base import Input
from assessor.widgets.heard_list import HeardLine
from assessor.widgets.question_card import Marks, QuestionCard
from assessor.widgets.text_area import TextArea

if TYPE_CHECKING:
    from assessor.listening.hear import Heard, Mention


@dataclass(frozen=True)
class Letters:
    """Letters that were pressed one after the other as keys of answers: what was typed with them, how many of them
    wrote something, what was marked before the first, and the case after the last."""

    typed: str = ""
    wrote: int = 0
    begun: Marks | None = None
    case: Case | None = None


class HearingRoom(AgreeingRoom):
    """The part of a call in which what is typed may mean something that a question records."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = Letters()

    def action_safety(self) -> None:
        """Opens the safety page."""
        raise NotImplementedError

    @writes("undo", "note")
    def take_letter(self, letter: str, do: Callable[[], object] | None) -> None:
        """Takes a letter that was pressed where answers are chosen by keys: does what it is the key of, or begins a
        note with it where it is none (``do`` is None).

        Of a word that is typed there the first letters may be keys. So what letters did one after the other is taken
        back once a letter follows that is no key, and they begin the note with it: whether they came one by one or all
        at once, no answer is written that nobody meant, and no word is lost.
        """
        if self._letters.case is not self.case:
            self._letters = Letters()
        if do is not None:
            marks, before = self.query_one(QuestionCard).marks(), self.case
            do()
            begun = self._letters.begun or marks
            self._letters = Letters(
                self._letters.typed + letter, self._letters.wrote + (self.case is not before), begun, self.case
            )
            return
        run, self._letters = self._letters, Letters()
        for _ in range(run.wrote):
            if self.attempt(self._take_back_letter):
                break
        if run.begun is not None:
            self.query_one(QuestionCard).mark_again(run.begun)
        self.action_note(begun=run.typed + letter)

    @writes("note")
    def on_paste(self, event: events.Paste) -> None:
        """What is pasted where nothing is typed begins a note: no field has taken it, and it is not lost."""
        if isinstance(self.focused, Input | TextArea):  # it has taken it
            return
        if words := unless_blank(event.text):
            event.stop()
            self._letters = Letters()
            self.action_note(begun=words)

    def _take_back_letter(self) -> None:
        case = self.desk.undo(self.case, self.call.id)
        if case is not None:
            self.take(case)

    @writes("note", "answer")
    def action_note(self, question: str | None = None, begun: str = "") -> None:
        """Writes a note, tied to the question that stands; what is heard in it can be taken, each by a key. ``begun``
        is what was typed of it already."""
        from assessor.screens.note import NoteScreen

        at = question or self.call.interview.stands_at

        def hear(words: str) -> Heard:
            return on_offer(words, self.call.interview, self.desk.current_bank.phrases)

        def keep(words: str) -> str:
            known = at if at and self.call.interview.course.question(at) else None
            return self.write([calls.note(words, known)]) if words else ""

        title = self.call.interview.title(at) if at else ""
        self.app.push_screen(NoteScreen(title, hear, self._take_heard, keep, self.action_safety, begun))

    def _take_heard(self, mention: Mention) -> bool:
        """Gives the answer that records what was heard, unless the call has it already; says whether it has it now."""
        interview = self.call.interview
        answered = calls.take_heard(interview, mention.kind, mention.code)
        if answered is None:
            return mention.fact in {(kind, code) for kind, code, _ in interview.facts()}
        return self.tell_refused(self.write(calls.heard_acts(interview, answered)))

    @writes("answer")
    def action_heard(self) -> None:
        """Shows what was heard in the last typed answer, to be taken or left."""
        from assessor.screens.heard import HeardScreen

        typed = self.query_one(HeardLine).typed
        if typed is None:
            self.app.notify("Nothing was heard in the last answer.", markup=False)
            return
        screen = HeardScreen(self.call.interview.title(typed.question), typed.words, typed.heard, self._take_heard)
        self.app.push_screen(screen, lambda safety: self.action_safety() if safety else None)
