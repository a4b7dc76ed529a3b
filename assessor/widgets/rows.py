"""Rows of text cells in columns, each cell cut to its column; other people's words are never markup."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from assessor.wording import one_line

Cell = tuple[str, str]
"""A cell's words, and the Rich style they are shown in."""


def row(cells: list[Cell], ratios: list[int]) -> RenderableType:
    """One line of cells whose widths stand in these ratios."""
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for ratio in ratios:
        grid.add_column(ratio=ratio, no_wrap=True, overflow="ellipsis")
    grid.add_row(*(Text(one_line(words), style=style) for words, style in cells))
    return grid
