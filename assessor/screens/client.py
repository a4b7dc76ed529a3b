"""A new client's details, taken down once."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content

from assessor import wording
from assessor.journal import Client
from assessor.names import is_blank
from assessor.screens.dialog import Dialog
from assessor.scripts.kinds import Day, Refused
from assessor.widgets.base import Input, Static
from assessor.widgets.hints import Hints, hint

FIELDS = {
    "name": "Name, as they write it",
    "called": "What they like to be called",
    "born": "Date of birth",
    "reference": "Record number, if there is one",
    "telephone": "Telephone",
    "best_times": "Best times to ring",
    "therapist": "Therapist",
    "therapist_role": "Therapist's role",
    "referred_by": "Referred by",
}
_BIRTH = Day(kind="date", id="born", say="Date of birth", when="past", exact=True)


class ClientScreen(Dialog[Client]):
    """A short form; only the name is needed."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "leave it"),
        Binding("ctrl+s", "save", "save", priority=True),
    ]
    DEFAULT_CSS = """
    ClientScreen Horizontal { height: 1; margin-bottom: 1; }
    ClientScreen .label { width: 33; color: $quiet; }
    ClientScreen Input { width: 1fr; }
    ClientScreen Hints { margin-top: 1; }
    ClientScreen.-short Horizontal { margin-bottom: 0; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]New client[/b]\n"))
            for field, label in FIELDS.items():
                with Horizontal():
                    yield Static(label, classes="label")
                    yield Input(id=field)
            yield Static("", id="problem", classes="problem", markup=False)
            yield Hints(hint("Enter", "next"), hint("^s", "save"), hint("Esc", "leave without saving"))

    def on_mount(self) -> None:
        self.query_one("#name").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last saves."""
        if event.input.id == list(FIELDS)[-1]:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Opens the client's case, or says what is missing or in the way."""
        typed = {field: self.query_one(f"#{field}", Input).value.strip() for field in FIELDS}
        born: date | None = None
        today = self.app.desk.today  # type: ignore[attr-defined]
        try:
            if is_blank(typed["name"]):
                raise Refused("The name is missing; everything else can wait.")
            if typed["born"]:
                born = _BIRTH.parse(typed["born"], today)
        except Refused as refused:
            self.refuse(wording.sentence(str(refused)))
            self.query_one("#name" if is_blank(typed["name"]) else "#born").focus()
            return
        # what no letter stands for (a lone surrogate) cannot be kept, and is left out
        typed = {field: text.encode("utf-8", "ignore").decode("utf-8") for field, text in typed.items()}
        self.give(Client(**typed | {"born": born, "referred_on": today}))
