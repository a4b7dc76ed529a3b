"""Records of supervision: those that were held, to read and to take out; and a form for the one being held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from assessor import wording
from assessor.acts.declared import writes
from assessor.acts.desk import Desk
from assessor.acts.forms import Field, Filled, Form
from assessor.acts.leaving import documents_folder, export_supervision_to_file, file_stem
from assessor.acts.supervision import advisers, caseload, held_with, hold_supervision, names
from assessor.care.case import Case
from assessor.export import ExportRefused as NotToLeave
from assessor.export.supervision import NOTHING_WRITTEN, SUPERVISION_FORMATS, parts
from assessor.journal import Entry, SupervisionHeld
from assessor.names import same_name, unless_blank
from assessor.records.errors import StoreError
from assessor.records.files import file_named
from assessor.screens.who_works import working_as
from assessor.scripts.kinds import Day, Refused
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.widgets.foot import Foot
from assessor.widgets.room import Room
from assessor.widgets.rows import Row, row
from assessor.widgets.themes import drawn_in
from assessor.widgets.verbs import HELP, MORE, Verb, bindings

_DAY = Day(kind="date", id="on", say="The day", when="past", exact=True)


class SupervisionScreen(Room[None]):
    """The records, the latest first, and the one that is marked beside them."""

    CSS_PATH = "supervision.tcss"
    HELP_TITLE = "Supervision"
    VERBS = (
        Verb("w", "hold", "write one", "Write the record of a supervision.", always=False),
        Verb("f12", "export", "export", "Write the record that is marked to a file.", always=False),
        Verb("escape", "back", "back", "Go back to where you were."),
        Verb("f7", "back", "back", "", quiet=True),
        MORE,
        HELP,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, adviser: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._adviser = adviser
        self._cases: list[Case] = []
        self.entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        yield Static(
            Content.from_markup("[b]Supervision[/b]   [$quiet]$who[/]", who=working_as(self.desk)), classes="bar"
        )
        yield Static("No supervision is recorded yet. w writes the first record.", id="nothing", markup=False)
        with Horizontal(id="pair"):
            yield OptionList(id="records")
            with VerticalScroll(id="reading", can_focus=False):
                yield Static("", id="record")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self.load()
        self.query_one("#records").focus()

    def recolour(self) -> None:
        """The lines are drawn in the theme's colours."""
        self.load()

    def load(self) -> None:
        """Reads the records afresh."""
        try:
            self._cases = self.desk.cases()
            self.entries = held_with(self.desk.supervisions())[::-1]
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.set_class(not self.entries, "-empty")
        listed = self.query_one("#records", OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options([Option(_headline(entry)) for entry in self.entries])
        listed.highlighted = min(at or 0, len(self.entries) - 1) if self.entries else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The record follows the mark."""
        self.query_one("#record", Static).update(_whole(self.entries[event.option_index], self._cases))
        self.query_one("#reading").scroll_home(animate=False)

    @writes("supervision")
    def action_hold(self) -> None:
        """Opens the form of a new record."""
        if self.desk.adviser.role != "senior":
            self.notify(
                f"Only a senior employment adviser keeps the record of a supervision. {working_as(self.desk)}, works "
                "here; F6 in the caseload changes that.",
                severity="warning", markup=False, timeout=12,
            )  # fmt: skip
            return

        def take(entry: Entry | None) -> None:
            if entry is not None:
                self.load()
                self.query_one("#records", OptionList).highlighted = self.entries.index(entry)
                self.query_one(Foot).say("saved ✓")

        self.app.push_screen(HoldScreen(self.desk, self._cases, self._adviser), take)

    @writes("export")
    def action_export(self) -> None:
        """Asks for the file, and writes the record that is marked to it."""
        at = self.query_one("#records", OptionList).highlighted
        if at is None or not self.entries:
            self.notify("There is no record to export yet.", markup=False)
            return
        from assessor.screens.form import FormScreen

        entry = self.entries[at]

        def write(filled: Filled) -> str:
            try:
                return self._write(entry, file_named(filled["to"]))
            except StoreError as error:
                return wording.sentence(str(error))

        endings = wording.listed(("." + ending for ending in SUPERVISION_FORMATS), "or")
        field = Field("to", f"File ({endings})", value=str(_file(entry)), needed="Name a file.")
        self.app.push_screen(FormScreen(Form("Export this record", (field,), lambda _: ()), write))

    def _write(self, entry: Entry, file: Path) -> str:
        """Writes it to the file, or says why it could not."""
        ending = file.suffix.removeprefix(".").lower()
        if ending not in SUPERVISION_FORMATS:
            return f"Nothing was written: {file.name} ends in none of .md, .txt and .json."
        try:
            export_supervision_to_file(self.desk, [entry], ending, file)
        except (NotToLeave, StoreError) as error:
            return wording.sentence(str(error))
        self.notify(f"Written: {file}", markup=False)
        return ""

    def action_back(self) -> None:
        """Goes back."""
        self.dismiss(None)


class HoldScreen(Room["Entry | None"]):
    """The form of one record: with whom, on which day, which cases, what was decided and learned."""

    CSS_PATH = "supervision.tcss"
    HELP_TITLE = "The record of a supervision"
    VERBS = (
        Verb("ctrl+s", "save", "save", "Keep the record; it can be read, and is not changed afterwards."),
        Verb("tab", "app.focus_next", "next", "Go to the next field.", always=False),
        Verb("space", "choose", "choose a case", "Choose the case that is marked, or no longer.", always=False),
        Verb("escape", "leave", "leave without saving", "Go back; nothing is kept."),
        HELP,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, cases: list[Case], adviser: str) -> None:
        super().__init__()
        self.desk = desk
        self._cases = cases
        others = [name for name in advisers(cases) if not same_name(name, desk.adviser.name)]
        self._adviser = adviser if adviser in others else next(iter(others), "")
        self._advisers = others
        self._listed: list[tuple[str, Case]] = []
        self.chosen: set[str] = set()

    def compose(self) -> ComposeResult:
        today = self.desk.today
        yield Static(
            Content.from_markup("[b]A supervision[/b]   [$quiet]with $who[/]", who=working_as(self.desk)), classes="bar"
        )
        with Horizontal(id="form"):
            with Vertical(id="left"):
                yield Static("With which adviser", classes="label")
                yield Input(self._adviser, id="adviser")
                yield Static("On which day", classes="label")
                yield Input(wording.day(today), id="on")
                yield Static("Cases discussed", classes="label")
                yield OptionList(id="cases")
            with Vertical(id="right"):
                yield Static("What was decided", classes="label")
                yield Words(id="decisions", soft_wrap=True, tab_behavior="focus")
                yield Static("What was learned", classes="label")
                yield Words(id="learning", soft_wrap=True, tab_behavior="focus")
        yield Static("", id="problem", classes="problem", markup=False)
        yield Foot(self.VERBS)

    def recolour(self) -> None:
        """The cases are drawn in the theme's colours."""
        self._show_cases()

    def on_mount(self) -> None:
        self._list_cases()
        self.query_one("#adviser").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The cases are those of the adviser who is named."""
        if event.input.id == "adviser":
            self._list_cases()

    def _list_cases(self) -> None:
        theirs = caseload(self._cases, self.query_one("#adviser", Input).value)
        self._listed = [(case.client.reference or case.id, case) for case in theirs]
        self.chosen &= {reference for reference, _ in self._listed}
        self._show_cases()

    def _show_cases(self) -> None:
        listed = self.query_one("#cases", OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options([Option(self._case(reference, case)) for reference, case in self._listed])
        listed.highlighted = min(at or 0, len(self._listed) - 1) if self._listed else None

    def _case(self, reference: str, case: Case) -> Row:
        chosen, colours = reference in self.chosen, drawn_in(self.app)
        mark, style = ("✓", "bold") if chosen else (" ", "")
        return row([(mark, colours["accent"]), (case.client.name, style), (reference, colours["quiet"])], [2, 18, 10])

    def action_choose(self) -> None:
        """Chooses the case that is marked, or no longer."""
        listed = self.query_one("#cases", OptionList)
        if self.focused is listed and listed.highlighted is not None:
            self.chosen ^= {self._listed[listed.highlighted][0]}
            self._show_cases()

    def on_option_list_option_selected(self) -> None:
        """Enter on a case, or a click."""
        self.action_choose()

    def on_input_submitted(self) -> None:
        """Enter goes on."""
        self.focus_next()

    def on_words_submitted(self) -> None:
        """Enter goes on, and from the last field saves."""
        if self.focused is not None and self.focused.id == "learning":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Keeps the record, or says what is missing."""
        try:
            entry = self.desk.record_supervision(self._held())
        except (Refused, StoreError) as error:
            self.query_one("#problem", Static).update(wording.sentence(str(error)))
            return
        self.dismiss(entry)

    def _held(self) -> SupervisionHeld:
        adviser = _letters(self.query_one("#adviser", Input).value)
        decisions, learning = (_letters(self.query_one(f"#{name}", Words).text) for name in ("decisions", "learning"))
        chosen = tuple(reference for reference, _ in self._listed if reference in self.chosen)
        if not adviser:
            raise Refused("With which adviser was it held?")
        if not (chosen or decisions or learning):
            raise Refused("Nothing is written yet: choose the cases, or say what was decided or learned.")
        on = _DAY.parse(self.query_one("#on", Input).value, self.desk.today)
        if not isinstance(on, date):
            raise Refused("On which day was it held?")
        return hold_supervision(adviser, on, cases=chosen, decisions=decisions, learning=learning)

    def action_leave(self) -> None:
        """Goes back without saving."""
        self.dismiss(None)


def _letters(text: str) -> str:
    """The text without what no letter stands for (a lone surrogate), which cannot be kept."""
    return unless_blank(text).encode("utf-8", "ignore").decode("utf-8")


def _headline(entry: Entry) -> Content:
    act = entry.act
    assert isinstance(act, SupervisionHeld)  # noqa: S101 - held_with gives no other
    cases = wording.counted(len(act.cases), "case")
    return Content.assemble(
        (wording.day(act.on), "b"), f"  {wording.shorten(act.adviser, 24)}", (f"  {cases}", "$quiet")
    )


def _whole(entry: Entry, cases: Iterable[Case]) -> Content:
    act = entry.act
    assert isinstance(act, SupervisionHeld)  # noqa: S101
    subtitle = f"{wording.day(act.on)}, with {entry.by}"
    blocks = [
        Content.styled(f"Supervision of {wording.one_line(act.adviser)}", "b"),
        Content.styled(f"\n{wording.one_line(subtitle)}", "$quiet"),
    ]
    for heading, lines in parts(act, names(cases)):
        shown = "\n".join(f"· {wording.one_line(line)}" for line in lines or [NOTHING_WRITTEN])
        blocks.append(Content.from_markup("\n\n[b $primary]$heading[/]\n$lines", heading=heading, lines=shown))
    return Content("").join(blocks)


def _file(entry: Entry) -> Path:
    """Where the record goes if nothing else is said: the documents, under the adviser's name and the day."""
    act = entry.act
    assert isinstance(act, SupervisionHeld)  # noqa: S101
    return documents_folder() / f"supervision-{file_stem(act.adviser.lower(), 'adviser')}-{act.on.isoformat()}.md"
