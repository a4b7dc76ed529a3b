"""The least that Textual can show: an app with one label, which counts keys. The measure of the start and of a key."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Label


class Bare(App[None]):
    """One label."""

    pressed = 0

    def compose(self) -> ComposeResult:
        yield Label("ready")

    def on_key(self, event: events.Key) -> None:
        """Counts the key."""
        self.pressed += 1
        self.query_one(Label).update(f"pressed {self.pressed}")


if __name__ == "__main__":
    Bare().run()
