"""The foot of a screen: its keys on the left, and at the right whether what was done is saved."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer, Static


class Foot(Horizontal):
    """One line of keys, and a word of state."""

    def __init__(self) -> None:
        super().__init__(id="foot")

    def compose(self) -> ComposeResult:
        yield Footer(show_command_palette=False, compact=True)
        yield Static("", id="saved", markup=False)

    def say(self, words: str) -> None:
        """Shows a word of state at the right."""
        self.query_one("#saved", Static).update(words)
