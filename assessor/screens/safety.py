"""The safety page: one key from anywhere in a call. It records and passes on; it assesses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from rich.console import Group
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from assessor import wording
from assessor.acts.calls import write_safety_line
from assessor.acts.desk import Desk
from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.journal import SafetyField
from assessor.names import unless_blank
from assessor.records.errors import StoreError
from assessor.views.call import SAFETY_LINES, offered_safety_line, protocol
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Static, fit_lines
from assessor.widgets.foot import Foot
from assessor.widgets.room import Room
from assessor.widgets.rows import hanging
from assessor.widgets.verbs import HELP, Verb, bindings


def _protocol(bank: Bank) -> Iterator[Static]:
    """The service's protocol, from the script of that stage in today's bank."""
    for title, lines in protocol(bank):
        yield Static(Content.styled(title, "b" if lines else "b $error"))
        yield Static(Group(*(hanging(("·", ""), (line, "")) for line in lines)), classes="lines")


class SafetyScreen(Room[Case]):
    """Six lines, each saved as it is left. Nothing here has to be complete before the call goes on."""

    CSS_PATH = "safety.tcss"
    HELP_TITLE = "The safety page"
    VERBS = (
        Verb("escape", "back", "back to the call", "Save what is written and go back to where you were."),
        Verb("ctrl+r", "back", "back to the call", "", quiet=True),
        Verb("tab", "next", "next line", "Save this line and go to the next; Enter does the same."),
        HELP,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, case: Case, call: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self.call = call if call is not None else case.call.id if case.call else ""
        interview = next((held.interview for held in case.calls if held.id == self.call), None)
        where = offered_safety_line("where", self.written, interview, "") if interview else ""
        self.offered = {"where": fit_lines(where)} if where else {}  # until it is left as it is, or changed

    @property
    def written(self) -> dict[str, str]:
        """What this call's page holds."""
        return self.case.safety.get(self.call, {})

    def compose(self) -> ComposeResult:
        name = wording.one_line(self.case.client.name)
        yield Static(Content.from_markup("[b]$name[/b]   [$error]safety[/]", name=name), classes="bar")
        with Horizontal():
            with VerticalScroll(id="lines", can_focus=False):
                for name, label in SAFETY_LINES.items():
                    yield Static(label, classes="label")
                    yield Words(
                        self.written.get(name) or self.offered.get(name, ""),
                        id=name,
                        soft_wrap=True,
                        tab_behavior="focus",
                    )
            with VerticalScroll(id="protocol", can_focus=False):
                yield from _protocol(self.desk.current_bank)
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        empty = [name for name in SAFETY_LINES if not self.written.get(name)]
        self.query_one(f"#{empty[0] if empty else 'words'}").focus()

    def save(self) -> bool:
        """Writes every line that changed."""
        changed = [
            write_safety_line(name, text)
            for name in get_args(SafetyField)
            if name not in self.offered or self.query_one(f"#{name}", Words).text != self.offered[name]
            if (text := unless_blank(self.query_one(f"#{name}", Words).text)) != fit_lines(self.written.get(name, ""))
        ]
        if not changed:
            return True
        try:
            self.case = self.desk.write(self.case, changed, self.call)
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.notify(f"{error} What you wrote is still here.", severity="error", markup=False, timeout=20)
            return False
        self.query_one(Foot).say("saved ✓")
        return True

    def on_words_submitted(self) -> None:
        """Enter saves the line and goes to the next."""
        self.action_next()

    def on_descendant_blur(self) -> None:
        """A line that is left is saved."""
        self.save()

    def action_next(self) -> None:
        """Saves this line, an offered one too, and goes to the next; the moment of telling is put in."""
        names = list(SAFETY_LINES)
        name = cast("str", self.focused.id) if self.focused else "words"
        self.offered.pop(name, None)
        self.save()
        if name == "told" and unless_blank(self.query_one("#told", Words).text):
            at = self.query_one("#told_at", Words)
            if not at.text.strip():
                at.load_text(f"{self.desk.clock().astimezone():%H:%M}")
        following = names[(names.index(name) + 1) % len(names)] if name in names else "words"
        self.query_one(f"#{following}").focus()

    def action_back(self) -> None:
        """Goes back to where the adviser was, once everything is saved."""
        if self.save():
            self.dismiss(self.case)
