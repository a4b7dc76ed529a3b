"""Who is on the line: the identity card, and the client's details put right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Group
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from assessor.acts.details import details_form
from assessor.client import Client
from assessor.screens.client import ClientScreen
from assessor.views.identity import COMPARED, to_address, to_compare
from assessor.widgets.base import Static
from assessor.widgets.hints import Hints, hint
from assessor.widgets.rows import hanging
from assessor.widgets.themes import drawn_in

LABEL_CELLS = 22


class IdentityScreen(ModalScreen[None]):
    """Shows what is held of a client: ``record`` gives it as it stands, ``correct`` writes it anew or says why not,
    ``first`` says what to look at before they are rung."""

    DEFAULT_CSS = """
    IdentityScreen .dialog { width: 76; max-width: 98%; height: auto; }
    IdentityScreen .rule { color: $warning; margin-top: 1; height: auto; }
    IdentityScreen .lines { height: auto; }
    IdentityScreen .heading { color: $quiet; margin-top: 1; height: auto; }
    IdentityScreen Hints { margin-top: 1; }
    IdentityScreen.-short .rule { margin-top: 0; }
    """
    BINDINGS = [
        Binding("escape,enter,f9", "dismiss(None)", "back", priority=True),
        Binding("e", "correct", "put right"),
    ]

    def __init__(
        self, record: Callable[[], Client], correct: Callable[[Client], str], first: Callable[[], str] = str
    ) -> None:
        super().__init__()
        self._record, self._correct, self._first = record, correct, first

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("", id="who")
            yield Static(COMPARED, classes="rule", markup=False)
            yield Static("", id="compare", classes="lines")
            yield Static("How to speak to them", classes="heading")
            yield Static("", id="address", classes="lines")
            yield Static("", id="first", classes="rule", markup=False)
            yield Hints(hint("e", "put details right"), hint("Esc", "back"))

    def on_mount(self) -> None:
        self.show()

    def show(self) -> None:
        """Shows the record as it stands."""
        client = self._record()
        self.query_one("#who", Static).update(Content.from_markup("[b]Who is on the line[/b]"))
        self.query_one("#compare", Static).update(self._lines(to_compare(client)))
        self.query_one("#address", Static).update(self._lines(to_address(client)))
        first = self.query_one("#first", Static)
        first.update(self._first())
        first.display = bool(self._first())

    def action_correct(self) -> None:
        """Asks for what is to be put right."""

        def keep(client: Client) -> str:
            why = self._correct(client)
            if why:  # somebody else may have put details right meanwhile: what was not typed here shows theirs
                form.renew(details_form(self._record()))
            return why

        form = ClientScreen(keep, self._record())
        self.app.push_screen(form, lambda written: self.show() if written else None)

    def _lines(self, pairs: Iterable[tuple[str, str]]) -> Group:
        quiet = drawn_in(self.app)["quiet"]
        return Group(*(hanging((f"{label:<{LABEL_CELLS}}", quiet), (words, "")) for label, words in pairs))
