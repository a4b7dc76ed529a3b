"""`assessor client`: a new client's details taken down without a screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from assessor.commands.common import FILE, REFUSED, echo, fail, read, settings_of, shared, signed


@click.command()
@shared
@signed
@click.argument("file", type=FILE)
@click.pass_context
def client(context: click.Context, /, file: Path, by: str | None, role: str | None, **where: Path | None) -> None:
    """Take down a new client from FILE, a YAML mapping: name, called, born, telephone and so on."""
    from assessor.journal import Client
    from assessor.records.errors import StoreError
    from assessor.wording import one_line
    from assessor.yaml_source import load

    details: Client = read(file, partial(load, Client))
    desk = settings_of(context, where).desk(by, role)
    try:
        case = desk.open_case(details)
    except StoreError as error:
        fail(f"{file}: {error}", REFUSED)
    reference = one_line(case.client.reference)
    echo(f"taken down: {reference}; `assessor call {reference} --plain` rings them")
