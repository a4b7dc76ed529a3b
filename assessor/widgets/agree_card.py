"""What could help, put to the client one thing at a time: the words to say, because of what, and one key an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from assessor import wording
from assessor.care.agreeing import PUT_OFF, SUGGESTION_ANSWERS, YES, said_of
from assessor.care.case import Call
from assessor.care.plan import Plan, Suggestion
from assessor.names import unless_blank
from assessor.views import agreeing as telling
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.widgets.hints import Hints, hint
from assessor.widgets.question_card import TakeLetter, begins_words

NEVER, ONE_OF_OUR_OWN, MORE_WORDS, ONWARD = "never", "own", "more_words", "onward"
ANSWER_LETTERS = {"s": PUT_OFF, "8": NEVER, "a": ONE_OF_OUR_OWN, "w": MORE_WORDS}
"""What else a key says, where no words are being typed; the other digits are those of `SUGGESTION_ANSWERS`. Never is no
letter: who types "no" has not asked never to be offered it."""
OF_NO_ONE = (ONE_OF_OUR_OWN, MORE_WORDS, ONWARD)
"""What is not of the suggestion that is put, and can be said too where none is left."""


@dataclass(frozen=True)
class SuggestionAnswered:
    """What was said of the suggestion of this id, with what was typed of who does it and by when; of a thing that is of
    no one suggestion the id is empty."""

    answer: str
    suggestion: str = ""
    terms: str = ""


class AnswersList(OptionList):
    """The answers there are to a suggestion. Enter takes the one that is marked, or goes on where none is left."""

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__(id="answers")
        self._entered = entered

    def action_select(self) -> None:
        """Enter."""
        self._entered()


class AgreeCard(VerticalScroll, can_focus=False):
    """Shows one suggestion at a time. What is said of it is handed over by a call, so that the next stands before the
    next key is read.

    ``read`` tells how what is typed of who and when is understood; it is given the id of the suggestion too.
    """

    def __init__(
        self, take: Callable[[SuggestionAnswered], None], letter: TakeLetter, read: Callable[[str, str], str]
    ) -> None:
        super().__init__(id="agree", classes="card")
        self._take = take
        self._letter = letter
        self._read = read
        self.put: telling.Put | None = None
        self.looking_at = ""  # what was decided on already, and is looked at again
        self._plan = Plan()
        self._call: Call | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        yield Static("", id="not-aloud")
        yield Static("", id="intro")
        yield Static("", id="intro-guide")
        yield Static("", id="thing")
        yield Static("", id="words-to-say")
        yield Static("", id="because")
        yield Static("", id="whys")
        yield AnswersList(self._enter)
        with Horizontal(id="terms-line"):
            yield Static("then", id="then")
            yield Input(id="terms")
        yield Static("", id="terms-read")
        yield Hints(id="agree-keys")

    # -- showing

    def show(self, plan: Plan, call: Call, name: str) -> None:
        """Shows what is to be talked over now at the place of this id. What is typed for it stays."""
        self._plan, self._call = plan, call
        before = self.put.suggestion.id if self.put else ""
        self.put = telling.put_now(plan, call, self.looking_at)
        if self.put is None or self.put.said is None:
            self.looking_at = ""
        self.display = True
        shown = self.put.suggestion.id if self.put else ""
        if shown != before:
            self.query_one("#terms", Input).value = ""
            self._set("#whys", "")
        self._show_words(call, name)
        self._show_answers()
        if shown != before or not self.has_focus_within:
            self.query_one(AnswersList).focus(scroll_visible=False)
            self.scroll_home(animate=False)

    def stand_aside(self) -> None:
        """Gives way to a question."""
        self.display, self.put, self.looking_at = False, None, ""

    def _set(self, selector: str, words: str | Content) -> None:
        widget = self.query_one(selector, Static)
        widget.update(words)
        widget.display = bool(words)

    def _show_words(self, call: Call, name: str) -> None:
        put, interview = self.put, call.interview
        first = put is not None and put.place == 1 and put.said is None
        lead = [interview.text(spoken, "say") for spoken in (*interview.spoken_before(name), name)] if first else []
        self._set("#intro", " ".join(f"“{words}”" for words in lead))
        self._set("#intro-guide", interview.text(name, "guide") if first else "")
        warning = telling.not_aloud(self._plan, put.suggestion) if put is not None else ""
        self._set("#not-aloud", Content.styled(warning, "b $warning"))
        if put is None:
            offered = said_of(call)
            self._set("#thing", telling.NOTHING_LEFT if offered else telling.NOTHING_TO_OFFER)
            self._set("#words-to-say", "")
            self._set("#because", telling.undecided_told(self._plan))
            return
        self._set("#thing", _heading(put, call))
        said = telling.words_to_say(put.suggestion)
        self._set("#words-to-say", f"{telling.WHEN_ALONE}: {said}" if warning else f"“{said}”")
        self._set("#because", telling.because_of(put.suggestion))

    def _show_answers(self) -> None:
        listed, put = self.query_one(AnswersList), self.put
        listed.clear_options()
        if put is None:
            listed.add_option(Option(Content.assemble((" Enter  ", "b $accent"), ("On with the call", "$foreground"))))
        else:
            listed.add_options(
                [
                    Option(Content.assemble((f" {key}  ", "b $accent"), (words, "$foreground")), id=answer)
                    for key, (answer, words) in enumerate(self._answers().items(), start=1)
                ]
            )
        listed.highlighted = None
        self.query_one("#terms-line").display = put is not None
        if put is not None:
            self.query_one("#terms", Input).placeholder = self._read(put.suggestion.id, "")
        self._show_reading()
        self.query_one("#agree-keys", Hints).show(self._hints())

    def _answers(self) -> dict[str, str]:
        """What may be said of what is put, in the order of the keys; last, where more than it waits, that all of it
        can."""
        rest = ""
        if self.put is not None and self.put.said is None and self._call is not None:
            rest = telling.rest_can_wait(self._plan, self._call)
        return {**SUGGESTION_ANSWERS} | ({ONWARD: rest} if rest else {})

    def _hints(self) -> Iterable[Content]:
        if self.put is None:
            yield hint("a", "one of our own", f"screen.agreeing('{ONE_OF_OUR_OWN}')")
            if self._call is not None and said_of(self._call):
                yield hint("w", "words to the last", f"screen.agreeing('{MORE_WORDS}')")
            yield hint("^b", "look back")
            return
        yield hint("Tab", "who, when")
        yield hint("8", "never offer", f"screen.agreeing('{NEVER}')")
        yield hint("a", "our own", f"screen.agreeing('{ONE_OF_OUR_OWN}')")
        if self._call is not None and said_of(self._call):
            yield hint("w", "words to the last", f"screen.agreeing('{MORE_WORDS}')")
        yield hint("?", "why", "screen.why")
        yield hint("Esc", "on, leave the rest" if self.put.said is None else "on")

    def toggle_why(self) -> None:
        """Shows or hides what else there is to know of it."""
        if self.put is None:
            return
        hidden = not self.query_one("#whys").display
        told = telling.whys(self._plan, self.put.suggestion)
        parts = [Content.from_markup("[b $primary]$title[/] $words", title=title, words=words) for title, words in told]
        self._set("#whys", Content("\n").join(parts) if hidden else "")

    # -- answering

    @property
    def typed(self) -> str:
        """What is typed of who and when, and not yet agreed."""
        return unless_blank(self.query_one("#terms", Input).value) if self.put else ""

    @property
    def typing(self) -> bool:
        """Whether who and when are being typed."""
        return self.query_one("#terms", Input).has_focus

    def answer(self, answer: str) -> None:
        """Says this of what is put; or does what is of no one suggestion."""
        if answer in OF_NO_ONE or self.put is None:
            self._take(SuggestionAnswered(answer))
            return
        self._take(SuggestionAnswered(answer, self.put.suggestion.id, self.typed))

    def look_back(self) -> bool:
        """Shows what was decided on before; False where nothing was."""
        earlier = telling.before_it(self._plan, self._call, self.looking_at) if self._call else ""
        if not earlier or self._call is None:
            return False
        self.looking_at = earlier
        self.query_one(AnswersList).focus(scroll_visible=False)
        place = self._call.interview.stands_at or ""
        self.show(self._plan, self._call, place)
        return True

    def leave_terms(self) -> None:
        """Goes back from the line to the answers; what is typed in it stays."""
        self.query_one(AnswersList).focus(scroll_visible=False)

    def forget(self) -> None:
        """What was typed is over: it is agreed, or kept."""
        self.looking_at = ""
        self.query_one("#terms", Input).value = ""
        self.query_one(AnswersList).focus(scroll_visible=False)

    def _enter(self) -> None:
        marked = self.query_one(AnswersList)
        if self.put is None:
            self.answer(ONWARD)
        elif marked.highlighted is not None:
            self.answer(list(self._answers())[marked.highlighted])

    def on_key(self, event: events.Key) -> None:
        """One key an answer, wherever nothing is being typed."""
        if not self.display or not self.screen.is_current or self.typing:
            return
        key = event.character or ""
        answers = list(self._answers())
        if self.put is not None and key.isdecimal() and 1 <= int(key) <= len(answers):
            event.stop()
            self.answer(answers[int(key) - 1])
        elif key in ANSWER_LETTERS and (self.put is not None or ANSWER_LETTERS[key] in OF_NO_ONE):
            event.stop()
            self._letter(key, partial(self.answer, ANSWER_LETTERS[key]))
        elif begins_words(key):
            event.stop()
            self._letter(key, None)
        elif event.key == "tab" and self.put is not None:
            event.stop()
            event.prevent_default()
            self.query_one("#terms", Input).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on an answer."""
        event.stop()
        self.answer(event.option.id or ONWARD)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on the line of who and when agrees it so."""
        event.stop()
        self.answer(YES)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is shown as it is understood, before it counts."""
        event.stop()
        self._show_reading()

    def _show_reading(self) -> None:
        reading = self._read(self.put.suggestion.id, self.typed) if self.put and self.typed else ""
        self._set("#terms-read", f"Understood: {reading}. Enter agrees it so" if reading else "")

    def refuse(self, message: str) -> None:
        """Says beneath the line why it could not be written; what was typed stays."""
        self._set("#terms-read", Content.styled(wording.sentence(message), "$error"))


def _heading(put: telling.Put, call: Call) -> Content:
    suggestion: Suggestion = put.suggestion
    parts: list[tuple[str, str]] = [(suggestion.title, "b")]
    if pressing := telling.pressing(suggestion):
        parts.append((f"   {pressing}", "b $warning" if suggestion.priority == "urgent" else "$secondary"))
    parts.append((f"   {put.place} of {put.of}", "$quiet"))
    if put.said is not None:
        told = telling.decision_told(put.said, call.interview.client, call.interview.adviser)
        parts.append((f"\nNow: {told}", "$accent"))
    return Content.assemble(*parts)
