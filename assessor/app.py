"""The Textual app: its themes, and where its screens are named. What happens is in the screens."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.theme import Theme

from assessor.widgets import garbage
from assessor.widgets.base import OutputFilter
from assessor.widgets.escape import tell_escape_apart
from assessor.widgets.palette import CommandRows, Palette
from assessor.widgets.room import Room
from assessor.widgets.turnstile import Turnstile
from assessor.widgets.unsaved import Leaving
from assessor.widgets.verbs import QUIT
from assessor.wording import visible

if TYPE_CHECKING:
    from assessor.acts.desk import Desk
    from assessor.care.case import Case

CALM = Theme(
    name="calm",
    primary="#7ba4d0",
    secondary="#8fb5a5",
    accent="#e2b866",
    foreground="#e4e8ee",
    background="#13171c",
    surface="#1a2129",
    panel="#222c37",
    success="#8cc29b",
    warning="#e2b866",
    error="#f0938a",
    dark=True,
    variables={
        "quiet": "#9aa6b4",
        "field": "#222c37",
        "rule": "#3b4857",
        "footer-key-foreground": "#e2b866",
        "footer-background": "#1f2731",
        "block-cursor-background": "#2c3b4d",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#243040",
        "block-hover-background": "#243040",
    },
)
CONTRAST = Theme(
    name="high contrast",
    primary="#7fd4ff",
    secondary="#ffffff",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#2a2a2a",
    success="#7dff9b",
    warning="#ffe14d",
    error="#ff9d94",
    dark=True,
    variables={
        "quiet": "#e0e0e0",
        "field": "#595959",  # white on it is 7 to 1, and its edge on black 3 to 1
        "rule": "#ffffff",
        "footer-key-foreground": "#ffe14d",
        "footer-background": "#000000",
        "block-cursor-background": "#004a85",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#3a3a3a",
        "block-hover-background": "#3a3a3a",
    },
)


OUTPUT = OutputFilter()


class AssessorApp(App[None]):
    """Opens the records of one folder; the first screen depends on what is there, and on what was asked for.

    A ``desk`` that is open already needs no door. ``ringing`` is a case and the call in it to begin with; the caseload
    lies beneath, and is what one comes back to.
    """

    CSS_PATH = "app.tcss"
    TITLE = "assessor"  # never a client's name: a title bar is read over shoulders
    ENABLE_COMMAND_PALETTE = True
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
        self.register_theme(CALM)
        self.register_theme(CONTRAST)
        self.theme = CALM.name

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
        return [*super().get_line_filters(), OUTPUT]

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
        """What the palette offers: the verbs of the place one is in, the contrast, and the way out."""
        if isinstance(screen, Room):
            yield from screen.palette()
        theme = CONTRAST.name if self.theme == CALM.name else CALM.name
        yield SystemCommand(f"Colours: {theme}", "Change the colours.", lambda: setattr(self, "theme", theme))
        yield SystemCommand(f"Quit  ({QUIT.shown_key})", QUIT.help, self.action_quit)
