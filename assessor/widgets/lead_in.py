"""What is read aloud before a question: each line with how to say it beneath, more quietly."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from assessor import wording
from assessor.views.call import SpokenLine
from assessor.widgets.base import Static


class LeadIn(VerticalScroll, can_focus=False):
    """The lines to say first. It scrolls where there is no room for all of them."""

    def __init__(self) -> None:
        super().__init__(id="lead-in")
        self._lines: list[Content] = []
        self.is_close = False

    def compose(self) -> ComposeResult:
        yield Static("", id="lead", markup=False)

    def show(self, lines: Iterable[SpokenLine]) -> None:
        """Shows these lines from the first on, or nothing where there are none."""
        self._lines = [_spoken(line) for line in lines]
        self.display = bool(self._lines)
        self._draw()
        self.scroll_home(animate=False)

    def set_close(self, close: bool) -> None:
        """Sets the lines one beneath the other, or each apart from the next by an empty row."""
        if close != self.is_close:
            self.is_close = close
            self._draw()

    def _draw(self) -> None:
        self.query_one("#lead", Static).update(Content("\n" if self.is_close else "\n\n").join(self._lines))

    def hold_to(self, rows: int) -> None:
        """Scrolls within so many rows; for 0 it takes what it needs. A scroll bar that was there before would make the
        lines narrower, and so longer than what was measured."""
        self.styles.height = rows or "auto"
        self.styles.overflow_y = "auto" if rows else "hidden"

    @property
    def gaps(self) -> int:
        """The empty rows between the lines where they stand apart."""
        return max(len(self._lines) - 1, 0)

    def turn(self, pages: int) -> bool:
        """Scrolls by so many pages, where there is more than is in sight; says whether it did."""
        at = self.scroll_target_y
        if not self.display or not (at < self.max_scroll_y if pages > 0 else at > 0):
            return False
        self.scroll_relative(y=pages * max(self.size.height - 1, 1), animate=False)
        return True


def _spoken(line: SpokenLine) -> Content:
    parts = [Content(wording.visible(f"“{line.say}”"))]
    if line.guide:
        parts.append(Content.styled(wording.visible(line.guide), "not bold $quiet"))
    if line.probe:
        parts.append(Content.styled(wording.visible(f"If unsure: “{line.probe}”"), "italic $quiet"))
    return Content("\n").join(parts)
