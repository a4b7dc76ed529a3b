"""The plan's versions: each with what fixed it, what changed from it to the one after, and the plan as it was."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from assessor import taxonomy, wording
from assessor.acts.declared import writes
from assessor.acts.desk import Desk
from assessor.care.case import Case
from assessor.care.fingerprint import fingerprint
from assessor.journal import Exported
from assessor.records.errors import StoreError
from assessor.views.changes import Change, line_changes
from assessor.views.plan_lines import plan_lines
from assessor.widgets.base import Option, OptionList, Static
from assessor.widgets.foot import Foot
from assessor.widgets.plan_list import PlanList, why
from assessor.widgets.room import Room
from assessor.widgets.themes import drawn_in
from assessor.widgets.verbs import HELP, MORE, Verb, bindings

CHANGE_SIGNS = {"new": "+", "gone": "−", "changed": "~"}
CHANGE_WORDS = {"new": "new", "gone": "no longer there", "changed": "changed"}


class VersionsScreen(Room["Case | None"]):
    """The versions, the latest first; beside it what changed since the one before."""

    CSS_PATH = "plan.tcss"
    HELP_TITLE = "Versions of the plan"
    VERBS = (
        Verb("enter", "open", "open", "Open the plan as it was.", always=False),
        Verb("f12", "export", "export again", "Write this version to a file again, the same to the byte."),
        Verb("escape", "back", "back", "Go back to the plan."),
        HELP,
        MORE,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self.readings: list[Case] = []

    def compose(self) -> ComposeResult:
        top = ((wording.one_line(self.case.client.name), "b"), ("   versions of the plan", "$quiet"))
        yield Static(Content.assemble(*top), classes="bar")
        with Horizontal():
            yield OptionList(id="lines")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="reasons")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        numbers = sorted({self.case.version, *(fixed.version for fixed in self.case.standing.fixed)}, reverse=True)
        try:
            self.readings = [self.case.at_version(number, self.desk.bank) for number in numbers]
        except (StoreError, KeyError) as error:
            self.notify(str(error.args[0]), severity="error", markup=False)
            self.readings = [self.case]
        listed = self.query_one(OptionList)
        listed.add_options(Option(Text(self._told(case))) for case in self.readings)
        listed.highlighted = 0
        listed.focus()

    def _told(self, case: Case) -> str:
        fixed = next((version for version in self.case.standing.fixed if version.version == case.version), None)
        if fixed is None:
            return f"Version {case.version}, as it stands now\n  not yet sent or signed"
        act = fixed.by.act
        if isinstance(act, Exported):
            how = (
                f"sent to the {act.reader}" if act.reader in taxonomy.SHARED_WITH else f"exported for the {act.reader}"
            )
        else:
            how = f"signed by {wording.one_line(fixed.by.by)}"
        return f"Version {case.version}, {how}\n  {wording.moment(fixed.by.at)} · {fingerprint(case)}"

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What changed follows the mark."""
        at = event.option_index
        earlier = self.readings[at + 1] if at + 1 < len(self.readings) else None
        if earlier is None:
            self.query_one("#reasons", Static).update("The first version.")
            return
        changes = line_changes(plan_lines(earlier), plan_lines(self.readings[at]))
        self.query_one("#reasons", Static).update(told_changes(changes, earlier.version))

    def on_option_list_option_selected(self) -> None:
        """Enter opens the version."""
        self.action_open()

    def marked(self) -> Case:
        """The reading that is marked."""
        return self.readings[self.query_one(OptionList).highlighted or 0]

    def action_open(self) -> None:
        """Opens the plan as it was."""
        self.app.push_screen(VersionScreen(self.marked()))

    @writes("export")
    def action_export(self) -> None:
        """Writes this version again."""
        from assessor.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.desk, self.marked(), self.case), self._take)

    def _take(self, case: Case | None) -> None:
        self.case = case or self.case

    def action_back(self) -> None:
        """Back to the plan, with the case as it now stands."""
        self.dismiss(self.case)


class VersionScreen(Room[None]):
    """A plan as it was: to be read only."""

    CSS_PATH = "plan.tcss"
    HELP_TITLE = "The plan as it was"
    VERBS = (Verb("escape", "back", "back", "Go back to the versions."), HELP, MORE)
    BINDINGS = bindings(VERBS)

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def compose(self) -> ComposeResult:
        subtitle = f"   version {self.case.version} as it was, to read only"
        yield Static(
            Content.assemble((wording.one_line(self.case.client.name), "b"), (subtitle, "$quiet")), classes="bar"
        )
        with Horizontal():
            yield PlanList(id="lines")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="reasons")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        listed = self.query_one(PlanList)
        listed.show(plan_lines(self.case), drawn_in(self.app))
        listed.focus()

    def on_option_list_option_highlighted(self) -> None:
        """The reasons follow the mark."""
        line = self.query_one(PlanList).line
        if line is not None:
            self.query_one("#reasons", Static).update(why(line))

    def action_back(self) -> None:
        """Back to the versions."""
        self.dismiss(None)


def told_changes(changes: list[Change], earlier: int) -> Content:
    """What changed since an earlier version, line by line, by sign and word and not by colour alone."""
    if not changes:
        return Content(f"Nothing on the plan changed since version {earlier}.")
    parts = [Content.from_markup("[b]Since version $earlier[/b]\n", earlier=str(earlier))]
    group = ""
    for change in changes:
        if change.group != group:
            group = change.group
            parts.append(Content.from_markup("\n[b $primary]$group[/]\n", group=group))
        sign, word = CHANGE_SIGNS[change.what], CHANGE_WORDS[change.what]
        parts.append(Content.from_markup("[b $accent]$sign[/] [$quiet]$word:[/] ", sign=sign, word=word))
        parts.append(Content(wording.one_line(change.after or change.before)))
        if change.what == "changed":
            parts.append(Content.from_markup("\n  [$quiet]was: $before[/]", before=wording.one_line(change.before)))
        parts.append(Content("\n"))
    return Content("").join(parts)
