"""What was heard in a typed answer, to be taken or left; the question that it answered is over."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen

from assessor import wording
from assessor.listening.hear import Heard, Mention
from assessor.widgets.above_question import AboveQuestion
from assessor.widgets.base import Static
from assessor.widgets.heard_list import TAKES, HeardList
from assessor.widgets.hints import Hints, hint

HEADING = "[b $accent]Heard in the answer[/]   [$quiet]$question[/]"


class HeardScreen(ModalScreen[bool]):
    """The answer's words, and what they may mean, each with a key. Gives whether the safety page is wanted now."""

    DEFAULT_CSS = """
    HeardScreen #words { margin: 1 0; max-width: 110; }
    """
    BINDINGS = [
        Binding("enter,escape", "dismiss(False)", "on", priority=True),
        Binding("ctrl+r", "dismiss(True)", "safety", priority=True),
        *TAKES,
    ]

    def __init__(self, title: str, words: str, heard: Heard, take: Callable[[Mention], bool]) -> None:
        super().__init__()
        self._question, self._words = wording.one_line(title), wording.shorten(wording.one_line(words), 300)
        self._heard = heard
        self._take = take

    def compose(self) -> ComposeResult:
        with AboveQuestion():
            yield Static(Content.from_markup(HEADING, question=self._question))
            yield Static(f"“{self._words}”", id="words", markup=False)
            yield HeardList(self._take)
            yield Hints(
                hint("F2…", "take what is so, once they have confirmed it"), hint("Enter", "go on with the call")
            )

    def on_mount(self) -> None:
        self.query_one(HeardList).show(self._heard)

    def action_take(self, number: int) -> None:
        """Takes one thing that was heard."""
        self.query_one(HeardList).take(number)
