"""What is typed in a call and listened to: notes, and what was heard in them or in an answer, each taken by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.screens.agreeing import AgreeingRoom
from assessor.views.heard import on_offer
from assessor.widgets.heard_list import HeardLine

if TYPE_CHECKING:
    from assessor.listening.hear import Heard, Mention


class HearingRoom(AgreeingRoom):
    """The part of a call in which what is typed may mean something that a question records."""

    def action_safety(self) -> None:
        """Opens the safety page."""
        raise NotImplementedError

    @writes("note", "answer")
    def action_note(self, question: str | None = None) -> None:
        """Writes a note, tied to the question that stands; what is heard in it can be taken, each by a key."""
        from assessor.screens.note import NoteScreen

        at = question or self.call.interview.stands_at

        def hear(words: str) -> Heard:
            return on_offer(words, self.call.interview, self.desk.current_bank.phrases)

        def keep(words: str) -> str:
            known = at if at and self.call.interview.course.question(at) else None
            return self.write([calls.note(words, known)]) if words else ""

        title = self.call.interview.title(at) if at else ""
        self.app.push_screen(NoteScreen(title, hear, self._take_heard, keep, self.action_safety))

    def _take_heard(self, mention: Mention) -> bool:
        """Gives the answer that records what was heard, unless the call has it already; says whether it has it now."""
        interview = self.call.interview
        answered = calls.take_heard(interview, mention.kind, mention.code)
        if answered is None:
            return mention.fact in {(kind, code) for kind, code, _ in interview.facts()}
        return self.tell_refused(self.write([answered]))

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
