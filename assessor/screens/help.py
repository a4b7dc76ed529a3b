"""F1: what can be done in the place one is in, and the keys for it; made from the same verbs as the keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from assessor.screens.verbs import Verb


class HelpScreen(ModalScreen[None]):
    """A list of verbs with their keys."""

    BINDINGS = [Binding("escape,f1,q,enter", "dismiss", "close")]

    def __init__(self, title: str, verbs: tuple[Verb, ...]) -> None:
        super().__init__()
        self._title = title
        self._verbs = verbs

    def compose(self) -> ComposeResult:
        lines = [Content.from_markup("[b]$title[/b]\n", title=self._title)]
        for verb in self._verbs:
            lines.append(
                Content.from_markup("[$accent]$key[/]  $help", key=f"{verb.shown_key:>6}", help=verb.help)
            )
        lines.append(Content.from_markup("\n[$accent]   Esc[/]  Close this."))
        with VerticalScroll(classes="dialog"):
            yield Static(Content("\n").join(lines))
