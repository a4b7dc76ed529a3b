"""The call: what was said above, the question to put now, the plan forming beside.

The screen holds no state of its own but what it shows: every act goes to the desk, and what comes back is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer

from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.acts.desk import Desk
from assessor.care.case import Call, Case
from assessor.care.plan import Plan
from assessor.journal import Act
from assessor.records.errors import StoreError
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON
from assessor.views import call as telling
from assessor.views.heard import on_offer
from assessor.widgets import garbage
from assessor.widgets.base import Static, TextArea
from assessor.widgets.call_progress import BeforeRinging, CallBar, DoubtLine, Outline, SafetyOffer
from assessor.widgets.foot import Foot
from assessor.widgets.heard_list import HeardLine
from assessor.widgets.plan_panel import panel, ribbon
from assessor.widgets.question_card import REASONS, AnswerGiven, NoAnswerGiven, QuestionCard
from assessor.widgets.room import Room
from assessor.widgets.transcript import Transcript
from assessor.widgets.verbs import HELP, MORE, Verb, bindings

if TYPE_CHECKING:
    from assessor.listening.hear import Heard, Mention

PLAN_DELAY = 0.1  # seconds without an act after which the plan beside the question follows


class CallScreen(Room[None]):
    """One call, from its first question to its last."""

    CSS_PATH = "call.tcss"
    HELP_TITLE = "In the call"
    VERBS = (
        Verb("ctrl+n", "note", "note", "Write down what was said, without leaving the question."),
        Verb("ctrl+b", "back", "back", "Go back to the question before this one, to look or to correct."),
        Verb("ctrl+g", "go_to", "go to", "Go to any question by typing part of its words."),
        Verb("ctrl+r", "safety", "safety", "Open the safety page, at any moment; you come back to the same place."),
        Verb("f2", "plan", "plan", "Open the plan: decide on suggestions, see the reasons."),
        Verb("ctrl+z", "undo", "undo", "Take back what was done last, as often as you like.", quiet=True),
        Verb("ctrl+y", "redo", "redo", "Bring back what was taken back.", quiet=True),
        Verb("f5", "read_back", "read back", "Read back what was understood; put any of it right.", quiet=True),
        Verb("f6", "pause", "pause", "Pause the call, or note that you were cut off.", quiet=True),
        Verb("f4", "doubt", "what does not fit", "Go to an answer that does not fit with another.", quiet=True),
        MORE,
        HELP,
        Verb("ctrl+d", "reason('d')", "rather not say", "The client would rather not say.", quiet=True),
        Verb("ctrl+u", "reason('u')", "not known", "The answer is not known.", quiet=True),
        Verb("ctrl+s", "reason('s')", "come back to it", "Leave the question for later in the call.", quiet=True),
        Verb("f8", "heard", "heard", "Look at what was heard in the answer just typed; take what is so.", quiet=True),
        Verb("f3", "why", "why", "Show what this question is for (also ?).", quiet=True),
        Verb("question_mark", "why", "why", "", always=False, quiet=True),
        Verb("escape", "onward", "onward", "Leave an earlier answer as it was, and go on with the call.", quiet=True),
        Verb("ctrl+x", "leave", "leave", "Leave the call; it resumes at the same question.", quiet=True),
        Verb("pageup", "scroll(-1)", "said earlier", "Look back over what was said.", quiet=True),
        Verb("pagedown", "scroll(1)", "said later", "Look forward again.", quiet=True),
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, case: Case, call: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self.call_id = call or case.calls[-1].id
        self.shown: Plan | None = None
        self._rest: Timer | None = None

    @property
    def call(self) -> Call:
        """The call as it stands."""
        return next(call for call in self.case.calls if call.id == self.call_id)

    def compose(self) -> ComposeResult:
        yield from (CallBar(), BeforeRinging(self.case, self.call_id))
        with Horizontal(id="body"):
            yield Outline()
            with Vertical(id="talk"):
                with Vertical(id="said"):
                    yield Transcript()
                yield Static("", id="ribbon")
                yield DoubtLine("", id="doubt")
                yield HeardLine()
                yield SafetyOffer("", id="offer")
                yield QuestionCard(self._take_answer)
            with VerticalScroll(id="beside", can_focus=False):
                yield Static("", id="panel")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self.set_interval(20, self._tick)
        self.refresh_call()
        self.call_after_refresh(garbage.collect_all)

    def on_screen_resume(self) -> None:
        """Coming back from the plan or the safety page, the case may have changed."""
        if self.is_mounted and self.query("#card"):
            self.refresh_call()

    # -- acts

    def act(self, *acts: Act) -> bool:
        """Writes these acts, all or none, and shows what follows; says so if they could not be saved."""
        try:
            self.case = self.desk.write(self.case, acts, self.call_id)
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.query_one(QuestionCard).refuse(f"{error}. What you typed is still here; try again")
            return False
        self.refresh_call()
        at = self.call.entries[-1].at.astimezone()
        self.query_one(Foot).say(f"saved ✓ {at:%H:%M}")
        return True

    @writes("answer", "no_answer")
    def _take_answer(self, answer: AnswerGiven | NoAnswerGiven) -> None:
        """An answer; or none, for a reason, and then what was already typed is kept as a note."""
        if isinstance(answer, NoAnswerGiven):
            self.act(*calls.leave_unanswered(answer.question, answer.reason, answer.draft))
            return
        before = self.call.interview
        if self.act(calls.answer(answer.question, answer.value)):
            self._tell_what_moved(before)
            if answer.opens_safety:
                self.action_safety()
            elif answer.wants_note:
                self.action_note(answer.question)
            elif self.query_one(HeardLine).is_asked_for:
                self.action_heard()

    def _tell_what_moved(self, before: Interview) -> None:
        """Says in one line what a correction set aside, and what it brought back."""
        if sentence := telling.moved(before, self.call.interview):
            self.notify(sentence, markup=False, timeout=6)

    @writes("end")
    def on_question_card_end_chosen(self, event: QuestionCard.EndChosen) -> None:
        """Enter at the end of the call."""
        if not self.call.ended and not self.act(calls.end_call()):
            return
        self.action_plan(last=True)

    def on_transcript_question_chosen(self, event: Transcript.QuestionChosen) -> None:
        """A line of the transcript was clicked."""
        self.go_to(event.question)

    def go_to(self, question: str | None) -> None:
        """Turns to a question out of turn; None goes on with the call."""
        if question is not None and self.query_one(QuestionCard).draft() and not self._keep_draft():
            return
        self.act(calls.turn_to(question))

    def _keep_draft(self) -> bool:
        """Keeps what is typed as a note to its question, so that leaving it loses nothing."""
        card = self.query_one(QuestionCard)
        return card.question is None or self.act(calls.note(card.draft(), card.question.id))

    # -- showing

    def refresh_call(self) -> None:
        """Shows the call as it stands."""
        interview = self.call.interview
        self.query_one(CallBar).show(self.case.client, self.call, self.desk.clock())
        self.query_one(Transcript).show(self.call)
        self.query_one(DoubtLine).show(interview.doubts)
        self.query_one(HeardLine).show(self.call, self.desk.current_bank.phrases)
        self.query_one(SafetyOffer).show(self.call)
        self._show_outline()
        self.query_one(QuestionCard).show(interview, interview.current)
        if self._rest is not None:
            self._rest.stop()
        if self.shown is None:
            self._show_plan()
        else:  # the next words to say do not wait for the plan beside them
            self._rest = self.set_timer(PLAN_DELAY, self._follow)

    def _follow(self) -> None:
        """What has time until the adviser rests."""
        self._show_plan()
        self.call_after_refresh(garbage.collect_new)

    def _show_plan(self) -> None:
        """Shows the plan so far."""
        plan = self.case.plan
        if plan != self.shown:
            self.shown = plan
            self.query_one("#ribbon", Static).update(ribbon(plan))
            self.query_one("#panel", Static).update(panel(plan, self.app.theme_variables))

    def _tick(self) -> None:
        self.query_one(CallBar).show_clock(self.call, self.desk.clock())

    def on_resize(self) -> None:
        """A terminal that has grown wide has room for the sections, as has one that is wide from the first."""
        self.call_after_refresh(self._show_outline)

    def _show_outline(self) -> None:
        self.query_one(Outline).show(self.call.interview)

    def recolour(self) -> None:
        """The transcript and the plan are drawn in the theme's colours."""
        self.shown = None
        self.query_one(Transcript).lines = []
        self.query_one(Transcript).clear_options()
        self.refresh_call()

    # -- verbs

    @writes("no_answer")
    def action_reason(self, key: str) -> None:
        """Declined, not known, or left for later."""
        self.query_one(QuestionCard).not_given(REASONS[key][0])

    def action_pick(self, number: int) -> None:
        """A number of the ruler was clicked."""
        self.query_one(QuestionCard).give(number)

    def action_why(self) -> None:
        """Shows what the question is for."""
        self.query_one(QuestionCard).toggle_why()

    def action_scroll(self, pages: int) -> None:
        """Looks back over what was said."""
        transcript = self.query_one(Transcript)
        transcript.release_anchor()
        transcript.scroll_relative(y=pages * max(transcript.size.height - 1, 1), animate=False)

    @writes("note", "answer")
    def action_note(self, question: str | None = None) -> None:
        """Writes a note, tied to the question that stands; what is heard in it can be taken, each by a key."""
        from assessor.screens.note import Kept, NoteScreen

        at = question or self.call.interview.current

        def hear(words: str) -> Heard:
            return on_offer(words, self.call.interview, self.desk.current_bank.phrases)

        def keep(kept: Kept | None) -> None:
            if kept and kept.text:
                self.act(calls.note(kept.text, at))
            if kept and kept.safety:
                self.action_safety()

        title = self.call.interview.title(at) if at else ""
        self.app.push_screen(NoteScreen(title, hear, self._take_heard), keep)

    def _take_heard(self, mention: Mention) -> bool:
        """Gives the answer that records what was heard."""
        answered = calls.take_heard(self.call.interview, mention.kind, mention.code)
        return answered is not None and self.act(answered)

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

    @writes("go")
    def action_back(self) -> None:
        """Turns to the question before."""
        if earlier := telling.before(self.call.interview):
            self.go_to(earlier)

    @writes("go")
    def action_onward(self) -> None:
        """Goes on with the call."""
        if self.call.interview.looking_at is not None:
            self.go_to(None)

    @writes("go")
    def action_go_to(self) -> None:
        """Asks where to go."""
        from assessor.screens.go_to import GoToScreen

        def turn(question: str | None) -> None:
            if question:
                self.go_to(question)

        self.app.push_screen(GoToScreen(self.call.interview), turn)

    @writes("go")
    def action_doubt(self) -> None:
        """Turns to an answer that does not fit; pressed again, to the other that it does not fit with."""
        interview = self.call.interview
        doubted = [name for doubt in interview.doubts for name in doubt.about if interview.state(name) == ON]
        if doubted:
            place = doubted.index(interview.current) if interview.current in doubted else -1
            self.go_to(doubted[(place + 1) % len(doubted)])

    @writes("undo")
    def action_undo(self) -> None:
        """Takes back the latest act; while words are being typed, the typing."""
        if isinstance(self.focused, TextArea) and self.query_one(QuestionCard).draft():
            self.focused.undo()
        else:
            self._take_back(self.desk.undo, "Taken back", "There is nothing to take back.")

    @writes("undo")
    def action_redo(self) -> None:
        """Brings back what was taken back; while words are being typed, the typing."""
        if isinstance(self.focused, TextArea) and self.query_one(QuestionCard).draft():
            self.focused.redo()
        else:
            self._take_back(self.desk.redo, "Brought back", "There is nothing to bring back.")

    def _take_back(self, take: Callable[[Case, str], Case | None], done: str, nothing: str) -> None:
        try:
            case = take(self.case, self.call_id)
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.notify(str(error), severity="error", markup=False)
            return
        if case is None:
            self.notify(nothing, markup=False)
            return
        before, self.case = self.call.interview, case
        self.refresh_call()
        self._tell_what_moved(before)
        self.query_one(Foot).say(f"{done.lower()} ✓")

    def action_read_back(self) -> None:
        """Reads back what was understood; choosing a sentence goes to its question."""
        from assessor.screens.read_back import ReadBackScreen

        def turn(question: str | None) -> None:
            if question and self.call.interview.course.question(question):
                self.go_to(question)

        self.app.push_screen(ReadBackScreen(self.case), turn)

    @writes("pause", "resume")
    def action_pause(self) -> None:
        """Lets the call stand still, its clock too."""
        from assessor.screens.pause import PauseScreen

        def after(left: bool | None) -> None:
            if left:
                self.dismiss(None)
            elif self.act(calls.resume()):
                self.query_one(QuestionCard).focus_answer()

        if not self.call.ended and self.act(calls.pause()):
            self.app.push_screen(PauseScreen(self.case, self.cut_off), after)

    def cut_off(self) -> bool:
        """Writes down that the line was lost."""
        return self.act(calls.cut_off())

    @writes("safety")
    def action_safety(self) -> None:
        """Opens the safety page."""
        from assessor.screens.safety import SafetyScreen

        self.app.push_screen(SafetyScreen(self.desk, self.case, self.call_id), self._take)

    def action_plan(self, last: bool = False) -> None:
        """Opens the plan."""
        from assessor.screens.plan import PlanScreen

        screen = PlanScreen(self.desk, self.case)
        if last:
            self.app.switch_screen(screen)
        else:
            self.app.push_screen(screen, self._take)

    def _take(self, case: Case | None) -> None:
        if case is not None:
            self.case = case
            self.refresh_call()

    def action_leave(self) -> None:
        """Leaves the call; it resumes where it was."""
        if self.query_one(QuestionCard).draft() and not self._keep_draft():
            return
        self.dismiss(None)
