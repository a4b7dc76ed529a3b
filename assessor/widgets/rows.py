"""Rows of text: cells in columns, and lines that hang from their mark. Other people's words are never markup."""

from __future__ import annotations

import re
from typing import Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.containers import Lines
from rich.table import Table
from rich.text import Text
from textual._context import active_app
from textual.strip import Strip
from textual.visual import RichVisual, Visual
from textual.widget import Widget

from assessor.wording import shorten

LONGEST_CELL = 240  # characters of a cell; the whole text is a keypress away

Cell = tuple[str, str]
"""A cell's words, and the Rich style they are shown in."""


class Row:
    """A row as a widget shows it: drawn once for each width, however often the list around it is laid out."""

    def __init__(self, renderable: RenderableType, height: int | None = None, least_width: int = 0) -> None:
        self.renderable = renderable
        self.height = height  # known from ``least_width`` on; there it is laid out without being drawn
        self.least_width = least_width

    def visualize(self) -> Visual:
        """Textual's protocol for things that draw themselves."""
        return _Drawn(active_app.get().screen, self)

    def __rich__(self) -> RenderableType:
        return self.renderable


class _Drawn(RichVisual):
    def __init__(self, widget: Widget, row: Row) -> None:
        super().__init__(widget, row.renderable)
        self._height, self._least_width = row.height, row.least_width
        self._heights: dict[int, int] = {}
        self._strips: dict[object, list[Strip]] = {}

    def get_height(self, rules: Any, width: int) -> int:
        if self._height is not None and width >= self._least_width:
            return self._height
        if width not in self._heights:
            self._heights[width] = super().get_height(rules, width)
        return self._heights[width]

    def render_strips(self, width: int, height: int | None, style: Any, options: Any) -> list[Strip]:
        key = (width, height, style)
        if key not in self._strips:
            self._strips[key] = super().render_strips(width, height, style, options)
        return self._strips[key]


def row(cells: list[Cell], ratios: list[int], wraps: bool = False) -> Row:
    """One line of cells whose widths stand in these ratios; cells that may wrap are shown whole, on more lines."""
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for ratio in ratios:
        grid.add_column(ratio=ratio, no_wrap=not wraps, overflow="fold" if wraps else "ellipsis")
    grid.add_row(*(Text(shorten(words, LONGEST_CELL), style=style) for words, style in cells))
    return Row(grid, None if wraps else 1)


class _Unbroken(Text):
    """Words that wrap between words, and never within a telephone number."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        joined = Text(_GROUPS.sub(_JOINT, self.plain), style=self.style, spans=list(self.spans))
        lines = joined.wrap(console, width, **how)
        for line in lines:
            line.plain = line.plain.replace(_JOINT, " ")
        return lines


_GROUPS = re.compile(r"(?<=\d) (?=\d)")
_JOINT = "\u2800"  # a cell wide and no space to Rich; it is a space again before it is drawn


def hanging(mark: Cell, *cells: Cell, end: Cell | None = None, beneath: Cell | None = None) -> Row:
    """A mark, and beside it words that wrap under themselves; a short ``end`` stands by itself at the right, and
    what is ``beneath`` on lines of its own."""
    grid = Table.grid(padding=(0, 1, 0, 0), expand=end is not None)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold", ratio=None if end is None else 1)
    words = _Unbroken.assemble(*((_cut(text), style) for text, style in cells))
    if end is None:
        grid.add_row(Text(*mark), words)
    else:
        grid.add_column(no_wrap=True, justify="right")
        grid.add_row(Text(*mark), words, Text(*end))
    if beneath is not None:
        grid.add_row(Text(""), _Unbroken(_cut(beneath[0]), beneath[1]))
    beside = cell_len(mark[0]) + 1
    widths = [beside + words.cell_len + (1 + cell_len(end[0]) if end else 0)]
    widths += [beside + cell_len(_cut(beneath[0]))] if beneath else []
    return Row(grid, len(widths), max(widths))


def _cut(text: str) -> str:
    """The text on one line and not too long, with the space it begins with."""
    return " " * (len(text) - len(text.lstrip())) + shorten(text, LONGEST_CELL)
