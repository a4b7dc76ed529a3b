"""Begin a call: which of the scripts it goes by, the one that comes next first."""

from __future__ import annotations

from typing import get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assessor import taxonomy, wording
from assessor.care.bank import Bank
from assessor.care.case import Case, calls_to_make
from assessor.journal import Outcome
from assessor.scripts.kinds import OPTION_KEYS

RESUME = "resume"
NOT_REACHED = "not reached"


class BeginScreen(ModalScreen["str | None"]):
    """The calls that can be made, each by a key; gives the script's id, or `RESUME` or `NOT_REACHED`."""

    DEFAULT_CSS = """
    BeginScreen .dialog { width: 70; height: auto; max-height: 90%; }
    BeginScreen OptionList { height: auto; max-height: 100%; margin: 1 0; background: $surface; border: none; }
    """
    BINDINGS = [Binding("escape,ctrl+b", "dismiss(None)", "leave", priority=True)]

    def __init__(self, case: Case, bank: Bank) -> None:
        super().__init__()
        self._case = case
        self._choices: dict[str, str] = {}
        if case.unfinished is not None:
            self._choices[RESUME] = f"Go on with: {case.unfinished.interview.course.script.title.lower()}"
        self._choices |= {script.script: script.title for script in calls_to_make(case, bank)}
        self._choices[NOT_REACHED] = "Rung, and not spoken to…"

    def compose(self) -> ComposeResult:
        client, call = self._case.client, self._case.call
        last = f"last rung {wording.day(call.begun.astimezone())}" if call else "not rung yet"
        with Vertical(classes="dialog"):
            yield Static(
                Content.from_markup(
                    "[b]Ring $name[/b]   [$quiet]$last[/]", name=wording.one_line(client.name), last=last
                )
            )
            yield OptionList(
                *(
                    Option(Content.assemble((f" {key}  ", "b $accent"), title), id=name)
                    for key, (name, title) in zip(OPTION_KEYS, self._choices.items(), strict=False)
                )
            )
            yield Static(
                Content.from_markup("[b $accent]Enter[/] [$quiet]begin[/]   [b $accent]Esc[/] [$quiet]leave[/]")
            )

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        listed.highlighted = 0
        listed.focus()

    def on_key(self, event: events.Key) -> None:
        """A call by its key."""
        key = event.character or ""
        names = list(self._choices)
        if key in OPTION_KEYS and OPTION_KEYS.index(key) < len(names):
            self.dismiss(names[OPTION_KEYS.index(key)])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self.dismiss(event.option.id)


class NotReachedScreen(ModalScreen["Outcome | None"]):
    """What came of ringing, by one key."""

    DEFAULT_CSS = """
    NotReachedScreen .dialog { width: 70; height: auto; max-height: 90%; }
    NotReachedScreen OptionList { height: auto; margin: 1 0; background: $surface; border: none; }
    """
    BINDINGS = [Binding("escape", "dismiss(None)", "leave", priority=True)]

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def compose(self) -> ComposeResult:
        client = self._case.client
        best = f"best {wording.one_line(client.best_times)}" if client.best_times else ""
        with Vertical(classes="dialog"):
            yield Static(
                Content.from_markup(
                    "[b]Rang $name[/b]   [$quiet]$best[/]", name=wording.one_line(client.name), best=best
                )
            )
            yield OptionList(
                *(
                    Option(Content.assemble((f" {key}  ", "b $accent"), wording.capital(words)), id=outcome)
                    for key, (outcome, words) in zip(OPTION_KEYS, taxonomy.OUTCOMES.items(), strict=False)
                )
            )
            yield Static(Content.from_markup("[b $accent]Esc[/] [$quiet]leave[/]"))

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """An outcome by its key."""
        outcomes = get_args(Outcome)
        key = event.character or ""
        if key in OPTION_KEYS and OPTION_KEYS.index(key) < len(outcomes):
            self.dismiss(outcomes[OPTION_KEYS.index(key)])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self.dismiss(get_args(Outcome)[event.option_index])
