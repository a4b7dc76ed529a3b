"""When there is no screen, or nobody who wants one: plain lines are chosen by themselves, and records made by them."""

from __future__ import annotations

import io
import os
import sys

import click

from assessor.commands.common import Settings, echo, fail
from assessor.taxonomy import ROLES

plain_option = click.option(
    "--plain", is_flag=True, is_eager=True, help="As plain lines of text, for a screen reader or a poor connection."
)


def plain_lines_wanted() -> bool:
    """Whether plain lines are to be used though nobody said so: somebody asks for it (``ACCESSIBLE``), the terminal
    cannot draw, or there is none. Nothing that draws is ever sent into a pipe or a file."""
    if os.environ.get("ACCESSIBLE", "").strip().casefold() not in ("", "0", "no", "false", "off"):
        return True
    if os.environ.get("TERM", "").casefold() in ("dumb", "unknown"):
        return True
    return not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def take_any_bytes() -> None:
    """Has a byte on stdin that is no letter refused in words, where it is read, and not fail."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def make_records(settings: Settings) -> None:
    """Makes new records for whoever says their name; ends the program, saying what to run instead, if nobody can."""
    from assessor.names import is_blank
    from assessor.records import opening
    from assessor.records.errors import StoreError
    from assessor.records.store import Adviser

    passphrase = settings.passphrase()
    if passphrase is None and not sys.stdin.isatty():
        fail(
            f"{settings.folder}: there are no records here yet, and nobody to ask for a passphrase; run `assessor` in "
            "a terminal, name a file with --passphrase-file, or look at invented clients: `assessor demo --plain`"
        )
    echo("There are no records here yet. Who will work with them?")
    name = ""
    while is_blank(name):
        name = click.prompt("Your name, as it should stand on a plan").strip()
    for key, role in enumerate(ROLES.values(), start=1):
        echo(f"{key}. {role}")
    number = click.prompt("Your role, by its number", type=click.IntRange(1, len(ROLES)), default=1)
    if passphrase is None:
        echo("The records are encrypted with a passphrase of at least 8 characters. Nobody can open them without it.")
        passphrase = click.prompt("A passphrase", hide_input=True, confirmation_prompt="The passphrase again")
    try:
        store = opening.create(settings.folder, passphrase)
        store.set_adviser(Adviser(name=name, role=list(ROLES)[number - 1]))
        store.close()
    except StoreError as error:
        fail(str(error))
