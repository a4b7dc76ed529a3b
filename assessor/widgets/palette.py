"""Command palette: what can be done in a place, found by its name."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette

from assessor.widgets.base import has_room


class Palette(CommandPalette):
    """Textual's, but a key that finds its list with no room, or not there yet, does nothing."""

    def _action_command_list(self, action: str) -> None:
        if has_room(self.query_one(CommandList)):
            super()._action_command_list(action)
