"""Verbs: each thing a person can do in a place, said once. Keys, footer, palette and F1 are made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing to do: its key, the action it runs, its word in the footer, and a sentence of help.

    ``always`` verbs work while something is being typed; ``quiet`` ones are not in the foot. One without help
    is a second key for a verb that has it.
    """

    key: str
    action: str
    word: str
    help: str
    always: bool = True
    quiet: bool = False

    @property
    def shown_key(self) -> str:
        """The key as it is shown: "^n", "F2", "Esc"."""
        key = self.key.split(",")[0]
        if key.startswith("ctrl+"):
            return f"^{key.removeprefix('ctrl+')}"
        names = {"escape": "Esc", "enter": "Enter", "question_mark": "?", "tab": "Tab", "pageup": "PgUp"}
        names |= {"pagedown": "PgDn", "up": "Up", "down": "Down"}
        return names.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)


HELP = Verb("f1", "help", "help", "Show what can be done here, and the keys for it.")
COLOURS = Verb("f10", "app.next_colours", "colours", "Dark, light or high contrast: the next, kept from then on.")
MORE = Verb("ctrl+p", "app.command_palette", "more", "Find anything that can be done here by typing its name.")

QUIT = Verb("ctrl+q", "app.quit", "quit", "Leave the program; what is typed is kept, or you are asked.")
"""Works everywhere; it is the app's own, and told wherever keys are."""


def bindings(verbs: Iterable[Verb]) -> list[BindingType]:
    """The verbs as Textual's bindings."""
    return [
        Binding(
            verb.key, verb.action, verb.word, show=not verb.quiet, key_display=verb.shown_key,
            tooltip=verb.help, priority=verb.always,
        )
        for verb in verbs
    ]  # fmt: skip
