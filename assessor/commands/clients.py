"""`assessor new`: a new client taken down without a screen, from a file or in plain lines."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.commands.common import FILE, REFUSED, echo, fail, read, settings_of, shared, signed
from assessor.commands.without_screen import take_any_bytes

if TYPE_CHECKING:
    from assessor.client import Client

ANOTHER = click.option("--another", is_flag=True, help="Though there is a client of this name, it is somebody else.")


@click.command()
@shared
@signed
@ANOTHER
@click.argument("file", type=FILE, required=False)
@click.pass_context
def new(
    context: click.Context, /, file: Path | None, another: bool, by: str | None, role: str | None, **where: Path | None
) -> None:
    """Take down a new client from FILE, a YAML mapping (name, called, born, telephone and so on), or in plain lines."""
    if file is None:
        _in_plain_lines(context, by, role, where)
    else:
        _from_file(context, file, another, by, role, where)


@click.command(hidden=True)
@shared
@signed
@ANOTHER
@click.argument("file", type=FILE)
@click.pass_context
def client(
    context: click.Context, /, file: Path, another: bool, by: str | None, role: str | None, **where: Path | None
) -> None:
    """Take down a new client from FILE, as `new` does; the name by which this was called before."""
    _from_file(context, file, another, by, role, where)


def _from_file(
    context: click.Context,
    file: Path,
    another: bool,
    by: str | None,
    role: str | None,
    where: dict[str, Path | None],
) -> None:
    from assessor.acts.details import NameTaken, take_down
    from assessor.client import Client
    from assessor.records.errors import StoreError
    from assessor.yaml_source import load

    details: Client = read(file, partial(load, Client))
    desk = settings_of(context, where).desk(by, role)
    try:
        case = take_down(desk, details, another)
    except NameTaken as taken:
        fail(f"{file}: {taken}; add --another if this is somebody else", REFUSED)
    except StoreError as error:
        fail(f"{file}: {error}", REFUSED)
    _told(case.client)


def _in_plain_lines(context: click.Context, by: str | None, role: str | None, where: dict[str, Path | None]) -> None:
    from assessor.plain import hear_stdin, tell_stdout
    from assessor.plain.lines import Gone, Lines
    from assessor.plain.new_client import take_down_in_lines

    take_any_bytes()
    desk = settings_of(context, where).desk(by, role)
    try:
        case = take_down_in_lines(Lines(desk, hear_stdin, tell_stdout))
    except Gone:
        raise SystemExit(REFUSED) from None
    if case is None:
        raise SystemExit(REFUSED)
    _told(case.client)


def _told(record: Client) -> None:
    from assessor.wording import one_line

    reference = one_line(record.reference)
    echo(f"taken down: {reference}; `assessor call {reference} --plain` rings them")
