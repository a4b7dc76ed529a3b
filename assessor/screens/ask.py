"""A few words asked for before an act: each field a line, Enter goes on, the last Enter gives them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class AskScreen(ModalScreen["dict[str, str] | None"]):
    """Fields by name, each with its label and what stands in it at first. ``needed``: none may be empty."""

    BINDINGS = [Binding("escape", "dismiss(None)", "leave it", priority=True)]
    DEFAULT_CSS = "AskScreen Input { margin-bottom: 1; }"

    def __init__(self, title: str, fields: dict[str, tuple[str, str]], needed: bool = False) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._needed = needed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]$title[/b]\n", title=self._title))
            for name, (label, value) in self._fields.items():
                yield Static(label, classes="quiet", markup=False)
                yield Input(value, id=name)
            yield Static("", id="problem", classes="problem", markup=False)
            yield Static(
                Content.from_markup(
                    "[b $accent]Enter[/] [$quiet]next, then done[/]   [b $accent]Esc[/] [$quiet]leave it[/]"
                )
            )

    def on_mount(self) -> None:
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        if event.input.id != list(self._fields)[-1]:
            self.focus_next()
            return
        given = {name: self.query_one(f"#{name}", Input).value.strip() for name in self._fields}
        if self._needed and not all(given.values()):
            self.query_one("#problem", Static).update("A word or two will do, and supervision will ask for it.")
            return
        self.dismiss(given)
