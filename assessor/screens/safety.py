"""The safety page: one key from anywhere in a call. It records and passes on; it assesses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import cast, get_args

from rich.console import Group
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from assessor import wording
from assessor.acts.calls import write_safety_line
from assessor.acts.desk import Desk, going_on
from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.journal import SafetyField
from assessor.names import unless_blank
from assessor.records.errors import StoreError
from assessor.views.call import SAFETY_LINES, if_cut_off, offered_safety_line, protocol
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
        Verb("pagedown", "read(1)", "read on", "Read on in the protocol; PgUp goes back."),
        Verb("pageup", "read(-1)", "read back", "", quiet=True),
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
        self._offered = {"where": fit_lines(where)} if where else {}  # until it is left as it is, or changed
        self._shown: dict[str, str] = {
            name: self._offered.get(name) or fit_lines(self.written.get(name, "")) for name in SAFETY_LINES
        }

    @property
    def written(self) -> Mapping[str, str]:
        """What this call's page holds."""
        return self.case.safety.get(self.call, {})

    def compose(self) -> ComposeResult:
        name = wording.one_line(self.case.client.name)
        yield Static(Content.from_markup("[b]$name[/b]   [$error]safety[/]", name=name), classes="bar")
        yield Static(if_cut_off(self.case), id="cut-off", markup=False)
        with Horizontal():
            with VerticalScroll(id="lines", can_focus=False):
                for name, label in SAFETY_LINES.items():
                    yield Static(label, classes="label")
                    box = Words(
                        self.written.get(name) or self._offered.get(name, ""),
                        id=name,
                        soft_wrap=True,
                        tab_behavior="focus",
                    )
                    box.move_cursor(box.document.end)
                    yield box
            with VerticalScroll(id="protocol", can_focus=False):
                yield from _protocol(self.desk.current_bank)
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        with suppress(StoreError):  # as it was read, then; what is written on it is saved all the same, or it is said
            self._follow(self._as_it_stands())
        empty = [name for name in SAFETY_LINES if not self.written.get(name)]
        self.query_one(f"#{empty[0] if empty else 'words'}").focus()
        self.query_one(Foot).say("saved as you go")

    def save(self) -> bool:
        """Writes each line that was written in since it was shown, and shows what another window wrote meanwhile.

        A line in which nobody wrote here is never written, whatever it shows.
        """
        try:
            if any(self._is_changed(name) for name in SAFETY_LINES):
                self._follow(self._as_it_stands())
                changed = [
                    write_safety_line(name, unless_blank(self._box(name).text))
                    for name in get_args(SafetyField)
                    if self._is_changed(name)
                ]
                after = self.desk.write(self.case, changed, self.call)
                self._shown = {name: self._box(name).text for name in SAFETY_LINES}
                self._follow(after)
                self.query_one(Foot).say("saved ✓")
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.notify(f"{error} What you wrote is still here.", severity="error", markup=False, timeout=20)
            return False
        return True

    def _box(self, name: str) -> Words:
        return self.query_one(f"#{name}", Words)

    def _put(self, name: str, words: str) -> None:
        """Puts words into a line, with the cursor behind them."""
        box = self._box(name)
        box.load_text(words)
        box.move_cursor(box.document.end)

    def _is_changed(self, name: str) -> bool:
        """Whether the line was written in since it was shown."""
        return unless_blank(self._box(name).text) != unless_blank(self._shown[name])

    def _as_it_stands(self) -> Case:
        return self.case if self.desk.is_as_read(self.case) else self.desk.read_again(self.case)

    def _follow(self, case: Case) -> None:
        """Shows what another window wrote; where both wrote in one line, it holds the words of both."""
        self.call = going_on(self.case, self.call, case)
        self.case = case
        for name in SAFETY_LINES:
            theirs, mine = fit_lines(self.written.get(name, "")), self._box(name).text
            if unless_blank(theirs) != ("" if name in self._offered else unless_blank(self._shown[name])):
                both = self._is_changed(name) and unless_blank(theirs) and unless_blank(mine)
                self._shown[name] = theirs
                self._offered.pop(name, None)
                self._put(name, f"{theirs}\n{mine}" if both else theirs)

    def on_words_submitted(self) -> None:
        """Enter saves the line and goes to the next."""
        self.action_next()

    def on_descendant_blur(self) -> None:
        """A line that is left is saved."""
        self.save()

    def action_next(self) -> None:
        """Saves this line, an offered one too, and goes on; the moment of telling is put in for whoever told."""
        names = list(SAFETY_LINES)
        name = cast("str", self.focused.id) if self.focused else "words"
        tells = name == "told" and self._is_changed("told")
        if self._offered.pop(name, None) is not None:  # left as it is, it is said
            self._shown[name] = ""
        self.save()
        if tells and unless_blank(self._box("told").text) and not self._box("told_at").text.strip():
            self._put("told_at", f"{self.desk.clock().astimezone():%H:%M}")
        following = names[(names.index(name) + 1) % len(names)] if name in names else "words"
        self.query_one(f"#{following}").focus()

    def action_read(self, pages: int) -> None:
        """Reads on in the protocol, or back; the line that is being written in stays."""
        shown = self.query_one("#protocol", VerticalScroll)
        shown.scroll_relative(y=pages * max(shown.size.height - 2, 1), animate=False)

    def action_back(self) -> None:
        """Goes back to where the adviser was, once everything is saved."""
        if self.save():
            self.dismiss(self.case)
