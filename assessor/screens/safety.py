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
from assessor.acts.desk import Desk, going_on, new_id
from assessor.acts.safety_page import SafetyPlace, page_to_open, place_of, safety_acts, told_place
from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.care.passed_on import tells_of_somebody
from assessor.journal import SafetyField
from assessor.names import unless_blank
from assessor.records.errors import StoreError
from assessor.views.call import SAFETY_LINES, if_cut_off, offered_safety_line, protocol
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Static, fit_lines
from assessor.widgets.foot import Foot
from assessor.widgets.room import REFUSAL_SECONDS, Room
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

    def __init__(self, desk: Desk, case: Case, call: str = "", page: str = "") -> None:
        """``call`` is the call under way, if one is; ``page`` names the page of a concern that is to be gone on with,
        where that is not the page for what is raised now."""
        super().__init__()
        self.desk = desk
        self.case = case
        self.call = call if any(held.id == call and not held.ended for held in case.calls) else ""
        fresh = new_id(desk.clock())
        self.place = place_of(case, page) if page else page_to_open(case, self.call, desk.today, fresh)
        interview = next((held.interview for held in case.calls if held.id == self.place.call), None)
        where = offered_safety_line("where", self.written, interview, "") if interview else ""
        self._offered = {"where": fit_lines(where)} if where else {}  # until it is left as it is, or changed
        self._shown: dict[str, str] = {
            name: self._offered.get(name) or fit_lines(self.written.get(name, "")) for name in SAFETY_LINES
        }

    @property
    def written(self) -> Mapping[str, str]:
        """What this page holds."""
        return self.case.safety_lines(self.place.name)

    def compose(self) -> ComposeResult:
        yield Static("", id="which", classes="bar")
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
        self._tell_which()
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
            if any(map(self._is_changed, SAFETY_LINES)):
                self._follow(self._as_it_stands())
                changed: dict[SafetyField, str] = {
                    name: unless_blank(self._box(name).text) for name in get_args(SafetyField) if self._is_changed(name)
                }
                fresh = new_id(self.desk.clock())
                place, acts = safety_acts(self.case, self.place, changed, self.call, self.desk.today, fresh)
                after = self.desk.write_each(self.case, acts)
                begun, self.place = place != self.place, place
                self._shown = {name: self._box(name).text for name in SAFETY_LINES}
                self._follow(after)
                self.query_one(Foot).say("saved ✓ on a page of its own" if begun else "saved ✓")
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.notify(
                f"{error} What you wrote is still here.", severity="error", markup=False, timeout=REFUSAL_SECONDS
            )
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
        call = going_on(self.case, self.call, case)
        self.place = SafetyPlace(call) if self.place == SafetyPlace(self.call) and self.call else self.place
        self.call, self.case = call, case
        self._tell_which()
        for name in SAFETY_LINES:
            theirs, mine = fit_lines(self.written.get(name, "")), self._box(name).text
            if unless_blank(theirs) != ("" if name in self._offered else unless_blank(self._shown[name])):
                both = self._is_changed(name) and unless_blank(theirs) and unless_blank(mine)
                self._shown[name] = theirs
                self._offered.pop(name, None)
                self._put(name, f"{theirs}\n{mine}" if both else theirs)

    def _tell_which(self) -> None:
        name = wording.one_line(self.case.client.name)
        which = told_place(self.case, self.place, self.call, self.desk.today)
        bar = Content.from_markup("[b]$name[/b]   [$error]$which[/]", name=name, which=which)
        self.query_one("#which", Static).update(bar)

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
        if tells and tells_of_somebody(self._box("told").text) and not self._box("told_at").text.strip():
            self._put("told_at", f"{self.desk.clock().astimezone():%H:%M}")
        following = names[(names.index(name) + 1) % len(names)] if name in names else "words"
        self.query_one(f"#{following}").focus()

    def keep_typed(self) -> bool:
        """Saves every line."""
        return self.save()

    def action_read(self, pages: int) -> None:
        """Reads on in the protocol, or back; the line that is being written in stays."""
        shown = self.query_one("#protocol", VerticalScroll)
        shown.scroll_relative(y=pages * max(shown.size.height - 2, 1), animate=False)

    def action_back(self) -> None:
        """Goes back to where the adviser was, once everything is saved."""
        if self.save():
            self.dismiss(self.case)
