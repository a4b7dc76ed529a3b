"""The call stands still: a pause, or a line that was lost."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from assessor.care.case import Case
from assessor.views.call import before_ringing
from assessor.widgets.base import Static
from assessor.widgets.hints import Hints, hint
from assessor.wording import one_line


class PauseScreen(ModalScreen[bool]):
    """Says that the clock stands still. Gives whether the call was left, to be gone on with later."""

    DEFAULT_CSS = """
    PauseScreen .dialog { width: 68; height: auto; }
    PauseScreen Hints { margin-top: 1; }
    """
    BINDINGS = [
        Binding("enter,escape,f6", "go_on", "go on", priority=True),
        Binding("c", "cut_off", "cut off"),
        Binding("ctrl+x", "leave", "leave the call", priority=True),
    ]

    def __init__(self, case: Case, cut_off: Callable[[], bool]) -> None:
        super().__init__()
        self._client = case.client
        self._first = before_ringing(case) if case.plan.know else ""
        self._cut_off = cut_off

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]The call is paused.[/b]  [$quiet]The clock stands still.[/]"))
            yield Static("", id="ring", markup=False)
            yield Hints(hint("Enter", "go on"), hint("c", "we were cut off"), hint("^x", "leave; it resumes here"))

    def action_go_on(self) -> None:
        """Goes on with the call."""
        self.dismiss(False)

    def action_cut_off(self) -> None:
        """Writes down that the line was lost, and shows the number to ring."""
        if self._cut_off():
            number = one_line(self._client.telephone) or "no number is written down"
            best = f" · {one_line(self._client.best_times)}" if self._client.best_times else ""
            name = one_line(self._client.first_name)
            first = f"\n{one_line(self._first)}" if self._first else ""
            self.query_one("#ring", Static).update(f"\nCut off. Ring {name} back: {number}{best}{first}")

    def action_leave(self) -> None:
        """Leaves the call."""
        self.dismiss(True)
