"""Where an answer is given on the card: a list of options, a ruler, a line, or a few lines of words."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static, TextArea

from assessor.scripts.kinds import Asked


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


def drawn_ruler(question: Asked, value: Any) -> Content:
    """The numbers of a ruler, each to be clicked, with the words at its two ends."""
    cells: list[Content] = []
    for n in range(11):
        key = "t" if n == 10 else str(n)
        style = "reverse b" if n == value else "b $accent"
        label = "t=10" if n == 10 else key
        cells.append(Content.from_markup(f"[@click=screen.pick({n})][{style}] {label} [/][/]"))
    low, high = getattr(question, "low", ""), getattr(question, "high", "")
    line = Content(" ").join(cells)
    gap = line.cell_length - len(low) - len(high) - 2
    ends = f" {low}{' ' * gap}{high}" if gap > 1 else f" 0 {low} · 10 {high}"
    return Content("\n").join([line, Content.styled(ends, "$quiet")])
