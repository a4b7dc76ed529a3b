"""The entry for the clinical record, ready to be copied: to the clipboard, or to a file."""

from __future__ import annotations

from contextlib import suppress

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from assessor.acts.desk import ChangedElsewhere, Desk
from assessor.acts.leaving import documents_folder, export_to_file, file_stem, write_copied
from assessor.care.case import Case
from assessor.export import ExportRefused
from assessor.export.clinical_record import record_entry
from assessor.records.errors import StoreError
from assessor.widgets.base import Static
from assessor.widgets.hints import Hints, hint
from assessor.wording import one_line


class RecordScreen(ModalScreen["Case | None"]):
    """The whole entry in sight before it goes anywhere; gives the case with it written down that it did."""

    DEFAULT_CSS = """
    RecordScreen VerticalScroll { height: 1fr; margin: 1 0; }
    RecordScreen #done { height: auto; color: $success; }
    RecordScreen #done.problem { color: $error; }
    """
    BINDINGS = [
        Binding("escape", "leave", "close", priority=True),
        Binding("c", "copy", "copy"),
        Binding("f", "file", "file"),
    ]

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self._entry = record_entry(case)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]For the clinical record[/b]   [$quiet]in the order its form asks[/]"))
            with VerticalScroll():
                yield Static(self._entry, id="entry", markup=False)
            yield Static("", id="done", markup=False)
            yield Hints(hint("c", "copy"), hint("f", "write to a file"), hint("Esc", "close"))

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Back to the plan, with the case as it now stands."""
        self.dismiss(self.case)

    def action_copy(self) -> None:
        """To the clipboard, by way of the terminal (OSC 52); some terminals do not allow it."""
        self._copy(self._entry)

    def action_copy_text(self) -> None:
        """What is marked goes to the clipboard as the whole entry does: written down before it is copied."""
        marked = self.get_selected_text()
        if marked is None:
            raise SkipAction
        self._copy(marked)

    def _copy(self, words: str) -> None:
        try:
            self.case = write_copied(self.desk, self.case)
        except StoreError as error:
            self._refuse(error)
            return
        self.app.copy_to_clipboard(words)
        self._say("Copied. If nothing arrives where you paste it, your terminal does not allow copying: use f.")

    def action_file(self) -> None:
        """To a file of its own; one that is there is never replaced."""
        file = documents_folder() / f"record-{file_stem(self.case.client.reference, 'record')}.txt"
        try:
            self.case = export_to_file(self.desk, self.case, file, "txt", "record")
        except (ExportRefused, StoreError) as error:
            self._refuse(error)
            return
        self._say(f"Written: {file}")

    def _refuse(self, error: Exception) -> None:
        """Says why it went nowhere; a case that was changed elsewhere is shown as it stands before the next attempt."""
        if isinstance(error, ChangedElsewhere):
            with suppress(StoreError):
                self.case = self.desk.read_again(self.case)
                self._entry = record_entry(self.case)
                self.query_one("#entry", Static).update(self._entry)
        self._say(str(error), problem=True)

    def _say(self, words: str, problem: bool = False) -> None:
        done = self.query_one("#done", Static)
        done.set_class(problem, "problem")
        done.update(one_line(words))
