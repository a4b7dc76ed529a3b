"""Export: the plan written to a file. For whom, in which format; what it will say stands there before it is made."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from assessor.acts.desk import ChangedElsewhere, Desk
from assessor.acts.leaving import export_to_file
from assessor.care.case import Case
from assessor.care.employers import MAIN, employers
from assessor.export import FORMATS, LETTERS, RECIPIENTS, ExportRefused, formats
from assessor.export.before_export import heed
from assessor.export.clinical_record import record_entry
from assessor.export.permission import permitted
from assessor.export.text import plain_text
from assessor.records.errors import StoreError
from assessor.records.files import file_named, is_there
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.wording import capital, one_line, sentence

EXPORT_KEYS = (
    "[b $accent]↑ ↓[/] [$quiet]choose[/]   [b $accent]Tab[/] [$quiet]format, text, file[/]   "
    "[b $accent]Enter[/] [$quiet]write it[/]   [b $accent]Esc[/] [$quiet]close[/]"
)


class DocumentChoice(NamedTuple):
    """A document that can be made: for a reader, the page or a letter."""

    reader: str
    letter: str
    title: str
    employer: str = MAIN

    @property
    def stem(self) -> str:
        """How its file is called, before the client's reference."""
        if self.letter:
            stem = f"letter-{self.letter}" if self.reader == "client" else f"adviser-letter-{self.letter}"
            return stem if self.employer == MAIN else f"{stem}-{self.employer}"
        return "plan" if self.reader == "therapist" else self.reader if self.employer == MAIN else self.employer


DOCUMENT_CHOICES = (
    *(DocumentChoice(reader, "", capital(title)) for reader, title in RECIPIENTS.items() if reader != "record"),
    *(DocumentChoice("client", letter, f"Letter the client sends: {title}") for letter, title in LETTERS.items()),
    *(DocumentChoice("employer", letter, f"Letter from you: {title}") for letter, title in LETTERS.items()),
    DocumentChoice("record", "", capital(RECIPIENTS["record"])),
)


def document_choices(case: Case) -> tuple[DocumentChoice, ...]:
    """The documents of this case: where there is more than one employer, what goes to work once for each, by name."""
    there = employers(case.plan)
    choices: list[DocumentChoice] = []
    for choice in DOCUMENT_CHOICES:
        if choice.reader == "employer" or choice.letter:
            titles = [(f"{choice.title}: {e.title}" if len(there) > 1 else choice.title, e.reader) for e in there]
            choices += [choice._replace(title=title, employer=reader) for title, reader in titles] or [choice]
        else:
            choices.append(choice)
    return tuple(choices)


class ExportScreen(ModalScreen["Case | None"]):
    """For whom, format, then file; it is written whole, or not at all. Nothing of it leaves by being marked and copied,
    which no entry would tell of."""

    ALLOW_SELECT = False
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # the document needs its rows more than the lists do

    BINDINGS = [
        Binding("escape", "leave", "leave", priority=True),
        Binding("ctrl+o", "overwrite", "replace the file that is there", priority=True),
    ]
    DEFAULT_CSS = """
    ExportScreen Horizontal { height: auto; max-height: 35%; margin-top: 1; }
    ExportScreen OptionList { height: auto; max-height: 100%; }
    ExportScreen #document { width: 1fr; }
    ExportScreen #format { width: 33; margin-left: 2; }
    ExportScreen VerticalScroll { height: 1fr; min-height: 3; margin: 1 0 0 0; padding: 0 1; border: round $rule; }
    ExportScreen VerticalScroll:focus { border: round $accent; }
    ExportScreen #reads.refused { color: $error; }
    ExportScreen #heed { height: auto; margin-bottom: 1; color: $quiet; }
    ExportScreen #heed.nothing { display: none; }
    ExportScreen #problem { height: auto; }
    ExportScreen #done { color: $success; height: auto; }
    ExportScreen #problem, ExportScreen #done { display: none; }
    ExportScreen #problem.said, ExportScreen #done.said { display: block; }
    ExportScreen.-short Horizontal { height: 3; max-height: 3; margin-top: 0; }
    ExportScreen.-short VerticalScroll { margin: 0; }
    ExportScreen.-short #file-label { display: none; }
    """

    def __init__(self, desk: Desk, case: Case, current: Case | None = None) -> None:
        """``current`` is the case as it stands, where ``case`` is an earlier version of it: today's consent rules."""
        super().__init__()
        self.desk = desk
        self.case = case
        self.current_case = current or case
        self.choices = document_choices(self.current_case)
        self.choice = self.choices[0]
        self.format = "html"
        self.written = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]Export[/b]   [$quiet]$name[/]", name=one_line(self.case.client.name)))
            with Horizontal():
                yield OptionList(
                    *(Option(Content(f" {choice.title}"), id=str(i)) for i, choice in enumerate(self.choices)),
                    id="document",
                )
                yield OptionList(id="format")
            with VerticalScroll():
                yield Static("", id="heed", markup=False)
                yield Static("", id="reads", markup=False)
            yield Static("File", id="file-label", classes="quiet")
            yield Input(id="file")
            yield Static("", id="problem", classes="problem", markup=False)
            yield Static("", id="done", markup=False)
            yield Static(Content.from_markup(EXPORT_KEYS))

    def on_mount(self) -> None:
        documents = self.query_one("#document", OptionList)
        documents.highlighted = 0
        documents.focus()
        self._show()

    def _formats(self) -> tuple[str, ...]:
        """The formats in which the chosen document can be had."""
        return formats(self.choice.reader, self.choice.letter or None)

    def _show(self) -> None:
        """Offers the document's formats, and shows what it will say, or why it may not be made."""
        listed = self.query_one("#format", OptionList)
        offered = self._formats()
        if [option.id for option in listed.options] != list(offered):
            listed.clear_options()
            listed.add_options(
                Option(Content.assemble(f" {ending:5} ", (FORMATS[ending].what, "$quiet")), id=ending)
                for ending in offered
            )
            listed.highlighted = offered.index(self.format) if self.format in offered else 0
        reads = self.query_one("#reads", Static)
        look: tuple[str, ...] = ()
        try:
            request = permitted(
                self.case, self.choice.reader, self.choice.letter or None, self.current_case, self.choice.employer
            )
            text = record_entry(self.case) if self.choice.reader == "record" else plain_text(request.page)
            reads.set_class(False, "refused")
            look = heed(
                self.case, self.choice.reader, self.choice.letter or None, self.desk.today, self.current_case,
                self.choice.employer,
            )  # fmt: skip
        except ExportRefused as error:
            text = sentence(str(error).replace("; nothing was written", ""))
            reads.set_class(True, "refused")
        reads.update(text)
        self.query_one("#heed", Static).set_class(not look, "nothing").update("\n".join(look))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._name_file()

    def _name_file(self) -> None:
        documents = Path.home() / "Documents"
        folder = documents if documents.is_dir() else Path.cwd()
        reference = "".join(c if c.isalnum() or c in "-_" else "-" for c in self.case.client.reference) or "plan"
        ending = self.format if self.format in self._formats() else self._formats()[0]
        ending = FORMATS[ending].ending or ending
        self.query_one("#file", Input).value = str(folder / f"{self.choice.stem}-{reference}.{ending}")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What it says follows the document, the file's ending the format."""
        if event.option_list.id == "document":
            self.choice = self.choices[int(str(event.option.id))]
            self._show()
        elif event.option_list.has_focus:
            self.format = str(event.option.id)
            self._name_file()

    def on_option_list_option_selected(self) -> None:
        """Enter on the document or the format writes the file."""
        self._write()

    def on_input_submitted(self) -> None:
        """Enter on the file writes it."""
        self._write()

    def action_overwrite(self) -> None:
        """Replaces the file that is there."""
        self._write(overwrite=True)

    def action_copy_text(self) -> None:
        """What is shown leaves as a file."""
        raise SkipAction

    def action_leave(self) -> None:
        """Back to the plan, which has the export in its journal."""
        self.dismiss(self.current_case if self.written else None)

    def _write(self, overwrite: bool = False) -> None:
        self._say("#problem", "")
        self._say("#done", "")
        name, file = self.query_one("#file", Input).value, Path()
        reader, letter = self.choice.reader, self.choice.letter or None
        format = self.format if self.format in self._formats() else self._formats()[0]
        reading = None if self.case is self.current_case else self.case
        try:
            file = file_named(name)
            self.current_case = export_to_file(
                self.desk, self.current_case, file, format, reader, letter, reading, overwrite, self.choice.employer
            )
        except (ExportRefused, StoreError) as error:
            if isinstance(error, ChangedElsewhere):
                self._look_again()
            there = is_there(file) and not overwrite and isinstance(error, StoreError)
            self._say("#problem", f"{sentence(str(error))}{' Ctrl+O replaces it.' if there else ''}")
            return
        self.case = self.case if reading else self.current_case
        self.written = True
        self._say("#done", f"Written: {file}")

    def _say(self, selector: str, words: str) -> None:
        self.query_one(selector, Static).set_class(bool(words), "said").update(words)

    def _look_again(self) -> None:
        """Shows what would leave as the case stands in the records, so that the next attempt rests on that."""
        with suppress(StoreError):
            stands = self.desk.read_again(self.current_case)
            self.case = stands if self.case is self.current_case else self.case
            self.current_case = stands
            file = self.query_one("#file", Input).value
            self._show()
            self.query_one("#file", Input).value = file
