"""Command palette: what can be done in a place, found by its name: a row a command, in the order of use."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from assessor.widgets.base import Input, has_room
from assessor.wording import visible

NAME_COLUMNS = 26
"""Columns of a command's name and key; what it does stands behind them."""


class CommandRows(Provider):
    """The commands of the place one is in, in the order in which they are kept; each with what it does in its row."""

    async def discover(self) -> Hits:
        """All of them."""
        for name, does, run, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(_row(Text(visible(name)), does), run, text=name)

    async def search(self, query: str) -> Hits:
        """Those whose name is like what is typed, the likest first."""
        matcher = self.matcher(query)
        for name, does, run, _ in self.app.get_system_commands(self.screen):
            if (score := matcher.match(name)) > 0:
                yield Hit(score, _row(Text(visible(name)), does), run, text=name)


class SearchField(Input, CommandInput):
    """The palette's field: what is pasted into it is held as it is drawn, as in every field."""


class Palette(CommandPalette):
    """Textual's, but a key that finds its list with no room, or not there yet, does nothing; and its field is ours."""

    DEFAULT_CSS = "Palette CommandList { text-wrap: nowrap; text-overflow: ellipsis; }"

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield SearchField(placeholder=widget.placeholder, select_on_focus=False)
            else:
                yield widget

    def _action_command_list(self, action: str) -> None:
        if has_room(self.query_one(CommandList)):
            super()._action_command_list(action)


def _row(name: Text, does: str) -> Text:
    name.pad_right(max(NAME_COLUMNS - name.cell_len, 2))
    return name + Text(visible(does), style="dim")
