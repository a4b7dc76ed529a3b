"""What the commands share: the options that each takes, the records and the bank they open, how they fail.

Exit status: 1 for input that is refused, 2 for what cannot run.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from assessor.taxonomy import ROLES

if TYPE_CHECKING:
    from assessor.acts.desk import Desk
    from assessor.bank.bank import Bank
    from assessor.records.store import Store

REFUSED, CANNOT_RUN = 1, 2
FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


def fail(message: str, status: int = CANNOT_RUN) -> NoReturn:
    """Says on stderr what went wrong, and ends."""
    warn(message)
    raise SystemExit(status)


def warn(message: str) -> None:
    echo(f"assessor: {message}", err=True)


def echo(text: str, err: bool = False, nl: bool = True) -> None:
    """Prints text. All that a command prints goes through here: it may hold people's words, or a file's name."""
    from assessor.wording import visible

    click.echo(visible(text), err=err, nl=nl)


def echo_json(value: object) -> None:
    """Prints a value as JSON in ASCII: nothing is lost, whatever reads it, and a terminal obeys none of it."""
    click.echo(json.dumps(value, indent=2).replace("\x7f", "\\u007f"))


def default_home() -> Path:
    """The folder of the adviser's own records: in the system's place for a program's local data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "assessor"


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes, before its name or after it."""
    for option in (
        click.option("--banks", type=FILE, help="A service's own bank folder."),
        click.option("--passphrase-file", type=FILE, help="Unlock with this file's first line."),
        click.option("--home", type=FILE, help="Where the records are; else ASSESSOR_HOME says it."),
    ):
        command = option(command)
    return command


class Settings:
    """Where the records and the bank are, as the options say."""

    def __init__(self) -> None:
        self.home: Path | None = None
        self.passphrase_file: Path | None = None
        self.banks: Path | None = None

    def update(self, home: Path | None, passphrase_file: Path | None, banks: Path | None) -> None:
        """Takes what was given here, and keeps what was given before."""
        self.home = home or self.home
        self.passphrase_file = passphrase_file or self.passphrase_file
        self.banks = banks or self.banks

    @property
    def folder(self) -> Path:
        """The folder of the records."""
        configured = os.environ.get("ASSESSOR_HOME")
        return self.home or (Path(configured) if configured else default_home())

    def bank(self) -> Bank:
        """The bank in use; ends the program with every fault if it has any."""
        from assessor.bank.loader import read_bank, read_files
        from assessor.yaml_source import BankError

        try:
            return read_bank(read_files(self.banks), str(self.banks or "question_banks"))
        except BankError as error:
            for fault in error.faults:
                echo(fault.shown(), err=True)
            raise SystemExit(REFUSED) from None

    def passphrase(self) -> str | None:
        """The first line of the passphrase file, if one was named."""
        if self.passphrase_file is None:
            return None
        try:
            lines = self.passphrase_file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            fail(f"{self.passphrase_file}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})")
        if not lines or not lines[0]:
            fail(f"{self.passphrase_file}: its first line is empty; it holds the passphrase")
        return lines[0]

    def store(self) -> Store:
        """The records, unlocked; asks for the passphrase if there is a person to ask."""
        from assessor.records import opening
        from assessor.records.errors import StoreError, WrongPassphrase

        try:
            passphrase = self.passphrase()
            if not opening.exists(self.folder):
                fail(f"{self.folder}: there are no records here; `assessor` makes them, `assessor demo` shows some")
            if passphrase is None and not opening.is_demonstration(self.folder):
                if not sys.stdin.isatty():
                    fail(f"{self.folder}: locked; name a file with --passphrase-file", REFUSED)
                passphrase = click.prompt("Passphrase", hide_input=True, err=True)
            return opening.open_(self.folder, passphrase)
        except WrongPassphrase as error:
            fail(str(error), REFUSED)
        except StoreError as error:
            fail(str(error))

    def desk(self, by: str | None = None, role: str | None = None) -> Desk:
        """The records with the bank in use and whoever works here, or for this once somebody else."""
        from assessor.acts.desk import Desk
        from assessor.names import is_blank, same_name
        from assessor.records.store import Adviser

        if by is not None and is_blank(by):
            fail("--by: the name is blank; it signs what is written", REFUSED)
        store = self.store()
        works = store.adviser() or Adviser(name="", role="adviser")
        if by is not None:
            stranger = Adviser(name=by.strip(), role="adviser")
            signer = next((person for person in store.people() if same_name(person.name, by)), stranger)
            works = Adviser(name=signer.name, role=role or signer.role)
        elif role is not None:
            works = Adviser(name=works.name, role=role)
        return Desk(store, self.bank(), works)


def signed(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that somebody else than who works here may give, for this once."""
    for option in (
        click.option("--role", type=click.Choice(list(ROLES)), help="Their role; else the one the records know."),
        click.option("--by", metavar="NAME", help="Who does it, for this once; else whoever works here."),
    ):
        command = option(command)
    return command


def settings_of(context: click.Context, where: dict[str, Path | None]) -> Settings:
    """The settings of the whole program, with what this command was told of where things are."""
    settings = context.ensure_object(Settings)
    settings.update(where["home"], where["passphrase_file"], where["banks"])
    return settings


def read(file: Path, read: Callable[[str, str], tuple[Any, Any]]) -> Any:
    """What ``read`` makes of a file's text; ends the program with every fault if it makes nothing of it."""
    from assessor.yaml_source import BankError

    try:
        return read(file.read_text(encoding="utf-8"), str(file))[0]
    except OSError as error:
        fail(f"{file}: cannot be read ({error.strerror})")
    except UnicodeDecodeError:
        fail(f"{file}: is not UTF-8", REFUSED)
    except BankError as error:
        for fault in error.faults:
            echo(fault.shown(), err=True)
        raise SystemExit(REFUSED) from None
