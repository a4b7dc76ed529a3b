"""Measures everything and prints one table: ``python -m benchmarks``."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from benchmarks.figures import Row

PARTS = {
    "engine": "one answer with all that follows, beside a plain reference; ms: median · best round · p99",
    "traps": "what a bank must not hold",
    "store": "beside a bare insert and commit; ms: median · best round · p99",
    "start": "from the start of the process to the first words, beside a bare app; ms: median (least to most)",
    "keys": "from a key to the next question on the screen; ms: median · p99 · most",
}


def measured(part: str, folder: Path | None) -> Iterator[Row]:
    """The rows of one part; its module is loaded only now."""
    rows: Callable[..., Iterator[Row]] = import_module(f"benchmarks.{part}").rows
    return rows(folder) if part == "store" else rows()


def shown(rows: list[Row]) -> Table:
    """The table."""
    table = Table(show_edge=False, pad_edge=False, row_styles=["", "dim"])
    table.add_column("What", no_wrap=True)
    table.add_column("Ours", no_wrap=True)
    table.add_column("Beside it", no_wrap=True)
    table.add_column("Ratio", justify="right", no_wrap=True)
    table.add_column("Aim", no_wrap=True)
    table.add_column("Also", overflow="fold")
    part = ""
    for row in rows:
        if row.part != part:
            part = row.part
            table.add_section()
            table.add_row(Text(part.upper(), "bold"), "", "", "", "", Text(PARTS[part]))
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}" if row.ratio < 10 else f"{row.ratio:.0f}"
        mark = {True: " ✓", False: " ✗", None: ""}[row.met]
        style = "red" if row.met is False else ""
        table.add_row(
            Text(row.what, style), Text(row.ours), Text(row.beside), Text(ratio), Text(row.aim + mark, style),
            Text(row.also),
        )  # fmt: skip
    return table


@click.command()
@click.option("--only", multiple=True, type=click.Choice(list(PARTS)), help="Only this part; may be repeated.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where the store writes; says which disk is meant.")
def main(only: tuple[str, ...], folder: Path | None) -> None:
    """Measure the engine, the traps, the store, the start and the keys, each beside something comparable."""
    rows: list[Row] = []
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
    ) as progress:
        task = progress.add_task("", total=None)
        for part in only or PARTS:
            progress.update(task, description=f"{part} …")
            for row in measured(part, folder):
                rows.append(row)
                progress.update(task, description=f"{part}: {row.what}")
    console = Console(width=None if Console().is_terminal else 200)
    console.print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    console.print(shown(rows))


if __name__ == "__main__":
    main()
