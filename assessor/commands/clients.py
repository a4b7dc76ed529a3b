"""A new client taken down from a file, and what is said of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.commands.common import FILE, REFUSED, echo, fail, read, settings_of, shared, signed

if TYPE_CHECKING:
    from assessor.client import Client

ANOTHER = click.option("--another", is_flag=True, help="Though there is a client of this name, it is somebody else.")


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
    take_down_from_file(context, file, another, by, role, where)


def take_down_from_file(
    context: click.Context,
    file: Path,
    another: bool,
    by: str | None,
    role: str | None,
    where: dict[str, Path | None],
) -> None:
    """Takes down the client of a file, or ends the program with why not."""
    from assessor.acts.details import NameTaken, WrittenRecord, take_down
    from assessor.client import Client
    from assessor.records.errors import StoreError
    from assessor.yaml_source import load

    written: WrittenRecord = read(file, partial(load, WrittenRecord))
    details = Client.model_validate(written.model_dump())
    desk = settings_of(context, where).desk(by, role)
    try:
        case = take_down(desk, details, another)
    except NameTaken as taken:
        fail(f"{file}: {taken}; add --another if this is somebody else", REFUSED)
    except StoreError as error:
        fail(f"{file}: {error}", REFUSED)
    tell_taken_down(case.client)


def tell_taken_down(record: Client) -> None:
    """Says that somebody is taken down, and how they are rung."""
    from assessor.wording import one_line

    reference = one_line(record.reference)
    echo(f"taken down: {reference}; `assessor call {reference} --plain` rings them")
