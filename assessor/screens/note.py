"""A note, written without leaving the question."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from assessor.widgets.question import Words


class NoteScreen(ModalScreen["str | None"]):
    """A few lines over the transcript, the question in sight. Enter keeps them, and so does leaving them."""

    DEFAULT_CSS = """
    NoteScreen Vertical {
        width: 100%; max-width: 110; height: auto;
        background: $panel; padding: 1 2; border-bottom: solid $accent; margin-top: 1;
    }
    NoteScreen Words { height: 4; margin: 1 0; background: $background; }
    """
    BINDINGS = [Binding("escape,ctrl+n", "close", "close", priority=True)]

    def __init__(self, beside: str) -> None:
        super().__init__()
        self._beside = beside

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content.from_markup("[b $accent]Note[/]   [$quiet]$beside[/]", beside=self._beside))
            yield Words(soft_wrap=True, tab_behavior="focus")
            yield Static(Content.from_markup("[b $accent]Enter[/] [$quiet]keep it and go back to the question[/]"))

    def on_mount(self) -> None:
        self.query_one(Words).focus()

    def on_words_submitted(self) -> None:
        """Enter."""
        self.action_close()

    def action_close(self) -> None:
        """Gives what is written; nothing written is nothing kept."""
        self.dismiss(self.query_one(Words).text.strip() or None)
