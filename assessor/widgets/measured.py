"""How many rows a widget needs, asked before it is laid out."""

from __future__ import annotations

from textual.geometry import Size
from textual.widget import Widget


def rows_of(widget: Widget, width: int) -> int:
    """The rows that a widget takes at this width, without its margin."""
    height, most = widget.styles.height, widget.styles.max_height
    if height is not None and height.is_cells:
        return int(height.value)
    inner = width - widget.gutter.width
    rows = widget.get_content_height(Size(inner, 0), widget.app.size, inner) + widget.gutter.height
    return min(rows, int(most.value)) if most is not None and most.is_cells else rows
