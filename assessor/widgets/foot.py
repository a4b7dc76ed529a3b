"""The foot of a screen: its verbs with their keys on the left, and at the right whether what was done is saved."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from assessor.widgets.base import Static
from assessor.widgets.hints import clickable
from assessor.widgets.verbs import Verb


class Foot(Horizontal):
    """One line of keys, each of which can be clicked too, and a word of state."""

    def __init__(self, verbs: Iterable[Verb]) -> None:
        super().__init__(id="foot")
        self._verbs = [verb for verb in verbs if not verb.quiet]

    def compose(self) -> ComposeResult:
        keys = [
            Content.assemble(
                clickable(verb.shown_key, _action(verb.action)),
                f" {verb.word}",
            )
            for verb in self._verbs
        ]
        yield Static(Content("  ").join(keys), id="verbs")
        yield Static("", id="saved", markup=False)

    def say(self, words: str) -> None:
        """Shows a word of state at the right."""
        self.query_one("#saved", Static).update(words)


def _action(action: str) -> str:
    return action if "." in action else f"screen.{action}"
