"""The door: makes the records on the first day, unlocks them on every other, and reads the bank meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.screen import Screen

from assessor import wording
from assessor.names import is_blank
from assessor.records import opening
from assessor.taxonomy import ROLES
from assessor.widgets import garbage
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.widgets.hints import Hints, hint

if TYPE_CHECKING:
    from assessor.bank.bank import Bank
    from assessor.records.opening import HomeKey


class Door(Screen[object]):
    """Asks for what is needed to open the records, and gives the desk."""

    CSS_PATH = "unlock.tcss"
    BINDINGS = [Binding("escape", "dismiss(None)", "leave")]

    def __init__(self, home: Path, banks: Path | None, passphrase: str | None, demonstration: bool) -> None:
        super().__init__()
        self.home = home
        self.banks = banks
        self.passphrase = passphrase
        self.demonstration = demonstration
        self.new = not demonstration and not opening.exists(home)
        self.bank: Bank | None = None
        self.key: HomeKey | None = None
        self.chosen: tuple[str, str] | None = None
        self.is_settled = not demonstration  # else keys wait, as they do from Enter until the records are open

    def compose(self) -> ComposeResult:
        with Center(), Vertical(id="door"):
            yield Static("assessor", id="name")
            yield Static("Employment assessments by telephone, for NHS Talking Therapies", classes="quiet")
            if self.new:
                yield Static("There are no records here yet. Who will work with them?", classes="first")
                yield Static("Your name, as it should stand on a plan", classes="label")
                yield Input(id="who")
                yield Static("Your role", classes="label")
                yield OptionList(*(Option(words, id=role) for role, words in ROLES.items()), id="role")
                yield Static("A passphrase of at least 8 characters", classes="label")
                yield Input(id="passphrase", password=True)
                yield Static("The passphrase again", classes="label")
                yield Input(id="again", password=True)
                yield Static(
                    "The records are encrypted with it. Nobody can open them without it, so keep it safe.",
                    classes="quiet hint",
                )
            elif not self.demonstration:
                yield Static("Passphrase", classes="label first")
                yield Input(id="passphrase", password=True)
            yield Static("", id="message", classes="problem", markup=False)
            yield Hints(*self._keys(), id="keys")

    def _keys(self) -> Iterator[Content]:
        if self.demonstration:
            yield Content.styled("Opening the demonstration…", "$quiet")
            return
        yield hint("Enter", "next, and at the end make the records" if self.new else "unlock")
        yield hint("Esc", "leave")
        yield Content.styled(wording.one_line(str(self.home)), "$quiet")

    def on_mount(self) -> None:
        if self.new:
            self.query_one("#who", Input).focus()
        elif not self.demonstration:
            self.query_one("#passphrase", Input).focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.read_bank()
        if self.passphrase and not self.new and not self.demonstration:
            self._open(self.passphrase)

    @work(thread=True, exit_on_error=False, group="bank")
    def read_bank(self) -> None:
        """Reads the bank, and with it the libraries that the rest needs, while the person types."""
        from assessor.bank.loader import read_bank, read_files
        from assessor.demo.store import make_demonstration
        from assessor.records.errors import StoreError
        from assessor.yaml_source import BankError

        try:
            bank = read_bank(read_files(self.banks), str(self.banks or "question_banks"))
            if self.demonstration and not opening.exists(self.home):
                make_demonstration(self.home, bank).close()
        except (StoreError, ValueError) as error:
            self.app.call_from_thread(self.app.stop, str(error))  # type: ignore[attr-defined]
            return
        except BankError as error:
            faults = "\n".join(fault.shown() for fault in error.faults[:5])
            self.app.call_from_thread(self.app.stop, f"the bank cannot be used\n{faults}")  # type: ignore[attr-defined]
            return
        self.app.call_from_thread(self.has, bank, None)
        if self.demonstration:
            self.app.call_from_thread(self.unlock, None)
        from assessor.listening.hear import hear

        with garbage.making_what_stays():
            hear("", bank.phrases)  # makes ready to hear, before the first note is typed

    def has(self, bank: Bank | None, key: HomeKey | None) -> None:
        """Notes what has come, and opens the records once bank and key are both there."""
        self.bank = bank or self.bank
        self.key = key or self.key
        if self.bank is None or self.key is None:
            return
        from assessor.acts.desk import Desk
        from assessor.records.errors import StoreError
        from assessor.records.store import Adviser

        try:
            store = self.key.open_()
            if self.chosen:
                store.set_adviser(Adviser(name=self.chosen[0], role=self.chosen[1]))
            adviser = store.adviser() or Adviser(name="", role="adviser")
        except StoreError as error:
            self.app.stop(str(error))  # type: ignore[attr-defined]
            return
        self.dismiss(Desk(store, self.bank, adviser))

    @work(thread=True, exit_on_error=False, group="key", exclusive=True)
    def unlock(self, passphrase: str | None) -> None:
        """Works out the key, which takes a moment by design."""
        from assessor.records.errors import StoreError

        try:
            key = (opening.make_key if self.new else opening.find_key)(self.home, passphrase)
        except StoreError as error:
            self.app.call_from_thread(self.refuse, str(error))
            return
        self.app.call_from_thread(self.has, None, key)

    def refuse(self, message: str) -> None:
        """Says why not, and lets the person try again."""
        self.is_settled = True
        self.query_one("#message", Static).update(wording.sentence(message))
        for field in self.query("#passphrase").results(Input):
            if not self.new:
                field.value = ""
            field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and from the last opens the records."""
        if not self.new:
            if event.value:
                self._open(event.value)
            return
        if event.input.id == "who" and not is_blank(event.value):
            self.query_one("#role").focus()
        elif event.input.id == "passphrase":
            self.query_one("#again").focus()
        elif event.input.id == "again":
            self._make()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A role was chosen."""
        self.query_one("#passphrase").focus()

    def _make(self) -> None:
        who = self.query_one("#who", Input).value.strip()
        roles = self.query_one("#role", OptionList)
        first, again = (self.query_one(f"#{name}", Input).value for name in ("passphrase", "again"))
        if is_blank(who):
            self.query_one("#message", Static).update("Your name is missing; it signs what you record.")
            self.query_one("#who").focus()
        elif first != again:
            self.refuse("The two passphrases differ; type them again.")
        else:
            role = roles.highlighted or 0
            self.chosen = (who, list(ROLES)[role])
            self._open(first)

    def _open(self, passphrase: str) -> None:
        self.query_one("#message", Static).update("")
        self.is_settled = False
        self.unlock(passphrase)
