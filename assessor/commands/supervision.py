"""`assessor supervision`: the records of supervisions, listed, written and exported."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.commands.common import DAY, FILE, REFUSED, echo, fail, read, settings_of, shared, signed

if TYPE_CHECKING:
    from assessor.acts.desk import Desk


@click.group()
def supervision() -> None:
    """Records of supervision: list, write, export."""


@supervision.command("list")
@shared
@click.option("--adviser", metavar="NAME", help="Only those with this adviser.")
@click.pass_context
def list_supervisions(context: click.Context, /, adviser: str | None, **where: Path | None) -> None:
    """List the supervisions that were recorded, the latest first."""
    from assessor.acts.supervision import held_with, supervision_in_a_line

    desk = settings_of(context, where).desk()
    entries = held_with(desk.supervisions(), adviser)
    for entry in reversed(entries):
        echo(supervision_in_a_line(entry))
    if not entries:
        echo("No supervision is recorded yet.")


@supervision.command()
@shared
@signed
@click.argument("file", type=FILE)
@click.pass_context
def record(context: click.Context, /, file: Path, by: str | None, role: str | None, **where: Path | None) -> None:
    """Record a supervision from FILE, a YAML mapping: adviser, on, cases, decisions, learning."""
    from assessor.acts.supervision import read_supervision, supervision_in_a_line
    from assessor.records.errors import StoreError

    held = read(file, read_supervision)
    desk = settings_of(context, where).desk(by, role)
    try:
        entry = desk.record_supervision(held)
    except StoreError as error:
        fail(f"{file}: {error}", REFUSED)
    echo(f"recorded: {supervision_in_a_line(entry)}")


@supervision.command("export")
@shared
@click.option("--adviser", metavar="NAME", required=True, help="With whom it was held.")
@click.option("--on", "on", type=DAY, required=True, help="On which day.")
@click.option("--as", "form", type=click.Choice(["md", "txt", "json"]), required=True)
@click.option("--to", "to", type=FILE, required=True, help="The file to write.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@signed
@click.pass_context
def export_supervision(
    context: click.Context,
    /,
    adviser: str,
    on: datetime,
    form: str,
    to: Path,
    overwrite: bool,
    by: str | None,
    role: str | None,
    **where: Path | None,
) -> None:
    """Write the record of supervision with an adviser on a day to a file."""
    from assessor.acts.leaving import export_supervision_to_file
    from assessor.acts.supervision import held_with
    from assessor.records.errors import StoreError

    desk = settings_of(context, where).desk(by, role)
    entries = held_with(desk.supervisions(), adviser, on.date())
    if not entries:
        fail(_none(desk, adviser, on.date()), REFUSED)
    try:
        export_supervision_to_file(desk, entries, form, to, overwrite)
    except StoreError as error:
        fail(str(error), REFUSED)
    echo(f"wrote {to}")


def _none(desk: Desk, adviser: str, on: date) -> str:
    """That there is no such record, with what there is."""
    from assessor.acts.supervision import held_with, supervision_in_a_line
    from assessor.wording import day, listed

    others = [supervision_in_a_line(entry) for entry in held_with(desk.supervisions(), adviser)]
    there = f"there is: {listed(others)}" if others else "`assessor supervision list` lists those there are"
    return f"no supervision with {adviser} on {day(on)} is recorded; {there}"
