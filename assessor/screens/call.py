"""The call: what was said above, the question to put now, the plan forming beside.

The screen holds no state of its own but what it shows: every act goes to the desk, and what comes back is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer

from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.acts.desk import Desk, going_on
from assessor.care.case import Call, Case
from assessor.care.plan import Plan
from assessor.journal import Act, Noted
from assessor.screens.call_verbs import CALL_VERBS
from assessor.screens.hearing import HearingRoom
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON
from assessor.views import call as telling
from assessor.views.naming import turned_between
from assessor.widgets import garbage
from assessor.widgets.agree_card import AgreeCard
from assessor.widgets.base import Static
from assessor.widgets.call_progress import BeforeRinging, CallBar, DoubtLine, Outline, SafetyOffer
from assessor.widgets.foot import Foot
from assessor.widgets.heard_list import HeardLine
from assessor.widgets.plan_panel import panel, ribbon
from assessor.widgets.question_card import AnswerGiven, NoAnswerGiven, QuestionCard
from assessor.widgets.talk_column import TalkColumn
from assessor.widgets.text_area import TextArea
from assessor.widgets.themes import drawn_in
from assessor.widgets.transcript import Transcript
from assessor.widgets.verbs import bindings

PLAN_DELAY = 0.1  # seconds without an act after which the plan beside the question follows


class CallScreen(HearingRoom):
    """One call, from its first question to its last."""

    CSS_PATH = "call.tcss"
    HELP_TITLE = "In the call"
    VERBS = CALL_VERBS
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
            with TalkColumn(id="talk"):
                with Vertical(id="said"):
                    yield Transcript()
                yield Static("", id="ribbon")
                yield DoubtLine("", id="doubt")
                yield HeardLine()
                yield SafetyOffer("", id="offer")
                yield QuestionCard(self._take_answer, self.take_letter, lambda: self.desk.today)
                yield AgreeCard(self.take_suggestion, self.take_letter, self.read_terms)
            with VerticalScroll(id="beside", can_focus=False):
                yield Static("", id="panel")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self.set_interval(20, self._tick)
        self.refresh_call()
        self.call_after_refresh(garbage.collect_new)

    def on_screen_resume(self) -> None:
        """Coming back from the plan or the safety page, the case may have changed."""
        if self.is_mounted and self.query("#card"):
            self.refresh_call()

    # -- acts

    def act(self, *acts: Act, over: bool = False) -> bool:
        """Writes these acts, all or none, and shows what follows; says so if they could not be saved.

        ``over`` says that with them what is typed on the card is done with: it is given, or kept.
        """
        card = self.query_one(QuestionCard)
        typed = card.draft()
        why = self.write(acts, over)
        if why:
            card.refuse(f"{why} {'What you typed is still here; try again' if card.draft() == typed else 'Try again'}")
        return not why

    def write(self, acts: Sequence[Act], over: bool = False) -> str:
        """The same, and gives in words why they could not be saved."""

        def do() -> None:
            self.take(self.desk.write(self.case, acts, self.call_id), over)

        read = self.call_id
        why = self.attempt(do)
        if why and read != self.call_id and all(isinstance(act, Noted) for act in acts):
            why = self.attempt(do)  # the call was begun elsewhere, and a note rests on nothing that was read
        if not why:
            at = self.call.entries[-1].at.astimezone()
            self.query_one(Foot).say(f"saved ✓ {at:%H:%M}")
        return why

    def take(self, case: Case, over: bool = False) -> None:
        """Shows this reading of the case. What is typed to a question that another window has meanwhile taken from
        under it is kept as a note, unless it is over with."""
        card = self.query_one(QuestionCard)
        typed, question = card.draft(), card.question
        self.call_id = going_on(self.case, self.call_id, case) or self.call_id
        self.case = case
        self.refresh_call()
        if typed and question is not None and not over and not card.holds(typed, question):
            known = self.call.interview.course.question(question.id)
            kept = self.act(calls.note(typed, question.id if known else None), over=True)
            words = "What you typed is kept as a note." if kept else f"Not saved: {typed}"
            self.notify(words, markup=False, timeout=20)

    @writes("answer", "no_answer")
    def _take_answer(self, answer: AnswerGiven | NoAnswerGiven) -> None:
        """An answer; or none, for a reason, and then what was already typed is kept as a note."""
        if isinstance(answer, NoAnswerGiven):
            if self.act(*calls.leave_unanswered(answer.question, answer.reason, answer.draft), over=True):
                self.query_one(Foot).say(f"{telling.WITHOUT[answer.reason]} · ^z takes it back")
            return
        before = self.call.interview
        if self.act(calls.answer(answer.question, answer.value), over=True):
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
        if question is not None and not self.keep_typed():
            return
        self.act(calls.turn_to(question), over=True)

    def keep_typed(self) -> bool:
        """Keeps what is typed as a note to its question, so that leaving it loses nothing."""
        card = self.query_one(QuestionCard)
        typed, question = card.draft(), card.question
        return not typed or question is None or self.act(calls.note(typed, question.id))

    # -- showing

    def refresh_call(self) -> None:
        """Shows the call as it stands."""
        interview = self.call.interview
        self.query_one(CallBar).show(self.case.client, self.call, self.desk.clock())
        self.query_one(BeforeRinging).show(self.case, self.call, bool(self.agreeing_at))
        self.query_one(Transcript).show(self.call)
        self.query_one(DoubtLine).show(interview.doubts)
        self.query_one(HeardLine).show(self.call, self.desk.current_bank.phrases)
        self.query_one(SafetyOffer).show(self.call)
        self.query_one(Outline).show(interview)
        self.show_card()
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
            at = self.call if self.agreeing_at else None
            self.query_one("#panel", Static).update(panel(plan, drawn_in(self.app), at))

    def _tick(self) -> None:
        self.query_one(CallBar).show_clock(self.call, self.desk.clock())

    def on_resize(self) -> None:
        """A terminal that has grown wide has room for the sections, as has one that is wide from the first."""
        self.call_after_refresh(lambda: self.query_one(Outline).show(self.call.interview))

    def recolour(self) -> None:
        """The transcript and the plan are drawn in the theme's colours."""
        self.shown = None
        self.query_one(Transcript).lines = []
        self.query_one(Transcript).clear_options()
        self.refresh_call()

    # -- verbs

    def action_pick(self, number: int) -> None:
        """A number of the ruler was clicked."""
        self.query_one(QuestionCard).give(number)

    def action_scroll(self, pages: int) -> None:
        """Looks over what is to be said first where it is more than is in sight, or back over what was said."""
        if self.query_one(QuestionCard).scroll_lead_in(pages):
            return
        transcript = self.query_one(Transcript)
        transcript.release_anchor()
        transcript.scroll_relative(y=pages * max(transcript.size.height - 1, 1), animate=False)

    @writes("go")
    def action_back(self) -> None:
        """Turns to the question before, or to what was decided on before."""
        if self.back_in_agreeing():
            return
        if earlier := telling.before(self.call.interview):
            self.go_to(earlier)

    @writes("go")
    def action_onward(self) -> None:
        """Goes on with the call."""
        if self.agreeing_at:
            self.leave_agreeing()
        elif self.call.interview.looking_at is not None:
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
            self._take_back(self.desk.undo, "taken back", "There is nothing to take back.")

    @writes("undo")
    def action_redo(self) -> None:
        """Brings back what was taken back; while words are being typed, the typing."""
        if isinstance(self.focused, TextArea) and self.query_one(QuestionCard).draft():
            self.focused.redo()
        else:
            self._take_back(self.desk.redo, "brought back", "There is nothing to bring back.")

    def _take_back(self, take: Callable[[Case, str], Case | None], done: str, nothing: str) -> None:
        before, read = self.call.interview, self.case

        def do() -> None:
            if (case := take(self.case, self.call_id)) is not None:
                self.take(case, over=True)

        if self.tell_refused(self.attempt(do)):
            if self.case is read:
                self.notify(nothing, markup=False)
                return
            self._tell_what_moved(before)
            self.query_one(Foot).say(f"{done}: {turned_between(read, self.case, before)}")

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
            self.take(case)

    def action_leave(self) -> None:
        """Leaves the call; it resumes where it was."""
        if self.keep_typed():
            self.dismiss(None)
