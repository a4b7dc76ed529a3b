"""A room: a screen that says what can be done in it. The palette and F1 are made of its verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from textual.app import SystemCommand
from textual.notifications import SeverityLevel
from textual.screen import Screen

from assessor.widgets.help import HelpScreen
from assessor.widgets.unsaved import typed_words
from assessor.widgets.verbs import MORE, Verb
from assessor.wording import visible

T = TypeVar("T")
REFUSAL_SECONDS = 8
"""How long a refusal stands at the most, where it has no line of its own."""


class Room(Screen[T]):
    """A screen with verbs, and F1 for them."""

    VERBS: tuple[Verb, ...] = ()
    HELP_TITLE = ""
    _put_off = 0  # how much waits for the next painting
    _warned: tuple[str, ...] = ()  # what was refused or warned of here, and may still stand there

    def on_mount(self) -> None:
        """Rows drawn in the theme's colours are drawn again when it changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self.recolour))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Says something at the edge of the screen; a warning or a refusal until this place is left at the latest."""
        if severity != "information":
            self._warned = (*self._warned, visible(message))
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def take_back_warnings(self) -> None:
        """Takes away what was warned of or refused here, since it is done now, said anew, or no longer looked at."""
        for notification in list(self.app._notifications):
            if notification.message in self._warned:
                self.app._unnotify(notification)
        self._warned = ()

    def on_screen_suspend(self) -> None:
        """What was refused here covers no other screen."""
        self.take_back_warnings()

    @property
    def is_settled(self) -> bool:
        """Whether all that was put off until after the painting has been done."""
        return not self._put_off

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """As Textual does it, but nothing once the screen is being left: its parts are gone before it is."""

        def call() -> Any:
            self._put_off -= 1
            return callback(*args, **kwargs) if self.display else None

        self._put_off += 1
        if not super().call_after_refresh(call):
            self._put_off -= 1
            return False
        return True

    def recolour(self) -> None:
        """Draws again what was drawn in the colours of another theme."""

    def palette(self) -> Iterable[SystemCommand]:
        """The verbs as the command palette lists them."""
        for verb in self.VERBS:
            if verb.help and verb.action != MORE.action:
                yield SystemCommand(
                    f"{verb.word[:1].upper()}{verb.word[1:]}  ({verb.shown_key})",
                    verb.help,
                    lambda verb=verb: self.app.call_later(self._run_verb, verb),
                )

    def keep_typed(self) -> bool:
        """Keeps what is typed here, since it is being left, and says whether it did; most keep nothing unasked."""
        return False

    def leave_safely(self) -> str:
        """What is typed here and cannot be kept, in a few words; the rest is kept."""
        return "" if self.keep_typed() else typed_words(self)

    async def _run_verb(self, verb: Verb) -> None:
        """Does what was chosen by name, unless another screen has come up meanwhile."""
        if self.app.screen is self:
            await self.run_action(verb.action)

    def action_help(self) -> None:
        """Shows the verbs of this place."""
        self.app.push_screen(HelpScreen(self.HELP_TITLE, self.VERBS))
