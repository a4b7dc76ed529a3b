"""Where an answer is given on the card: a list of options, a ruler, a line, or a few lines of words.

Each of them draws what a question's `AnswerField` describes and knows no kind of question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from assessor import wording
from assessor.scripts.kinds import OPTION_KEYS, Asked
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.widgets.hints import clickable
from assessor.widgets.text_area import TextArea

Give = Callable[[object], None]
"""Takes what was chosen or typed, for the question to parse."""


class OptionsField(OptionList):
    """The options of a question. Enter ends a many-choice; a click, or Space, marks."""

    BINDINGS = [Binding("space", "mark", "mark", show=False)]

    class Ended(Message):
        """Enter was pressed on the options."""

    def __init__(self, give: Give, marking: Callable[[], None]) -> None:
        super().__init__(id="options")
        self._give = give
        self._marking = marking
        self.question: Asked | None = None
        self.marked: set[str] = set()
        self._earlier = False

    def action_select(self) -> None:
        """Enter."""
        self.post_message(self.Ended())

    def action_mark(self) -> None:
        """Space marks what is highlighted."""
        super().action_select()

    # -- showing

    def show_answer(self, question: Asked, value: Any, earlier: bool) -> None:
        """Shows the options, those of the answer marked."""
        self.question, self._earlier = question, earlier
        self.marked = {option.code for option in question.chosen(value)}
        places = [place for place, option in enumerate(question.choices) if option.code in self.marked]
        self._draw(highlighted=places[0] if places and not question.several else None)

    def show_end(self, words: str) -> None:
        """Shows the one thing to do where nothing is left to answer."""
        self.question = None
        self.clear_options()
        self.add_option(Option(Content.assemble((" Enter  ", "b $accent"), (words, "$foreground"))))
        self.highlighted = None

    def _draw(self, highlighted: int | None) -> None:
        question, rows = self.question, []
        for key, option in zip(OPTION_KEYS, question.choices if question else (), strict=False):
            multiple, chosen = question is not None and question.several, option.code in self.marked
            before = chosen and not multiple and self._earlier  # an earlier call's answer, not yet this one's
            mark = ("■ " if chosen else "□ ") if multiple else ("✓ " if chosen and not before else "")
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
        self.clear_options()
        self.add_options(rows)
        self.highlighted = highlighted

    # -- answering

    def typed(self) -> str:
        """Nothing: options are chosen."""
        return ""

    def takes(self, key: str) -> bool:
        """Whether it is an option's own key."""
        return self.question is not None and key in OPTION_KEYS[: len(self.question.choices)]

    def mark(self, codes: Iterable[str]) -> None:
        """Marks these options and no others."""
        self.marked = set(codes)
        self._draw(self.highlighted)

    def press(self, event: events.Key) -> bool:
        """An option's own key chooses it."""
        place = OPTION_KEYS.find(event.character) if event.character else -1
        if self.question is None or not 0 <= place < len(self.question.choices):
            return False
        self.choose(self.question.choices[place].code)
        return True

    def choose(self, code: str) -> None:
        """Gives an option; of several marks it, or takes its mark away."""
        if self.question is None or not self.question.several:
            self._give(code)
            return
        alone = {option.code for option in self.question.choices if option.exclusive}
        if code in self.marked:
            self.marked.discard(code)
        else:
            self.marked = {code} if code in alone else (self.marked - alone) | {code}
        self._marking()
        self._draw(self.highlighted)

    def end(self) -> None:
        """Gives what is marked, or the option that is highlighted."""
        if self.question is not None and self.question.several:
            self._give(list(self.marked))
        elif self.highlighted is not None:
            self.choose(str(self.get_option_at_index(self.highlighted).id))


class RulerField(Static, can_focus=True):
    """0 to 10, each by a key: the digits, and t for ten."""

    def __init__(self, give: Give) -> None:
        super().__init__("", id="ruler")
        self._give = give
        self._last: object = None

    def show_answer(self, question: Asked, value: Any, earlier: bool) -> None:
        """Shows the ruler with the answer marked."""
        self._last = value if earlier else None
        self.update(_ruler(question.field.low, question.field.high, value))

    def typed(self) -> str:
        """Nothing: a number is chosen."""
        return ""

    def takes(self, key: str) -> bool:
        """Whether it is a number's own key."""
        return key in "0123456789t"

    def press(self, event: events.Key) -> bool:
        """A number's own key gives it; Enter gives what was so last time."""
        key = event.character or ""
        if event.key == "enter" and self._last is not None:
            self._give(self._last)
        elif key and key in "0123456789t":
            self._give(10 if key == "t" else int(key))
        else:
            return False
        return True


def _ruler(low: str, high: str, value: object) -> Content:
    low, high = wording.one_line(low), wording.one_line(high)
    cells: list[Content] = []
    for n in range(11):
        style = "reverse b" if n == value else "b $accent"
        label = "t=10" if n == 10 else str(n)
        cells.append(clickable(f" {label} ", f"screen.pick({n})", style))
    line = Content(" ").join(cells)
    gap = line.cell_length - len(low) - len(high) - 2
    ends = f" {low}{' ' * gap}{high}" if gap > 1 else f" 0 {low} · 10 {high}"
    return Content("\n").join([line, Content.styled(ends, "$quiet")])


class LineField(Input):
    """One line, for what is short: a number, a day, a time."""

    def __init__(self) -> None:
        super().__init__(id="line")

    def show_answer(self, question: Asked, value: Any, earlier: bool) -> None:
        """Shows the answer as one would type it, or what may be typed."""
        self.placeholder = question.field.hint
        self.value = "" if value is None else question.draft(value)
        self.cursor_position = len(self.value)

    def typed(self) -> str:
        """What is typed."""
        return self.value.strip()

    def takes(self, key: str) -> bool:
        """Whether it goes into what is typed: every letter does."""
        return bool(key)

    def press(self, event: events.Key) -> bool:
        """A letter typed before the line had the keys goes into it, as those after it do."""
        if event.is_printable and event.character:
            self.insert_text_at_cursor(event.character)
        return event.is_printable


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


class WordsField(Words):
    """A few lines, for the client's words."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__(id="words", soft_wrap=True, tab_behavior="focus")
        self._changed = changed

    def on_text_area_changed(self) -> None:
        """What was said beside it of the words before is no longer so."""
        self._changed()

    def show_answer(self, question: Asked, value: Any, earlier: bool) -> None:
        """Shows the words that were written down."""
        self.load_text("" if value is None else question.draft(value))
        self.move_cursor(self.document.end)

    def typed(self) -> str:
        """What is typed."""
        return self.text.strip()

    def takes(self, key: str) -> bool:
        """Whether it goes into what is typed: every letter does."""
        return bool(key)

    def press(self, event: events.Key) -> bool:
        """A letter typed before the field had the keys goes into it, as those after it do."""
        if event.is_printable and event.character:
            self.insert(event.character)
        return event.is_printable


AnswerWidget = OptionsField | RulerField | LineField | WordsField
"""Each shows the answer that stands, or an ``earlier`` call's, which does not count yet; says what is ``typed`` in it;
and takes a key that was pressed on the card, unless it means nothing to it."""
