"""The widgets that draw text, as every screen uses them, and the output filter behind them.

What people wrote is data. It is made fit for a terminal by `assessor.wording.visible` where a widget takes it, before
anything is measured, and it is never markup. Whatever were to pass a widget by is stopped by `OutputFilter`, through
which every line goes on its way to the terminal. No other module but `text_area` takes a widget from Textual itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, cast

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.segment import Segment
from rich.text import Span as TextSpan
from rich.text import Text
from textual import events, widgets
from textual.color import Color
from textual.content import Content, Span
from textual.filter import LineFilter
from textual.visual import VisualType
from textual.widgets.option_list import Option as Option

from assessor.wording import is_fit, visible

_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")


def fit(content: VisualType) -> VisualType:
    """What a widget is given to draw, with the text in it made `visible`. Rows, which are made of cells, make their own
    text so (`assessor.widgets.rows`)."""
    if isinstance(content, str):
        return visible(content)
    if isinstance(content, Content):
        return fit_content(content)
    if isinstance(content, Group):
        return Group(*(cast("RenderableType", fit(line)) for line in content.renderables))
    if isinstance(content, Text) and not is_fit(content.plain):
        at, text = _moved(content.plain, content.spans)
        fitted = content.blank_copy(text)
        fitted.spans = [TextSpan(at[start], at[end], style) for start, end, style in content.spans]
        return fitted
    return content


def fit_content(content: Content) -> Content:
    """The content with its text made `visible`, styled as it was."""
    if is_fit(content.plain):
        return content
    at, text = _moved(content.plain, content.spans)
    return Content(text, [Span(at[start], at[end], style) for start, end, style in content.spans])


def _moved(plain: str, spans: Sequence[tuple[int, int, object]]) -> tuple[dict[int, int], str]:
    """Where each end of a span comes to stand when the text between is made visible, and that text."""
    ends = sorted({0, len(plain), *(end for span in spans for end in span[:2])})
    text, at = "", {0: 0}
    for start, end in pairwise(ends):
        text += visible(plain[start:end])
        at[end] = len(text)
    return at, text


def fit_lines(text: str) -> str:
    """Text as a field of several lines holds it: its lines ended in one way, whatever ended them, and `visible`."""
    return visible(_LINE_END.sub("\n", text))


def _on_one_line(text: str) -> str:
    return fit_lines(text).replace("\n", " ")


class OutputFilter(LineFilter):
    """The last wall: whatever a widget draws, nothing that a terminal would obey leaves in the text of a line.

    Such text comes out `visible`, in just the cells that were measured for it, so that the line stays as long; and no
    style makes a link. All else that is written to the terminal are Textual's own codes.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Textual's protocol: the segments of one line as they may leave."""
        if is_fit("".join([segment.text for segment in segments])) and not any(
            style.link for _, style, _ in segments if style is not None
        ):
            return segments
        return [
            Segment(_in_its_cells(text), style.update_link(None) if style is not None and style.link else style)
            for text, style, _ in segments
        ]


def _in_its_cells(text: str) -> str:
    return text if is_fit(text) else set_cell_size(visible(text).replace("\n", " "), cell_len(text))


class Static(widgets.Static):
    """Textual's Static. Text is never markup in it."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        markup: Literal[False] = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(fit(content), markup=markup, id=id, classes=classes)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Shows this instead; what is shown already is neither laid out nor drawn again."""
        fitted = fit(content)
        if not _is_shown(self.content, fitted):
            super().update(fitted, layout=layout)


def _is_shown(shown: VisualType, content: VisualType) -> bool:
    if isinstance(shown, Content) and isinstance(content, Content):
        return shown.is_same(content)
    return isinstance(content, str) and isinstance(shown, str) and shown == content


def has_room(listed: widgets.OptionList) -> bool:
    """Whether any of a list can be seen; Textual fails to turn the page of one that has no lines."""
    return bool(listed.scrollable_content_region)


class OptionList(widgets.OptionList):
    """Textual's OptionList. Text is never markup in it."""

    def __init__(self, *content: Option, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(*content, id=id, classes=classes, markup=False)

    def add_options(self, new_options: Iterable[Option | VisualType | None]) -> OptionList:
        """Adds these."""
        return super().add_options(self._fit(option) for option in new_options)

    def action_page_up(self) -> None:
        """A page up, where there is room for any of the list."""
        if has_room(self):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down, where there is room for any of the list."""
        if has_room(self):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def _fit(self, option: Option | VisualType | None) -> Option | VisualType | None:
        if not isinstance(option, Option):
            return option if option is None else fit(option)
        prompt = fit(option.prompt)
        return option if prompt is option.prompt else Option(prompt, option.id, option.disabled)


class Input(widgets.Input):
    """Textual's Input. What is typed, pasted or put in it is held as it is drawn; a passphrase stays as it is, and is
    not copied."""

    _given = ""

    def _on_mount(self, event: events.Mount) -> None:
        super()._on_mount(event)
        self._given = self.value

    @property
    def typed_since(self) -> str:
        """What stands in it, if that was typed since it was shown; never a passphrase."""
        return "" if self.password or self.value == self._given else self.value.strip()

    def validate_value(self, value: str) -> str:
        """The words on one line, `visible`."""
        return value if self.password else _on_one_line(value)

    def validate_placeholder(self, placeholder: str) -> str:
        """What stands in it while it is empty, on one line and `visible`."""
        return _on_one_line(placeholder)

    def replace(self, text: str, start: int, end: int) -> None:
        """Puts this between two places; the cursor comes to stand behind it."""
        super().replace(self.validate_value(text), start, end)

    def _on_paste(self, event: events.Paste) -> None:
        """Puts all of it in, its lines one after the other, and says so: Textual's keeps the first line alone."""
        event.prevent_default()
        event.stop()
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        if self.password or len(lines) < 2:  # as it stands: a space more or less is another passphrase
            self.replace(event.text.strip("\r\n"), *self.selection)
            return
        self.replace(" ".join(lines), *self.selection)
        self.notify(f"{len(lines)} lines were pasted, and stand here as one.", markup=False)

    def action_cut(self) -> None:
        """To the clipboard goes what is marked, if anything is, and never a passphrase."""
        if self.selected_text and not self.password:
            super().action_cut()

    def action_copy(self) -> None:
        """To the clipboard goes what is marked, and never a passphrase."""
        if not self.password:
            super().action_copy()
