"""Export: the plan written to a file, in a format chosen by one key."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assessor.care.case import Case
from assessor.export import ENDINGS, FORMATS, Refused, export
from assessor.journal import Exported
from assessor.records.desk import Desk
from assessor.records.errors import StoreError
from assessor.records.files import write_whole

KEYS = (
    "[b $accent]1[/]–[b $accent]5[/] [$quiet]format[/]   "
    "[b $accent]Enter[/] [$quiet]write it[/]   [b $accent]Esc[/] [$quiet]close[/]"
)


class ExportScreen(ModalScreen["Case | None"]):
    """Format, then file, then it is written: whole, or not at all."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "leave", priority=True),
        Binding("ctrl+o", "overwrite", "replace the file that is there", priority=True),
    ]
    DEFAULT_CSS = """
    ExportScreen OptionList { margin: 1 0; }
    ExportScreen #done { color: $success; height: auto; }
    """

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self.format = "html"
        self.written = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(
                Content.from_markup(
                    "[b]Export the plan for the therapist[/b]   [$quiet]$name[/]", name=self.case.client.name
                )
            )
            yield OptionList(
                *(
                    Option(
                        Content.assemble((f" {i}  ", "b $accent"), f"{ending:5} ", (what, "$quiet")),
                        id=ending,
                    )
                    for i, (ending, (what, _)) in enumerate(FORMATS.items(), start=1)
                )
            )
            yield Static("File", classes="quiet")
            yield Input(id="file")
            yield Static("", id="problem", classes="problem", markup=False)
            yield Static("", id="done", markup=False)
            yield Static(Content.from_markup(KEYS))

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        listed.highlighted = 0
        listed.focus()
        self._name_file()

    def _name_file(self) -> None:
        documents = Path.home() / "Documents"
        folder = documents if documents.is_dir() else Path.cwd()
        reference = "".join(c if c.isalnum() or c in "-_" else "-" for c in self.case.client.reference) or "plan"
        self.query_one("#file", Input).value = str(folder / f"plan-{reference}.{ENDINGS.get(self.format, self.format)}")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The file's ending follows the format."""
        self.format = str(event.option.id)
        self._name_file()

    def on_key(self, event: object) -> None:
        """A digit chooses the format."""
        key = getattr(event, "character", None) or ""
        if key in "12345" and key and not isinstance(self.focused, Input):
            self.query_one(OptionList).highlighted = int(key) - 1

    def on_option_list_option_selected(self) -> None:
        """Enter on the format writes the file."""
        self._write()

    def on_input_submitted(self) -> None:
        """Enter on the file writes it."""
        self._write()

    def action_overwrite(self) -> None:
        """Replaces the file that is there."""
        self._write(overwrite=True)

    def _write(self, overwrite: bool = False) -> None:
        problem, done = self.query_one("#problem", Static), self.query_one("#done", Static)
        problem.update("")
        done.update("")
        file = Path(self.query_one("#file", Input).value.strip()).expanduser()
        try:
            write_whole(file, export(self.case, self.format, "therapist"), overwrite)
            self.case = self.desk.write(self.case, Exported(reader="therapist", format=self.format))
        except (Refused, StoreError) as error:
            there = file.is_file() and not overwrite and isinstance(error, StoreError)
            problem.update(f"{error}.{' Ctrl+O replaces it.' if there else ''}")
            return
        done.update(f"Written: {file}")
