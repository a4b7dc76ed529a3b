"""Begin a call: which of the scripts it goes by, the one that comes next first."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from assessor import taxonomy, wording
from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.care.due_steps import own_jobs_told
from assessor.scripts.kinds import OPTION_KEYS
from assessor.views.call import asked_of_outcome, before_ringing
from assessor.views.call_menu import call_menu
from assessor.widgets.base import Option, OptionList, Static
from assessor.widgets.hints import Hints, hint
from assessor.widgets.rows import hanging
from assessor.widgets.themes import drawn_in


class ChoiceScreen(ModalScreen["str | None"]):
    """A short list, each line by its key; gives the name of the one that was chosen, or None."""

    DEFAULT_CSS = """
    ChoiceScreen .dialog { width: 70; }
    ChoiceScreen OptionList { max-height: 58vh; margin: 1 0; }
    ChoiceScreen #first { height: auto; color: $warning; }
    """
    BINDINGS = [Binding("escape,ctrl+b", "dismiss(None)", "leave", priority=True)]
    VERB = "take it"

    def __init__(self, title: str, beside: str, choices: dict[str, str], first: str = "") -> None:
        """``first`` is to be read before anything is chosen."""
        super().__init__()
        self._title, self._beside, self._first = title, beside, first
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(
                Content.from_markup("[b]$title[/b]   [$quiet]$beside[/]", title=self._title, beside=self._beside)
            )
            if self._first:
                yield Static(self._first, id="first", markup=False)
            accent = f"bold {drawn_in(self.app)['accent']}"
            yield OptionList(
                *(
                    Option(hanging((f" {key} ", accent), (words, "")), id=name)
                    for key, (name, words) in zip(OPTION_KEYS, self._choices.items(), strict=False)
                )
            )
            yield Hints(hint("Enter", self.VERB), hint("Esc", "leave"))

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        listed.highlighted = 0
        listed.focus()

    def on_key(self, event: events.Key) -> None:
        """A line by its key. A key that is no character (Down, Home) is none of them."""
        for key, name in zip(OPTION_KEYS, self._choices, strict=False):
            if event.character == key:
                event.stop()
                self.choose(name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self.choose(event.option.id)

    def choose(self, name: str | None) -> None:
        """Gives the name of the line that was chosen."""
        self.dismiss(name)


class BeginScreen(ChoiceScreen):
    """The calls that can be begun or gone on with; gives the name of the line that was chosen."""

    VERB = "take it"

    def __init__(self, case: Case, bank: Bank, today: date) -> None:
        self.menu = call_menu(case, bank)
        last = f"last rung {wording.day(case.call.begun.astimezone())}" if case.call else "not rung yet"
        title = f"Ring {wording.one_line(case.client.name)}"
        first = "\n".join(filter(None, (before_ringing(case), own_jobs_told(case.plan, today))))
        super().__init__(title, last, {line.name: line.words for line in self.menu}, first)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).highlighted = next((i for i, line in enumerate(self.menu) if line.likeliest), 0)


class NotReachedScreen(ChoiceScreen):
    """What came of ringing; gives the outcome."""

    VERB = "write it down"

    def __init__(self, case: Case) -> None:
        best = f"best {wording.one_line(case.client.best_times)}" if case.client.best_times else ""
        outcomes = {name: wording.capital(words) for name, words in taxonomy.OUTCOMES.items()}
        super().__init__(f"Rang {wording.one_line(case.client.name)}", best, outcomes, before_ringing(case))
        self._case, self._asked = case, ""

    def choose(self, name: str | None) -> None:
        """Gives the outcome; one that the record speaks against only once it is chosen again."""
        asked = asked_of_outcome(self._case, name or "")
        if asked and asked != self._asked:
            self._asked = asked
            self.query_one("#first", Static).update(f"{asked} Choose it again to write it down.")
        else:
            self.dismiss(name)
