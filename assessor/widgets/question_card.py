"""The question that stands before the adviser: the words to say, large; guide and probe beneath; one key an answer.

One card is updated in place for every question. It reads what is typed with the question's own kind, says at
once what does not fit, and gives only answers that do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from assessor import wording
from assessor.journal import Reason, Value
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import LONGEST, OPTION_KEYS, Answer, Asked, Day, Many, Number, Refused, Scale, Text
from assessor.widgets.base import Input, Option, OptionList, Static, TextArea, fit_lines
from assessor.widgets.hints import Hints, clickable, hint

REASONS: dict[str, tuple[Reason, str]] = {
    "d": ("declined", "rather not say"),
    "u": ("unknown", "not known"),
    "s": ("skip", "come back to it"),
}
DAYS = "a day: 4 May, 4/5/26, last Monday, 3 weeks ago"
TALL = 28  # rows of a terminal from which there is room for blank lines


@dataclass(frozen=True)
class Given:
    """The answer to a question, in the form the journal keeps."""

    question: str
    value: Value
    wants_note: bool = False
    opens_safety: bool = False


@dataclass(frozen=True)
class NotGiven:
    """There is no answer, for this reason; ``draft`` is what was already typed."""

    question: str
    reason: Reason
    draft: str


class Done(Message):
    """Enter, where there is nothing left to answer."""


class Choices(OptionList):
    """The options of a question. Enter ends a many-choice; a click, or Space, marks."""

    BINDINGS = [Binding("space", "mark", "mark", show=False)]

    class Ended(Message):
        """Enter was pressed on the options."""

    def action_select(self) -> None:
        """Enter."""
        self.post_message(self.Ended())

    def action_mark(self) -> None:
        """Space marks what is highlighted."""
        super().action_select()


class Words(TextArea):
    """A few lines of words; Enter gives them, Ctrl+J breaks the line."""

    class Submitted(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Submitted())
        elif event.key == "ctrl+j":
            event.prevent_default()
            event.stop()
            self.insert("\n")
        else:
            await super()._on_key(event)


class Ruler(Static, can_focus=True):
    """0 to 10, each by a key: the digits, and t for ten."""


class QuestionCard(VerticalScroll, can_focus=False):
    """Shows one question at a time.

    What is given is handed over by a call and not by a message, so that the next question stands before the next key
    is read: of two keys pressed at once each then answers a question of its own, and none overwrites the other.
    """

    def __init__(self, take: Callable[[Given | NotGiven], None]) -> None:
        super().__init__(id="card")
        self._take = take
        self.question: Asked | None = None
        self.interview: Interview | None = None
        self.marked: set[str] = set()
        self.last: Answer | None = None  # what an earlier call has for the question that stands
        self.pause: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="lead", markup=False)
        yield Static("", id="say", markup=False)
        yield Static("", id="guide", markup=False)
        yield Static("", id="probe", markup=False)
        yield Static("", id="why", markup=False)
        yield Choices(id="options")
        yield Ruler("", id="ruler")
        yield Input(id="line")
        yield Words(id="words", soft_wrap=True, tab_behavior="focus")
        yield Static("", id="reading", markup=False)
        yield Hints(id="others")

    # -- showing

    def show(self, interview: Interview, name: str | None) -> None:
        """Shows the question of this id, or the end of the call. What is being typed or marked for it stays."""
        before = self.interview
        self.interview = interview
        if before is not None and name and self.question is not None and self.question.id == name:
            same_word = before.given.get(name) is interview.given.get(name)
            if same_word and before.looking_at == interview.looking_at:
                return
        self.question = interview.course.question(name) if name else None
        lead = interview.lead_in(name)
        apart = "\n\n" if self.app.size.height >= TALL else "\n"
        self._set("#lead", apart.join(f"“{said}”" for said in lead))
        self._set("#why", "")
        self._set("#reading", "")
        if self.question is None or name is None:
            self._show_end(interview)
            return
        given = interview.given.get(name)
        self.last = None if given else interview.last_time(name)
        self._set("#say", f"“{interview.to_say(name)}”")
        self._set("#guide", interview.text(name, "guide"))
        probe = interview.text(name, "probe")
        self._set("#probe", f"If unsure: “{probe}”" if probe else "")
        self._show_answer(self.question, given)
        self.scroll_home(animate=False)

    def _set(self, selector: str, words: str) -> None:
        widget = self.query_one(selector, Static)
        widget.update(wording.visible(words))
        widget.display = bool(words)

    def _show_answer(self, question: Asked, given: Any) -> None:
        value = given.value if given else self.last
        options = getattr(question, "options", ())
        self.marked = set(value) if isinstance(value, tuple) else {value} if isinstance(value, str) else set()
        shown = {"#options": bool(options), "#ruler": isinstance(question, Scale)}
        shown["#line"] = isinstance(question, Number | Day) and not shown["#ruler"]
        shown["#words"] = isinstance(question, Text)
        for selector, display in shown.items():
            self.query_one(selector).display = display
        if options:
            self._show_options(highlight=True)
            self.query_one("#options").focus()
        elif shown["#ruler"]:
            self.query_one("#ruler", Static).update(_ruler(question, value))
            self.query_one("#ruler").focus()
        elif shown["#line"]:
            line = self.query_one("#line", Input)
            unit = getattr(question, "unit", "")
            line.placeholder = DAYS if isinstance(question, Day) else f"a number{unit and f', {unit}'}"
            line.value = question.words(value) if isinstance(value, date) else ("" if value is None else f"{value}")
            line.cursor_position = len(line.value)
            line.focus()
        else:
            words = self.query_one("#words", Words)
            words.load_text(value if isinstance(value, str) else "")
            words.move_cursor(words.document.end)
            words.focus()
        self._show_others(bool(given), question)

    def _show_options(self, highlight: bool = False) -> None:
        question = self.question
        listed = self.query_one("#options", Choices)
        several = isinstance(question, Many)
        rows = []
        for key, option in zip(OPTION_KEYS, getattr(question, "options", ()), strict=False):
            chosen = option.code in self.marked
            before = chosen and not several and self.last is not None  # an earlier call's answer, not yet this one's
            mark = ("■ " if chosen else "□ ") if several else ("✓ " if chosen and not before else "")
            style = "b $foreground" if chosen else "$foreground"
            rows.append(
                Option(
                    Content.assemble(
                        (f" {key}  ", "b $accent"),
                        (mark, "$accent"),
                        (option.label, style),
                        ("  last time" if before else "", "$quiet"),
                    ),
                    id=option.code,
                )
            )
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(rows)
        if highlight:
            chosen_at = [i for i, o in enumerate(getattr(question, "options", ())) if o.code in self.marked]
            listed.highlighted = chosen_at[0] if chosen_at and not several else None
        else:
            listed.highlighted = at

    def _show_others(self, answered: bool, question: Asked) -> None:
        typing = isinstance(question, Text | Number | Day) and not isinstance(question, Scale)
        parts: list[Content] = []
        if self.last is not None:
            parts.append(hint("Enter", "still so"))
        elif typing or isinstance(question, Many):
            parts.append(hint("Enter", "done"))
        for key, (_, words) in REASONS.items():
            parts.append(hint(f"^{key}" if typing else key, words, f"screen.reason('{key}')"))
        if question.why:
            parts.append(hint("F3" if typing else "?", "why", "screen.why"))
        if answered:
            parts.append(hint("Esc", "leave it as it was"))
        line = self.query_one("#others", Hints)
        line.show(parts)
        line.display = True

    def _show_end(self, interview: Interview) -> None:
        left = [interview.title(name) for name in interview.left]
        self._set("#say", "The call is at its end.")
        told = f"Left without an answer: {wording.listed(left)}. Ctrl+G goes to one." if left else ""
        self._set("#guide", told or "Everything that applies has been asked.")
        self._set("#probe", "")
        for selector in ("#ruler", "#line", "#words"):
            self.query_one(selector).display = False
        listed = self.query_one("#options", Choices)
        listed.clear_options()
        word = "Open the plan" if interview.ended else "End the call, and open the plan"
        listed.add_option(Option(Content.assemble((" Enter  ", "b $accent"), (word, "$foreground"))))
        listed.display = True
        listed.highlighted = None
        listed.focus()
        self.query_one("#others").display = False
        self.scroll_home(animate=False)

    def toggle_why(self) -> None:
        """Shows or hides what the answer is for."""
        if self.question is not None:
            hidden = not self.query_one("#why").display
            self._set("#why", f"Why: {self.question.why}" if hidden and self.question.why else "")

    def refuse(self, message: str) -> None:
        """Says beside the field what would do; what was typed stays."""
        reading = self.query_one("#reading", Static)
        reading.add_class("problem")
        reading.update(wording.visible(wording.sentence(message)))
        reading.display = True

    def focus_answer(self) -> None:
        """Puts the keys back to where the answer is given."""
        for selector in ("#options", "#ruler", "#line", "#words"):
            widget = self.query_one(selector)
            if widget.display:
                widget.focus()

    # -- answering

    def draft(self) -> str:
        """What is typed and not yet given."""
        if self.query_one("#words").display:
            typed = self.query_one("#words", Words).text.strip()
        elif self.query_one("#line").display:
            typed = self.query_one("#line", Input).value.strip()
        else:
            return ""
        given = self.interview.given.get(self.question.id) if self.interview and self.question else None
        known = given.value if given else self.last
        kept = self.question.words(known) if self.question and known is not None else ""
        return "" if typed == fit_lines(kept) else typed

    def give(self, raw: object) -> None:
        """Gives an answer if it fits its question, and says why if it does not."""
        question, interview = self.question, self.interview
        if question is None or interview is None:
            return
        if isinstance(raw, str) and len(raw) > LONGEST:
            self.refuse(f"{len(raw):,} characters are more than one answer holds; the most is {LONGEST:,}")
            return
        try:
            value = question.parse(raw, interview.today)
        except Refused as refused:
            self.refuse(str(refused))
            return
        chosen = {value} if isinstance(value, str) else set(value) if isinstance(value, tuple) else set()
        taken = [option for option in getattr(question, "options", ()) if option.code in chosen]
        note, safety = any(one.note for one in taken), any(one.safety for one in taken)
        self._take(Given(question.id, question.kept(value), note, safety))

    def not_given(self, reason: Reason) -> None:
        """Gives the reason for no answer."""
        if self.question is not None:
            self._take(NotGiven(self.question.id, reason, self.draft()))

    def choose(self, code: str) -> None:
        """An option was chosen by key or click."""
        if not isinstance(self.question, Many):
            self.give(code)
            return
        alone = {option.code for option in self.question.options if option.exclusive}
        if code in self.marked:
            self.marked.discard(code)
        else:
            self.marked = {code} if code in alone else (self.marked - alone) | {code}
        self.query_one("#reading").display = False
        self._show_options()

    def on_key(self, event: events.Key) -> None:
        """One key an answer, wherever nothing is being typed."""
        question, key = self.question, event.character or ""
        if question is None or not self.screen.is_current:
            return
        field = next(
            (one for one in (self.query_one("#line", Input), self.query_one("#words", Words)) if one.display), None
        )
        if field is not None:
            if event.is_printable:  # a letter typed before the field had the keys goes into it, as those after it do
                event.stop()
                (field.insert_text_at_cursor if isinstance(field, Input) else field.insert)(key)
        elif key in REASONS:
            event.stop()
            self.not_given(REASONS[key][0])
        elif isinstance(question, Scale) and event.key == "enter" and self.last is not None:
            event.stop()
            self.give(self.last)
        elif isinstance(question, Scale) and key and key in "0123456789t":
            event.stop()
            self.give(10 if key == "t" else int(key))
        elif key and key in OPTION_KEYS:
            options = getattr(question, "options", ())
            at = OPTION_KEYS.index(key)
            if at < len(options):
                event.stop()
                self.choose(options[at].code)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click or Space on an option."""
        event.stop()
        if self.question is None:
            self.post_message(Done())
        elif event.option.id is not None:
            self.choose(event.option.id)

    def on_choices_ended(self, event: Choices.Ended) -> None:
        """Enter: a many-choice is done, a highlighted option is taken."""
        event.stop()
        listed = self.query_one("#options", Choices)
        if self.question is None:
            self.post_message(Done())
        elif not listed.display:  # pressed before a field had the keys
            return
        elif isinstance(self.question, Many):
            self.give(list(self.marked))
        elif listed.highlighted is not None:
            self.choose(str(listed.get_option_at_index(listed.highlighted).id))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on a number or a day."""
        event.stop()
        self.give(event.value)

    def on_words_submitted(self, event: Words.Submitted) -> None:
        """Enter on words."""
        event.stop()
        self.give(self.query_one("#words", Words).text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A day is shown back in full once the typing rests, before it counts."""
        event.stop()
        self.query_one("#reading", Static).display = False
        if self.pause is not None:
            self.pause.stop()
            self.pause = None
        if isinstance(self.question, Day) and event.value.strip():
            self.pause = self.set_timer(0.15, self._read_back)

    def _read_back(self) -> None:
        question, interview = self.question, self.interview
        if not isinstance(question, Day) or interview is None:
            return
        try:
            on = question.parse(self.query_one("#line", Input).value, interview.today)
        except Refused:
            return
        reading = self.query_one("#reading", Static)
        reading.remove_class("problem")
        reading.update(f"{on:%A} {wording.day(on)} · {wording.away(on, interview.today)}")
        reading.display = True


def _ruler(question: Asked, value: Any) -> Content:
    cells: list[Content] = []
    for n in range(11):
        key = "t" if n == 10 else str(n)
        style = "reverse b" if n == value else "b $accent"
        label = "t=10" if n == 10 else key
        cells.append(clickable(f" {label} ", f"screen.pick({n})", style))
    low, high = (wording.one_line(getattr(question, end, "")) for end in ("low", "high"))
    line = Content(" ").join(cells)
    gap = line.cell_length - len(low) - len(high) - 2
    ends = f" {low}{' ' * gap}{high}" if gap > 1 else f" 0 {low} · 10 {high}"
    return Content("\n").join([line, Content.styled(ends, "$quiet")])
