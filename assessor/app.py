"""The Textual app: its colours, and which screen comes first. What happens is in the screens."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen

from assessor.records.preferences import prefer, preferred
from assessor.widgets import garbage
from assessor.widgets.base import OutputFilter
from assessor.widgets.escape import tell_escape_apart
from assessor.widgets.palette import CommandRows, Palette
from assessor.widgets.room import Room
from assessor.widgets.themes import COLOURLESS, DARK, OUR_THEMES, THEME_WORDS, stand_ins, without_colour
from assessor.widgets.turnstile import Turnstile
from assessor.widgets.unsaved import Leaving
from assessor.widgets.verbs import COLOURS, QUIT, bindings
from assessor.wording import visible

if TYPE_CHECKING:
    from assessor.acts.desk import Desk
    from assessor.care.case import Case

OUTPUT = OutputFilter()


class AssessorApp(App[None]):
    """Opens the records of one folder; the first screen depends on what is there, and on what was asked for.

    A ``desk`` that is open already needs no door. ``ringing`` is a case and the call in it to begin with; the caseload
    lies beneath, and is what one comes back to.
    """

    CSS_PATH = "app.tcss"
    TITLE = "assessor"  # never a client's name: a title bar is read over shoulders
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bindings([COLOURS])
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-normal"), (130, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall")]

    def __init__(
        self,
        home: Path,
        banks: Path | None = None,
        passphrase: str | None = None,
        *,
        demonstration: bool = False,
        desk: Desk | None = None,
        ringing: tuple[Case, str] | None = None,
    ) -> None:
        super().__init__()
        self.home = home
        self.banks = banks
        self.passphrase = passphrase
        self.demonstration = demonstration
        self.desk = desk
        self.ringing = ringing
        self.failure = ""
        self._warned_of: list[tuple[Screen[object], str]] = []
        self.turnstile = Turnstile(self)
        for theme in (*OUR_THEMES, COLOURLESS):
            self.register_theme(theme)
        self._begin_in_its_colours()

    def _begin_in_its_colours(self) -> None:
        """In the colours that were chosen here, those that the environment names for every Textual program, or ours."""
        named = (preferred(self.home, "colours"), os.environ.get("TEXTUAL_THEME", ""), DARK.name)
        self.theme = COLOURLESS.name if self.no_color else next(name for name in named if name in self.available_themes)

    def on_mount(self) -> None:
        """Opens the door that fits: first run, unlock, or straight in."""
        if self.desk is not None:
            self.enter(self.desk)
            return
        from assessor.screens.unlock import Door

        self.push_screen(Door(self.home, self.banks, self.passphrase, self.demonstration), self.enter)

    def enter(self, desk: object) -> None:
        """Shows the caseload of the desk that was opened, and the call that was asked for; leaves if none was."""
        from assessor.acts.desk import Desk

        if not isinstance(desk, Desk):
            self.exit()
            return
        from assessor.screens.caseload import CaseloadScreen

        self.desk = desk
        self._keep_colours()  # chosen at the door, before there was a folder to keep it in
        self.push_screen(CaseloadScreen(desk))
        if self.ringing is not None:
            from assessor.screens.call import CallScreen

            self.push_screen(CallScreen(desk, *self.ringing))
        self.call_after_refresh(garbage.collect_all)

    async def on_event(self, event: events.Event) -> None:
        """Each key, paste and click is handled to its end before the next."""
        if self.turnstile.admits(event):
            await super().on_event(event)

    def stop(self, failure: str) -> None:
        """Ends the program, which then says on stderr why it cannot run."""
        self.failure = failure
        self.exit()

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, with Esc told from the keys that come soon after it."""
        return tell_escape_apart(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and last the one that lets nothing out that a terminal would obey."""
        return [*without_colour(super().get_line_filters()), OUTPUT]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Says something at the edge of the screen. It may hold people's words, and so is never markup."""
        super().notify(visible(message), title=visible(title), severity=severity, timeout=timeout, markup=False)

    def action_help_quit(self) -> None:
        """Ctrl+C with nothing marked to copy: says how to leave."""
        self.notify("Ctrl+Q leaves the program. What is typed is kept, or you are asked.")

    async def action_quit(self) -> None:
        """Ctrl+Q, and Quit in the palette: each screen keeps what is typed on it. Where one cannot, what would be lost
        is said once; the same key then leaves without it."""
        for screen in reversed(self.screen_stack):
            lost = screen.leave_safely() if isinstance(screen, Leaving) else ""
            if lost and (screen, lost) not in self._warned_of:
                self._warned_of.append((screen, lost))
                self.notify(f"Not saved: {lost}. Ctrl+Q again leaves without it.", severity="warning", timeout=20)
                return
        self.exit()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our names for colours, in a theme that is not ours."""
        return stand_ins(self.current_theme)

    def choose_colours(self, theme: str) -> None:
        """Draws everything in the colours of this theme from now on, and the next time too."""
        self.theme = theme
        self._keep_colours()

    def _keep_colours(self) -> None:
        if not self.no_color and self.theme != (preferred(self.home, "colours") or DARK.name):
            prefer(self.home, "colours", self.theme)

    def action_next_colours(self) -> None:
        """F10: the next of our themes. Where no colour is wanted there is none."""
        if not self.no_color:
            names = [theme.name for theme in OUR_THEMES]
            self.choose_colours(names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0])

    def action_command_palette(self) -> None:
        """Ctrl+P: all that can be done here, by name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette([CommandRows], id="--command-palette"))

    def copy_to_clipboard(self, text: str) -> None:
        """To the clipboard, by way of the terminal (OSC 52), as it is shown: what is pasted elsewhere is text only."""
        super().copy_to_clipboard(visible(text))

    def validate_title(self, title: object) -> str:
        """The title is the program's name, whatever anybody sets: a title bar is read over shoulders."""
        return self.TITLE

    def validate_sub_title(self, sub_title: object) -> str:
        """There is none."""
        return ""

    def _fatal_error(self) -> None:
        """Ends the program on an error nobody foresaw, saying where but showing no traceback: Textual's own shows
        what the local names hold, and that may be a client's words. ``ASSESSOR_DEBUG=1`` shows it all the same."""
        if os.environ.get("ASSESSOR_DEBUG"):
            super()._fatal_error()
            return
        error = self._exception
        frames = traceback.extract_tb(error.__traceback__) if error else []
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        self.failure = (
            f"stopped unexpectedly ({type(error).__name__}{place}). Everything that was shown as saved is kept; "
            "open it again, and the call resumes where it was"
        )
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Closes the records."""
        self.turnstile.close()
        if self.desk is not None:
            self.desk.store.close()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the verbs of the place one is in, the colours, and the way out."""
        if isinstance(screen, Room):
            yield from screen.palette()
        for theme, words in () if self.no_color else THEME_WORDS.items():
            yield SystemCommand(f"Colours: {theme}  ({COLOURS.shown_key})", words, partial(self.choose_colours, theme))
        yield SystemCommand(f"Quit  ({QUIT.shown_key})", QUIT.help, self.action_quit)
