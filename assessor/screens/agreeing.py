"""Agreeing inside the call: what is said of each suggestion is written, and the next is put."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assessor.acts import agreeing as acts
from assessor.acts import calls, on_lines
from assessor.acts.declared import writes
from assessor.acts.desk import new_id
from assessor.acts.forms import Filled, Form
from assessor.acts.steps import step_form
from assessor.acts.terms_line import read_terms
from assessor.care.agreeing import (
    IN_OTHER_WORDS,
    PUT_OFF,
    YES,
    Terms,
    late_for_urgent,
    proposed_terms,
    said_of,
    told_terms,
)
from assessor.care.case import Call, Case
from assessor.care.plan import Suggestion
from assessor.journal import Act, Reason
from assessor.screens.case_room import CaseRoom
from assessor.screens.form import FormScreen
from assessor.scripts.kinds import Refused
from assessor.views.agreeing import waits_at_the_end
from assessor.views.goodbye import closing_lines
from assessor.views.plan_lines import PlanLine, plan_lines
from assessor.widgets.agree_card import MORE_WORDS, NEVER, ONE_OF_OUR_OWN, ONWARD, AgreeCard, SuggestionAnswered
from assessor.widgets.question_card import QuestionCard
from assessor.widgets.talk_column import TalkColumn

LOW = 28  # rows from which on nothing has to make room
MAKE_ROOM = ("#ribbon", "#doubt", "#said")
"""What is made smaller on a short screen while what could help is talked over."""


class AgreeingRoom(CaseRoom[None]):
    """The part of a call in which what could help is talked over."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (LOW, "-low"), (38, "-tall")]
    _late_asked: tuple[str, Terms] | None = None
    """What is urgent and was asked about once, since it is put on a later day."""

    @property
    def call(self) -> Call:
        """The call as it stands."""
        raise NotImplementedError

    def act(self, *acts: Act, over: bool = False) -> bool:
        """Writes these acts, all or none, and shows what follows."""
        raise NotImplementedError

    def write(self, acts: Sequence[Act], over: bool = False) -> str:
        """The same, and gives in words why they could not be saved."""
        raise NotImplementedError

    @property
    def agreeing_at(self) -> str:
        """The place where the call stands to talk over what could help; empty where it stands elsewhere."""
        at = self.call.interview.stands_at
        question = self.call.interview.course.question(at) if at else None
        return at if at and question and question.agrees else ""

    def show_card(self) -> None:
        """The question that stands, or what is to be talked over where the call has come to that."""
        card, agree, place = self.query_one(QuestionCard), self.query_one(AgreeCard), self.agreeing_at
        short = self.size.height < LOW
        for selector in MAKE_ROOM:  # one by one: a class of the screen would have every widget styled anew
            self.query_one(selector).set_class(bool(place) and short, "-agreeing")
        if place:
            card.stand_aside()
            self.show_agreeing(place)
            self.query_one(TalkColumn).share_rows()
        else:
            agree.stand_aside()
            card.display = True
            interview = self.call.interview
            if current := interview.stands_at:
                card.show(interview, current)
            else:
                plan = self.case.plan
                card.show(interview, None, waits_at_the_end(plan), closing_lines(plan, interview))
            self.query_one(TalkColumn).share_rows()

    def tell_refused(self, why: str) -> bool:
        """Says it on the card, beside the question that stands."""
        card = self.query_one(QuestionCard)
        if not why or not card.display or not self.is_current:
            return super().tell_refused(why)
        card.refuse(why)
        return False

    def show_agreeing(self, place: str) -> None:
        """Shows what is to be talked over at this place."""
        self.query_one(AgreeCard).show(self.case.plan, self.call, place)

    def read_terms(self, name: str, typed: str) -> str:
        """How what is typed of who and when is understood, in a few words."""
        suggestion = self.case.plan.suggestion(name)
        if suggestion is None:
            return ""
        try:
            terms = self._terms(suggestion, typed)
        except Refused:  # half a day is none yet; what it is refused for is said once it is given
            return ""
        return told_terms(terms, self.case.client, self.call.interview.adviser)

    def _terms(self, suggestion: Suggestion, typed: str) -> Terms:
        proposed = proposed_terms(suggestion, self.desk.today)
        return read_terms(typed, proposed, self.case.client, self.call.interview.adviser, self.desk.today)

    @writes("decide", "answer", "step", "go")
    def take_suggestion(self, said: SuggestionAnswered) -> None:
        """What was said of a suggestion is written; where more is asked for, once that is filled in."""
        if said.answer == ONWARD:
            self.leave_agreeing()
        elif said.answer == ONE_OF_OUR_OWN:
            key = new_id(self.desk.clock())
            self._ask(lambda: step_form(self.case.plan, None, key))
        elif said.answer == MORE_WORDS:
            decided = [name for name, act in said_of(self.call).items() if act.decision != "open"]
            self._on_line(decided[-1] if decided else "", _in_more_words)
        elif said.answer == NEVER:
            self._on_line(said.suggestion, on_lines.never_line)
        elif (suggestion := self.case.plan.suggestion(said.suggestion)) is not None:
            try:
                terms = self._terms(suggestion, said.terms if said.answer in (YES, IN_OTHER_WORDS) else "")
            except Refused as refused:
                self.query_one(AgreeCard).refuse(str(refused))
                return
            late = late_for_urgent(suggestion, terms, self.desk.today) if said.answer == YES else ""
            if late and self._late_asked != (said.suggestion, terms):
                self._late_asked = (said.suggestion, terms)
                self.query_one(AgreeCard).refuse(f"{late}. Enter again keeps it, or type another day")
                return
            if said.answer == IN_OTHER_WORDS:
                self._ask(lambda: acts.agreement_on(self.case.plan, suggestion, terms))
                return
            typed = [calls.note(said.terms, self.agreeing_at or None)] if said.terms and said.answer != YES else []
            self._done(self.act(*typed, acts.answer_suggestion(suggestion, said.answer, terms), over=True))

    def _on_line(self, name: str, do: Callable[..., Form]) -> None:
        line = next((line for line in plan_lines(self.case) if line.kind == "suggestion" and line.name == name), None)
        if line is not None:
            self._ask(lambda: do(self.case, line))

    def _ask(self, make: Callable[[], Form]) -> None:
        """Opens a form, and writes what comes of it; makes it anew if the case was changed elsewhere."""

        def keep(filled: Filled) -> str:
            read = self.case
            why = self.write(list(screen.form.acts(filled)))
            if why and self.case is not read:
                screen.renew(make())
            return why

        screen = FormScreen(make(), keep)
        self.app.push_screen(screen, lambda written: self._done(bool(written)))

    def _done(self, written: bool) -> None:
        if written:
            card = self.query_one(AgreeCard)
            card.forget()
            if place := self.agreeing_at:
                self.show_agreeing(place)

    def leave_agreeing(self) -> None:
        """Goes on with the call, whatever is left undecided; from a place looked at out of turn, back from there."""
        card, place, interview = self.query_one(AgreeCard), self.agreeing_at, self.call.interview
        if card.typing:
            card.leave_terms()
            return
        kept = [calls.note(card.typed, place)] if card.typed else []
        done = place in interview.responses or interview.course.at[place] >= interview.front
        self.act(*kept, calls.turn_to(None) if done else acts.talked_over(place), over=True)

    def back_in_agreeing(self) -> bool:
        """Looks at what was decided on before, without writing; False where there is nothing before it."""
        return bool(self.agreeing_at) and self.query_one(AgreeCard).look_back()

    @writes("decide", "answer", "step", "go")
    def action_agreeing(self, answer: str) -> None:
        """A key of the card was clicked."""
        self.query_one(AgreeCard).answer(answer)

    @writes("no_answer", "decide")
    def action_reason(self, reason: Reason) -> None:
        """Declined, not known, or left for later; of what could help, only that."""
        if not self.agreeing_at:
            self.query_one(QuestionCard).not_given(reason)
        elif reason == "skip":
            self.query_one(AgreeCard).answer(PUT_OFF)

    def action_why(self) -> None:
        """Shows what the question is for, or what else there is to know of what could help."""
        if self.agreeing_at:
            self.query_one(AgreeCard).toggle_why()
        else:
            self.query_one(QuestionCard).toggle_why()


def _in_more_words(case: Case, line: PlanLine) -> Form:
    """What was said last, put in more words: a yes, a no, or a no for good."""
    if line.mark == "accepted":
        return on_lines.edit_line(case, line)
    decided = case.decisions.get(line.name)
    never = decided is not None and decided.never
    return on_lines.never_line(case, line) if never else on_lines.set_aside_line(case, line)
