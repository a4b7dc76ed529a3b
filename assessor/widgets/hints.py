"""The keys beneath a question or a dialog, each with its word. A line breaks between two of them, never within one."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size

from assessor.widgets.base import Static, fit_content

HINT_GAP = "  "


def clickable(words: str, action: str, style: str = "") -> Content:
    """Words that do this when they are clicked. The action is ours; the words are never markup."""
    return Content.from_markup(f"[@click={action}]$words[/]", words=words).stylize(style)


def hint(key: str, words: str, action: str = "") -> Content:
    """A key and its word; with an action the key can be clicked too."""
    if action:
        return Content.assemble(clickable(key, action), (f" {words}", "$quiet"))
    return Content.assemble((key, "b $accent"), (f" {words}", "$quiet"))


class Hints(Static):
    """Keys with their words, on as many lines as they need."""

    DEFAULT_CSS = "Hints { height: auto; width: 1fr; }"

    def __init__(self, *hints: Content, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._hints = [fit_content(content) for content in hints]

    def show(self, hints: Iterable[Content]) -> None:
        """Shows these instead; keys that stand there already are not laid out again."""
        fitted = [fit_content(content) for content in hints]
        if len(fitted) == len(self._hints) and all(map(Content.is_same, fitted, self._hints)):
            return
        self._hints = fitted
        self.refresh(layout=True)

    @property
    def plain(self) -> str:
        """What stands there, on one line."""
        return HINT_GAP.join(hint.plain for hint in self._hints)

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(max(1, -(-line.cell_length // max(width, 1))) for line in self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for hint in self._hints:
            if lines and lines[-1].cell_length + len(HINT_GAP) + hint.cell_length <= width:
                lines[-1] = lines[-1] + HINT_GAP + hint
            else:
                lines.append(hint)
        return lines
