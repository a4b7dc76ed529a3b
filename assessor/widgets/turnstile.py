"""Serialising gate for input (a turnstile): each key is handled to its end before the next is read.

Textual hands a key from the app to the widget that has the focus, and from there up again, by messages; a screen that
it opens, a field that takes the focus and an answer that is chosen come by further messages. A second key that is read
meanwhile is taken by whatever has the keys at that moment. So here the second waits until the app has come to rest.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sized
from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.app import App, ScreenStackError

LOOP_TURNS = 20_000
"""Turns of the event loop after which an app that finds no rest is taken to be at work on something of its own."""

WAIT = 0.002  # seconds between two looks at what comes by a moment or by a thread
LOOKS = 5_000
"""Looks at a screen that is not settled, after which it is taken to hang: the keys, and the way out, work again."""

Pressed = events.InputEvent | events.Paste


@runtime_checkable
class Settling(Protocol):
    """A screen that can say whether the key it was given last is still at work: in a thread, or after the painting."""

    is_settled: bool
    """Whether the next key can be read."""


class Turnstile:
    """Lets the keys, pastes and clicks of an app through one at a time, in their order.

    Each waits until the app has come to rest from the one before, which for one pressed by itself it has long done.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Pressed] = deque()
        self._passing: deque[Pressed] = deque()  # let through, and not yet come to the app
        self._letting: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether anything still waits."""
        return self._letting is not None

    def admits(self, event: events.Event) -> bool:
        """Whether this event goes on now; else it is kept, and comes to the app again when it is its turn."""
        if not isinstance(event, Pressed) or event.is_forwarded:
            return True
        if self._passing and event is self._passing[0]:
            self._passing.popleft()
            return True
        if self._letting is None and isinstance(event, events.MouseMove):
            return True
        self._keep(event)
        if self._letting is None:
            self._letting = asyncio.create_task(self._let_through(), name="turnstile")
        return False

    async def settled(self, timeout: float | None = None) -> None:
        """Waits until all that came has been let through, or for so many seconds."""
        if self._letting is not None:
            await asyncio.wait({self._letting}, timeout=timeout)

    def close(self) -> None:
        """Lets nothing more through."""
        self._waiting.clear()
        if self._letting is not None:
            self._letting.cancel()

    def _keep(self, event: Pressed) -> None:
        if self._waiting and isinstance(event, events.MouseMove) and isinstance(self._waiting[-1], events.MouseMove):
            self._waiting.pop()  # only where the mouse has come to counts
        self._waiting.append(event)

    async def _let_through(self) -> None:
        try:
            while self._waiting:
                await self._rest()
                self._passing.append(self._waiting.popleft())
                if not self._app.post_message(self._passing[-1]):  # the app is closing
                    self._waiting.clear()
        finally:
            self._letting = None

    async def _rest(self) -> None:
        """Waits until nothing in the app can go on by itself: what is left waits for a key, a moment or a thread.

        A worker that waits for an answer to a dialog, or for a thread, is at rest; so no key is held up by it.
        """
        looks = LOOKS
        for _ in range(LOOP_TURNS):
            await asyncio.sleep(0)
            if _runnable():
                continue
            try:
                screen = self._app.screen
            except ScreenStackError:  # the app has ended
                return
            if screen._layout_required and not self._app._batch_count:
                screen._on_timer_update()  # where a line turns and how long a page is: what keys go by
            elif looks and isinstance(screen, Settling) and not screen.is_settled:
                looks -= 1
                await asyncio.sleep(WAIT)
            else:
                return


def _runnable() -> Sized:
    """What the running event loop has still to do before it would wait for something from outside.

    asyncio has no public name for it. Where the name is missing each key is followed for one turn and no more.
    """
    return getattr(asyncio.get_running_loop(), "_ready", ())
