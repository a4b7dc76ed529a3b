"""The field for several lines. It stands apart from the other widgets because Textual's takes long to load, and the
first screen, which has none, would wait for it."""

from __future__ import annotations

from typing import Literal

from textual import widgets
from textual.widgets.text_area import Edit, EditResult

from assessor.widgets.base import fit_lines


class TextArea(widgets.TextArea):
    """Textual's TextArea. What is typed, pasted or put in it is held as it is drawn."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,
        soft_wrap: bool = True,
        tab_behavior: Literal["focus", "indent"] = "focus",
    ) -> None:
        super().__init__(fit_lines(text), id=id, soft_wrap=soft_wrap, tab_behavior=tab_behavior)
        self._given = fit_lines(text)

    @property
    def typed_since(self) -> str:
        """What stands in it, if that was typed since it was shown."""
        return "" if self.text == self._given else self.text.strip()

    def load_text(self, text: str) -> None:
        """Puts this in place of what is there."""
        self._given = fit_lines(text)
        super().load_text(fit_lines(text))

    def edit(self, edit: Edit) -> EditResult:
        """Makes one edit: a key, a paste, an insertion."""
        edit.text = fit_lines(edit.text)
        return super().edit(edit)

    def action_cut(self) -> None:
        """To the clipboard goes what is marked; where nothing is, no line is taken unasked."""
        if self.selected_text:
            super().action_cut()
