"""Rows of text: cells in columns, and lines that hang from their mark. Other people's words are never markup."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from assessor.wording import shorten

LONGEST = 240  # characters of a cell; the whole text is a keypress away

Cell = tuple[str, str]
"""A cell's words, and the Rich style they are shown in."""


def row(cells: list[Cell], ratios: list[int], wrap_last: bool = False) -> RenderableType:
    """One line of cells whose widths stand in these ratios; the last cell may run over more lines."""
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for place, ratio in enumerate(ratios, start=1):
        wraps = wrap_last and place == len(ratios)
        grid.add_column(ratio=ratio, no_wrap=not wraps, overflow="fold" if wraps else "ellipsis")
    grid.add_row(*(Text(shorten(words, LONGEST), style=style) for words, style in cells))
    return grid


def hanging(mark: Cell, *cells: Cell) -> RenderableType:
    """A mark, and beside it words that wrap under themselves."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    words = Text.assemble(*((_cut(text), style) for text, style in cells))
    grid.add_row(Text(*mark), words)
    return grid


def _cut(text: str) -> str:
    """The text on one line and not too long, with the space it begins with."""
    return " " * (len(text) - len(text.lstrip())) + shorten(text, LONGEST)
