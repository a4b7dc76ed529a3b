"""The question that stands before the adviser: the words to say, large; guide and probe beneath; one key an answer.

One card is updated in place for every question. It reads what is typed with the question's own kind, says at
once what does not fit, and gives only answers that do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from assessor import wording
from assessor.journal import Reason, Value
from assessor.names import unless_blank
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import LONGEST_ANSWER, Answer, Asked, Refused
from assessor.views import call as telling
from assessor.views.call import SpokenLine
from assessor.widgets.answer_fields import AnswerWidget, LineField, OptionsField, RulerField, Words, WordsField
from assessor.widgets.base import Input, OptionList, Static, fit_lines
from assessor.widgets.hints import Hints, hint
from assessor.widgets.lead_in import LeadIn
from assessor.widgets.measured import rows_of

REASONS: dict[Reason, tuple[str, str]] = {
    "declined": ("^t", "rather not say"),
    "unknown": ("^o", "not known"),
    "skip": ("^s", "later"),
}
"""Why a question that was put has no answer: its key and its words. The keys are no letters, which may begin a word at
any question, and none that edit a line anywhere."""
LEAST_LEAD_IN = 3  # rows of what is said first that stay in sight where it scrolls
LEAST_OPTIONS = 4  # and of the options
EDGES = 3  # empty rows above the card and within its edges, where there is room
CLOSE_PADDING, CLOSE_MARGIN = (0, 2), (0, 1)  # of the card where there is no room for empty rows
TALL = 28  # rows of a terminal from which there is room for blank lines


@dataclass(frozen=True)
class AnswerGiven:
    """The answer to a question, in the form the journal keeps."""

    question: str
    value: Value
    wants_note: bool = False
    opens_safety: bool = False


@dataclass(frozen=True)
class NoAnswerGiven:
    """There is no answer, for this reason; ``draft`` is what was already typed."""

    question: str
    reason: Reason
    draft: str


Marks = tuple[str, frozenset[str]]
"""A question, and which of its options are marked."""

TakeLetter = Callable[[str, "Callable[[], object] | None"], None]
"""Takes a letter that was pressed where nothing is typed, with what it is the key of, if of anything."""


def begins_words(key: str) -> bool:
    """Whether a key is a letter, by which a word may begin."""
    return key.isalpha()


class QuestionCard(VerticalScroll, can_focus=False):
    """Shows one question at a time.

    What is given is handed over by a call and not by a message, so that the next question stands before the next key
    is read: of two keys pressed at once each then answers a question of its own, and none overwrites the other.
    """

    class EndChosen(Message):
        """Enter, where there is nothing left to answer."""

    def __init__(
        self, take: Callable[[AnswerGiven | NoAnswerGiven], None], letter: TakeLetter, today: Callable[[], date]
    ) -> None:
        super().__init__(id="card")
        self._is_close = False
        self._take = take
        self._letter = letter
        self._today = today  # the day on which it is typed: a call may go on another day than it began
        self.question: Asked | None = None
        self.interview: Interview | None = None
        self.last: Answer | None = None  # what an earlier call has for the question that stands
        self.pause: Timer | None = None
        self._room = (0, 0)  # the columns and rows it may take, once it was told
        self._options = OptionsField(self.give, self._unsay)
        self._line = LineField()
        self._words = WordsField(self._unsay)
        self._fields: Mapping[str, AnswerWidget] = {
            "options": self._options, "ruler": RulerField(self.give), "line": self._line, "words": self._words,
        }  # fmt: skip

    def compose(self) -> ComposeResult:
        yield LeadIn()
        yield Static("", id="say", markup=False)
        yield Static("", id="guide", markup=False)
        yield Static("", id="probe", markup=False)
        yield Static("", id="why", markup=False)
        yield from self._fields.values()
        yield Static("", id="reading", markup=False)
        yield Hints(id="others")

    # -- showing

    def show(
        self, interview: Interview, name: str | None, undecided: str = "", closing: Sequence[SpokenLine] = ()
    ) -> None:
        """Shows the question of this id, or the end of the call with what is ``undecided`` and its ``closing`` words.
        What is being typed or marked for it stays."""
        before = self.interview
        self.interview = interview
        if before is not None and name and self.question is not None and self.question.id == name:
            same_word = before.responses.get(name) == interview.responses.get(name)
            if same_word and before.looking_at == interview.looking_at:
                return
        self.question = interview.course.question(name) if name else None
        self.query_one(LeadIn).show(telling.spoken_lines(interview, name) if name else closing)
        self._set("#why", "")
        self._set("#reading", "")
        if self.question is None or name is None:
            self._show_end(interview, undecided)
            return
        response = interview.responses.get(name)
        self.last = None if response else interview.last_time(name)
        self._set("#say", telling.put_to_client(interview, name))
        self._set("#guide", interview.guide(name))
        probe = interview.probe(name)
        self._set("#probe", f"If unsure: “{probe}”" if probe else "")
        self._show_answer(self.question, response)
        self.scroll_home(animate=False)

    def stand_aside(self) -> None:
        """Gives way to what is no question."""
        self.display, self.question, self.interview = False, None, None

    def _set(self, selector: str, words: str) -> None:
        widget = self.query_one(selector, Static)
        widget.update(wording.visible(words))
        widget.display = bool(words)

    def _show_answer(self, question: Asked, response: Any) -> None:
        field = self._show_field(question.field.shape)
        field.show_answer(question, response.value if response else self.last, self.last is not None)
        field.focus()
        self._show_others()

    def _show_field(self, shape: str) -> AnswerWidget:
        """Shows where this question is answered, and hides where others are."""
        for name, field in self._fields.items():
            field.display = name == shape
        return self._fields[shape]

    def _show_others(self, more_to_say: bool = False) -> None:
        question, interview = self.question, self.interview
        if question is None or interview is None:
            return
        typing = question.field.typed
        parts: list[Content] = []
        if self.last is not None:
            parts.append(hint("Enter", "still so"))
        elif typing or question.several:
            parts.append(hint("Enter", "done"))
        for reason, (key, words) in REASONS.items():
            parts.append(hint(key, words, f"screen.reason('{reason}')"))
        if question.why:
            parts.append(hint("F3" if typing else "?", "why", "screen.why"))
        if more_to_say:
            parts.append(hint("PgDn", "the rest to say first"))
        if question.id in interview.responses:
            parts.append(hint("Esc", "leave it as it was"))
        line = self.query_one("#others", Hints)
        line.show(parts)
        line.display = True

    def _show_end(self, interview: Interview, undecided: str) -> None:
        left = [interview.title(name) for name in interview.left]
        self._set("#say", "The call is at its end.")
        guide = f"Left without an answer: {wording.listed(left)}. Ctrl+G goes to one." if left else ""
        guide = guide or "Everything that applies has been asked."
        self._set("#guide", guide if interview.ended else f"{guide} F5 opens what to read back.")
        self._set("#probe", undecided)
        self._show_field("options").focus()
        self._options.show_end("Open the plan" if interview.ended else "End the call, and open the plan")
        self.query_one("#others").display = False
        self.scroll_home(animate=False)

    def toggle_why(self) -> None:
        """Shows or hides what the answer is for."""
        if self.question is not None:
            hidden = not self.query_one("#why").display
            self._set("#why", f"Why: {self.question.why}" if hidden and self.question.why else "")
            self._fit()

    def refuse(self, message: str) -> None:
        """Says beside the field what would do; what was typed stays."""
        self._say_beside(wording.sentence(message), problem=True)

    def _say_beside(self, words: str, problem: bool) -> None:
        self.query_one("#reading", Static).set_class(problem, "problem")
        self._set("#reading", words)
        self._fit()

    def _unsay(self) -> None:
        """Takes away what was said beside the field, once something else is chosen or typed."""
        reading = self.query_one("#reading", Static)
        if reading.display:
            reading.display = False
            self._fit()

    def fit(self, width: int, most: int) -> None:
        """Draws itself so that it fits into so many rows: with empty rows between its parts while there is room for
        them, else without; then what is said first scrolls, and after that the options. The keys stay in sight."""
        self._room = width, most
        self._fit()

    def _fit(self) -> None:
        width, most = self._room
        if not most:
            return
        lead_in, others = self.query_one(LeadIn), self.query_one("#others")
        inside = width - self.styles.margin.width - self.gutter.width
        self._options.styles.max_height = None  # what it was given before is not what it needs
        self._show_others(more_to_say=False)
        lead = rows_of(lead_in.query_one("#lead"), inside) if lead_in.display else 0
        lead -= 0 if lead_in.is_close else lead_in.gaps
        options = rows_of(self._options, inside) if self._options.display else 0
        shown = [part for part in self.children if part.display]
        rest = sum(rows_of(part, inside) for part in shown if part not in (lead_in, self._options))
        needed = lead + options + rest
        tight = needed + lead_in.gaps + EDGES + len(shown) > most
        if tight and lead and needed > most:
            rest -= rows_of(others, inside)
            self._show_others(more_to_say=True)
            rest += rows_of(others, inside)
        for_lead = max(most - rest - options, min(lead, LEAST_LEAD_IN))
        self._draw_close(tight)
        lead_in.set_close(tight or self.app.size.height < TALL)
        lead_in.hold_to(for_lead if lead > for_lead else 0)
        self._options.styles.max_height = max(most - rest - min(lead, for_lead), LEAST_OPTIONS) if tight else None
        self.styles.max_height = max(most, 1)

    def _draw_close(self, close: bool) -> None:
        """Takes the empty rows out from between the parts, or leaves them as the sheet has them. It is done part by
        part: a class would have every part looked up in the sheet anew, and the next words to say would wait for it."""
        if close == self._is_close:
            return
        self._is_close = close
        own = (self, "padding", CLOSE_PADDING), (self, "margin", CLOSE_MARGIN)
        for part, rule, rows in (*own, *((part, "margin", 0) for part in self.children)):
            if close:
                setattr(part.styles, rule, rows)
            else:
                part.styles.clear_rule(rule)

    def scroll_lead_in(self, pages: int) -> bool:
        """Scrolls what is read aloud first, where there is more of it than is in sight; says whether it did."""
        return self.display and self.query_one(LeadIn).turn(pages)

    def focus_answer(self) -> None:
        """Puts the keys back to where the answer is given."""
        for field in self._fields.values():
            if field.display:
                field.focus()

    def marks(self) -> Marks | None:
        """What is marked and not yet given, where several may be."""
        if self.question is None or not self.question.several:
            return None
        return self.question.id, frozenset(self._options.marked)

    def mark_again(self, marks: Marks) -> None:
        """Marks what was marked before, if that question still stands."""
        if self.question is not None and self.question.id == marks[0]:
            self._options.mark(marks[1])

    # -- answering

    def draft(self) -> str:
        """What is typed and not yet given."""
        question, interview = self.question, self.interview
        if question is None or interview is None:
            return ""
        typed = unless_blank(self._fields[question.field.shape].typed())
        return "" if self._unchanged(question, interview, typed) is not None else typed

    def _unchanged(self, question: Asked, interview: Interview, typed: object) -> Answer | None:
        """The answer that stands, or an earlier call's, where it is what stands in the field: it is not read again."""
        response = interview.responses.get(question.id)
        value = response.value if response else self.last
        if value is None or not question.field.typed or not isinstance(typed, str):
            return None
        return value if typed.strip() == fit_lines(question.draft(value)) else None

    def holds(self, typed: str, question: Asked) -> bool:
        """Whether this is still what is typed to this question."""
        return self.question is not None and self.question.id == question.id and self.draft() == typed

    def give(self, raw: object) -> None:
        """Gives an answer if it fits its question, and says why if it does not."""
        question, interview = self.question, self.interview
        if question is None or interview is None:
            return
        if isinstance(raw, str) and len(raw) > LONGEST_ANSWER:
            self.refuse(f"{len(raw):,} characters are more than one answer holds; the most is {LONGEST_ANSWER:,}")
            return
        try:
            value = self._unchanged(question, interview, raw) or question.parse(raw, self._today())
        except Refused as refused:
            self.refuse(str(refused))
            return
        options = question.chosen(value)
        note, safety = any(option.note for option in options), any(option.safety for option in options)
        self._take(AnswerGiven(question.id, question.kept(value), note, safety))

    def not_given(self, reason: Reason) -> None:
        """Gives the reason for no answer."""
        if self.question is not None:
            self._take(NoAnswerGiven(self.question.id, reason, self.draft()))

    def on_key(self, event: events.Key) -> None:
        """One key an answer, wherever nothing is being typed."""
        question, key = self.question, event.character or ""
        if question is None or not self.screen.is_current:
            return
        field = self._fields[question.field.shape]
        if question.field.typed or not begins_words(key):
            if field.press(event):
                event.stop()
            return
        event.stop()
        self._letter(key, partial(field.press, event) if field.takes(key) else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click or Space on an option."""
        event.stop()
        if self.question is None:
            self.post_message(self.EndChosen())
        elif event.option.id is not None:
            self._options.choose(event.option.id)

    def on_options_field_ended(self, event: OptionsField.Ended) -> None:
        """Enter: a many-choice is done, a highlighted option is taken."""
        event.stop()
        if self.question is None:
            self.post_message(self.EndChosen())
        elif self._options.display:  # else it was pressed before a field had the keys
            self._options.end()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on a line."""
        event.stop()
        self.give(event.value)

    def on_words_submitted(self, event: Words.Submitted) -> None:
        """Enter on words."""
        event.stop()
        self.give(self._words.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is read back once the typing rests, before it counts."""
        event.stop()
        self._unsay()
        if self.pause is not None:
            self.pause.stop()
            self.pause = None
        if event.value.strip():
            self.pause = self.set_timer(0.15, self._read_back)

    def _read_back(self) -> None:
        question, interview = self.question, self.interview
        if question is None or interview is None or not self._line.display:
            return
        typed = self._line.value
        try:
            today = self._today()
            echo = question.echo(typed, question.parse(typed, today), today)
        except Refused:
            return
        self._say_beside(echo, problem=False)
