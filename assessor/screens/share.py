"""What the employer may see, chosen line by line with the client, and shown as it will stand before it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from assessor import wording
from assessor.care.case import Case
from assessor.care.employer_lines import Shareable, chosen_before, reworded, shareable, shared_lines
from assessor.care.employers import MAIN, consented_to, employers, others_named
from assessor.screens.choose_call import ChoiceScreen
from assessor.screens.dialog import Dialog, Keep
from assessor.widgets.base import Option, OptionList, Static
from assessor.widgets.rows import Row, hanging
from assessor.widgets.themes import drawn_in

NOTHING_FOR_WORK = "There is nothing yet that an employer could be shown: agree a step or a change first."
HEALTH = "says something about health"
NAMES_OTHERS = "names another employer"
REWORDED = "was put in other words since it was chosen"
BEFORE = "was chosen before, and is to be chosen anew"
ABOUT = {"adjustment": "a change at work", "step": "a step", "goal": "a goal", "health": "on health"}


class ShareScreen(Dialog[tuple[str, ...]]):
    """Every line that an employer could be shown, ticked or not; nothing else of the plan ever reaches them."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "leave it", priority=True),
        Binding("space", "tick", "tick", priority=True),
        Binding("enter", "save", "save", priority=True),
    ]
    CSS = """
    ShareScreen .dialog { width: 96; max-width: 98%; max-height: 96%; }
    ShareScreen #problem { display: none; margin-top: 1; }
    ShareScreen OptionList { height: auto; max-height: 50vh; }
    ShareScreen.-short .dialog { height: 96%; padding: 0 2; }
    ShareScreen.-short OptionList { height: 1fr; max-height: 1fr; }
    """

    def __init__(
        self,
        keep: Keep[tuple[str, ...]],
        lines: tuple[Shareable, ...],
        chosen: set[str],
        consent: str,
        changed: frozenset[str] = frozenset(),
        on_health: frozenset[str] = frozenset(),
        before: frozenset[str] = frozenset(),
        whom: str = "the employer",
        on_another: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(keep)
        self.lines = lines
        self.chosen = self._ticked = chosen
        self.consent = consent
        self.changed = changed
        self.on_health = on_health
        self.on_another = on_another
        self.before = before
        self.whom = whom

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]What may $whom see?[/b]", whom=wording.one_line(self.whom)))
            yield Static(
                "Go through it with the client, line by line. Only what is ticked reaches their employer's copy and "
                f"letters. {self.consent}\n",
                classes="quiet",
                markup=False,
            )
            yield OptionList()
            yield Static("", id="problem", classes="problem", markup=False)
            yield Static(
                Content.from_markup(
                    "\n[b $accent]Space[/] [$quiet]tick or not[/]   [b $accent]Enter[/] [$quiet]that is what they may "
                    "see[/]   [b $accent]Esc[/] [$quiet]leave it as it was[/]"
                )
            )

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.draw()

    def draw(self) -> None:
        """Shows the lines, ticked or not, the mark where it was."""
        listed = self.query_one(OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options(Option(self._row(line)) for line in self.lines)
        listed.highlighted = at

    def _row(self, line: Shareable) -> Row:
        colours = drawn_in(self.app)
        mark = "[x]" if line.key in self.chosen else "[ ]"
        detail = ", ".join(filter(None, (ABOUT[line.about], line.who, line.by)))
        warned = [HEALTH] if line.key in self.on_health and line.about != "health" else []
        warned += [NAMES_OTHERS] if line.key in self.on_another else []
        warned += [REWORDED] if line.key in self.changed else []
        warned += [BEFORE] if line.key in self.before else []
        warning = f"bold {colours['warning']}"
        parts = [(line.text, ""), (f"   {detail}", warning if line.about == "health" else colours["quiet"])]
        parts += [(f" · {words}", warning) for words in warned]
        return hanging((mark, f"bold {colours['accent']}"), *parts)

    def on_option_list_option_selected(self) -> None:
        """A click ticks a line, or not."""
        self.action_tick()

    def action_tick(self) -> None:
        """Ticks the marked line, or takes the tick back."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.chosen = self.chosen ^ {self.lines[at].key}
            self.draw()

    def leave_safely(self) -> str:
        """What was ticked, or no longer, and is not written yet."""
        return "" if self._kept or self.chosen == self._ticked else "what was ticked for the employer"

    def action_save(self) -> None:
        """Has the lines that are ticked written as the choice."""
        self.give(tuple(line.key for line in self.lines if line.key in self.chosen))


def share_form(case: Case, keep: Keep[tuple[str, ...]], employer: str = MAIN) -> ShareScreen | None:
    """The page for this case; None if there is nothing that could be shown."""
    lines = shareable(case.plan)
    if not lines:
        return None
    consent, whom = case.plan.consent(employer), consented_to(case.plan, employer)
    by_hand = case.by_hand.for_employer(employer)
    sentence = {
        "yes": f"They have agreed to sharing with {whom}.",
        "withdrawn": "They have withdrawn their consent, so nothing can be sent as things stand.",
        "ask_again": f"They are to be asked again about {whom}, so nothing can be sent as things stand.",
        "no": f"They have not agreed to sharing with {whom}, so nothing can be sent as things stand.",
    }.get(consent.state, f"Their consent for {whom} is not recorded yet.")
    changed = frozenset(line.key for line in reworded(case.plan, by_hand))
    on_health = frozenset(line.key for line in lines if line.on_health(case.health_hint))
    before = frozenset(line.key for line in chosen_before(case.plan, by_hand))
    chosen = {line.key for line in shared_lines(case.plan, by_hand)}
    on_another = frozenset(line.key for line in lines if others_named(case.plan, employer, line.printed))
    return ShareScreen(keep, lines, chosen, sentence, changed, on_health, before, whom, on_another)


def choose_employer(app: App[Any], case: Case, take: Callable[[str | None], None]) -> None:
    """Gives the employer whose lines are to be chosen: the one there is, or the one that is picked of several."""
    there = employers(case.plan)
    if len(there) < 2:
        take(there[0].reader if there else MAIN)
        return
    titles = {employer.reader: employer.title for employer in there}
    app.push_screen(ChoiceScreen("Which employer?", "each is shown only its own", titles), take)
