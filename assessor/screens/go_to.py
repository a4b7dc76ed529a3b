"""Go to a question: type part of its words, or of its answer."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from assessor.scripts.interview import Interview
from assessor.views.call import question_matches
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.widgets.hints import Hints, hint
from assessor.widgets.rows import row
from assessor.widgets.themes import drawn_in


class GoToScreen(ModalScreen["str | None"]):
    """The questions of the call, those left for later first."""

    DEFAULT_CSS = """
    GoToScreen .dialog { width: 90; height: 80%; }
    GoToScreen Input { margin: 1 0; }
    GoToScreen OptionList { height: 1fr; margin-bottom: 1; }
    """
    BINDINGS = [
        Binding("escape,ctrl+g", "dismiss(None)", "close", priority=True),
        Binding("down", "move(1)", "down", priority=True),
        Binding("up", "move(-1)", "up", priority=True),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self._interview = interview
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]Go to a question[/b]"))
            yield Input(placeholder="Type part of its words")
            yield OptionList()
            yield Hints(hint("Enter", "go"), hint("Esc", "stay"))

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._show("")

    def _show(self, typed: str) -> None:
        rows, quiet = [], drawn_in(self.app)["quiet"]
        self._shown = []
        for step, section, title, answer in question_matches(self._interview, typed):
            self._shown.append(step.name)
            rows.append(Option(row([(section, quiet), (title, "bold"), (answer, "")], [28, 40, 24])))
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(rows)
        listed.highlighted = 0 if rows else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows what is typed."""
        self._show(event.value)

    def action_move(self, by: int) -> None:
        """Moves the mark."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def on_input_submitted(self) -> None:
        """Enter goes to the question that is marked."""
        at = self.query_one(OptionList).highlighted
        self.dismiss(self._shown[at] if at is not None and self._shown else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes there."""
        self.dismiss(self._shown[event.option_index])
