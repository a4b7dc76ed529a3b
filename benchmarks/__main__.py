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

HEADS = ("What", "Ours", "Beside it", "Ratio", "Aim", "Also")
PARTS = {
    "engine": "one answer with all that follows, beside a plain reference; ms: median · best round · p99",
    "traps": "what a bank must not hold",
    "store": "beside a bare insert and commit; ms: median · best round · p99",
    "start": "from the start of the process to the first words, beside a bare app; ms: median (least to most)",
    "presses": "the keys of a persona's first call and its plan, beside one a code and one a letter",
    "exports": "a plan of 12 needs, 6 goals and 20 actions; ms: median · best round · p99",
    "listen": "what is heard in notes beside what people say is there; the part kept aside is read by nobody",
    "plan": "from the key that opens the plan's page to its lines on the screen; ms: median · p99 · most",
    "agree": "from the key that brings a call to what could help to its answers on the screen; ms: median · p99 · most",
    "keys": "from a key to the next question on the screen; ms: median · p99 · most",
}


def measured(part: str, folder: Path | None) -> Iterator[Row]:
    """The rows of one part; its module is loaded only now."""
    rows: Callable[..., Iterator[Row]] = import_module(f"benchmarks.{part}").rows
    return rows(folder) if part == "store" else rows()


def cells(row: Row) -> list[str]:
    """The cells of a row, in the table's order."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}" if row.ratio < 10 else f"{row.ratio:.0f}"
    mark = {True: " ✓", False: " ✗", None: ""}[row.met]
    return [row.what, row.ours, row.beside, ratio, row.aim + mark, row.also]


def shown(rows: list[Row]) -> Table:
    """The table as a terminal shows it."""
    table = Table(show_edge=False, pad_edge=False, row_styles=["", "dim"])
    for head in HEADS[:-1]:
        table.add_column(head, no_wrap=True, justify="right" if head == "Ratio" else "left")
    table.add_column(HEADS[-1], overflow="fold")
    part = ""
    for row in rows:
        if row.part != part:
            part = row.part
            table.add_section()
            table.add_row(Text(part.upper(), "bold"), "", "", "", "", Text(PARTS[part]))
        style = "red" if row.met is False else ""
        table.add_row(*(Text(cell, style) for cell in cells(row)))
    return table


def markdown(rows: list[Row]) -> str:
    """The table as `docs/benchmarks.md` has it: one for each part."""
    lines: list[str] = []
    part = ""
    for row in rows:
        if row.part != part:
            part = row.part
            lines += ["", f"### {part.capitalize()}", "", f"{PARTS[part].capitalize()}.", ""]
            lines += [f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}"]
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells(row))} |")
    return "\n".join(lines[1:])


@click.command()
@click.option("--only", multiple=True, type=click.Choice(list(PARTS)), help="Only this part; may be repeated.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where the store writes; says which disk is meant.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print the tables as Markdown.")
def main(only: tuple[str, ...], folder: Path | None, as_markdown: bool) -> None:
    """Measure the engine, traps, store, start, presses, exports, listening and keys, beside something comparable."""
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
    if as_markdown:
        click.echo(markdown(rows))
        return
    console = Console(width=None if Console().is_terminal else 200)
    console.print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    console.print(shown(rows))


if __name__ == "__main__":
    main()
