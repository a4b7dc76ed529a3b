"""F1: what can be done in the place one is in, and the keys for it; made from the same verbs as the keys."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from assessor.widgets.base import Static
from assessor.widgets.themes import drawn_in
from assessor.widgets.verbs import COLOURS, QUIT, Verb
from assessor.wording import visible


class HelpScreen(ModalScreen[None]):
    """A list of verbs with their keys."""

    BINDINGS = [Binding("escape,f1,q,enter", "dismiss", "close")]

    def __init__(self, title: str, verbs: tuple[Verb, ...]) -> None:
        super().__init__()
        self._title = title
        self._verbs = verbs

    def compose(self) -> ComposeResult:
        variables = drawn_in(self.app)
        keys = Table.grid(padding=(0, 2, 0, 0))
        keys.add_column(justify="right", style=f"bold {variables['accent']}", no_wrap=True)
        keys.add_column()
        for verb in (*self._verbs, COLOURS, QUIT):
            if verb.help:
                keys.add_row(Text(visible(verb.shown_key)), Text(visible(verb.help)))  # a bare string would be markup
        keys.add_row("Esc", "Close this.")
        with VerticalScroll(classes="dialog"):
            yield Static(Content.from_markup("[b]$title[/b]\n", title=self._title))
            yield Static(keys)
