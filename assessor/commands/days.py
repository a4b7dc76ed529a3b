"""`assessor day`: how a phrase is read, for whoever wants to try one out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor.commands.common import DAY, REFUSED, echo, echo_json, settings_of, shared, warn

if TYPE_CHECKING:
    from assessor.saying.phrase import Looking

SIDES = ("forward", "back", "either")
"""Those of `Looking`, written out: reading them from where days are read would slow every start."""


@click.command("day")
@shared
@click.argument("words", metavar="PHRASE", nargs=-1, required=True)
@click.option("--on", "on", type=DAY, help="The day on which it is said; today if not said.")
@click.option(
    "--looking",
    type=click.Choice(SIDES),
    default="either",
    show_default=True,
    help="The side on which the day may lie: forward for what is due, back for what has been.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def day_command(
    context: click.Context,
    /,
    words: tuple[str, ...],
    on: datetime | None,
    looking: Looking,
    as_json: bool,
    **where: Path | None,
) -> None:
    """Print the day that PHRASE says, as it would be read back; or why it is none."""
    from assessor.rough_days import as_day
    from assessor.saying.said_days import NoDay, meant_year, read_day, told

    settings_of(context, where)
    today = on.date() if on else date.today()  # noqa: DTZ011
    if not meant_year(today.year):
        raise click.BadParameter(f"the year {today.year} cannot be meant", param_hint="--on")
    said: dict[str, Any]
    try:
        read = read_day(" ".join(words), today, looking)
        said = {"day": as_day(read).isoformat(), "said": told(read, today)}
    except NoDay as none:
        said = {"day": None, "refused": str(none)}
    if as_json:
        echo_json(said)
    elif said["day"]:
        echo(said["said"])
    if said["day"] is None:
        warn(said["refused"])
        raise SystemExit(REFUSED)
