"""The turnstile by itself: what it keeps back, and what it never waits for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest
from textual import events, work
from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from assessor.widgets import turnstile
from assessor.widgets.turnstile import Turnstile
from tests.screens.conftest import key_event


class Asking(ModalScreen[str]):
    """Gives the words that are typed in it."""

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Desk(App[None]):
    """Notes the keys that come to its screen, and does what four of them ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.turnstile = Turnstile(self)
        self.came: list[str] = []
        self.go_on = threading.Event()

    def compose(self) -> ComposeResult:
        yield Static("")

    async def on_event(self, event: events.Event) -> None:
        if self.turnstile.admits(event):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        if event.character:
            self.came.append(event.character)
        does: dict[str | None, Callable[[], object]]
        does = {"q": self.exit, "a": self.ask, "w": self.write, "s": self.unsettle}
        does.get(event.character, lambda: None)()

    def on_paste(self, event: events.Paste) -> None:
        self.came.append(event.text)

    @work
    async def ask(self) -> None:
        """Waits, in a worker, for an answer that is typed."""
        self.came.append(await self.push_screen_wait(Asking()))

    @work(thread=True)
    def write(self) -> None:
        """Takes long."""
        self.go_on.wait()

    def unsettle(self) -> None:
        """Has the screen say that it is not settled."""
        self.screen.is_settled = False  # type: ignore[attr-defined]


async def came(*keys: str | events.Event, meanwhile: Callable[[Desk], Awaitable[None]] | None = None) -> list[str]:
    """What came to an app to which all of these were given at once."""
    app = Desk()
    async with app.run_test() as pilot:
        for key in keys:
            app.post_message(key_event(key) if isinstance(key, str) else key)
        await asyncio.sleep(0)
        if meanwhile is not None:
            await meanwhile(app)
        while app.turnstile.is_busy or app.message_queue_size:
            await asyncio.sleep(0.001)
        await pilot.pause()
        app.go_on.set()
    return app.came


async def test_a_dialog_that_a_worker_waits_for_gets_the_keys_that_follow() -> None:
    assert await came("a", *"yes", "enter", "b") == ["a", "yes", "b"]


async def test_a_thread_at_work_holds_no_key_up() -> None:
    assert await came("w", "1", "2") == ["w", "1", "2"]


async def test_a_paste_stays_whole_and_in_its_place() -> None:
    assert await came("1", events.Paste("a\nb"), "2") == ["1", "a\nb", "2"]


async def test_what_comes_after_the_key_that_leaves_is_not_taken() -> None:
    assert await came("1", "q", "2") == ["1", "q"]


async def test_keys_wait_for_a_screen_that_is_not_settled() -> None:
    async def settle(app: Desk) -> None:
        while not app.came:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)
        assert app.came == ["s"]
        app.screen.is_settled = True  # type: ignore[attr-defined]

    assert await came("s", "1", meanwhile=settle) == ["s", "1"]


async def test_a_screen_that_never_settles_can_be_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstile, "LOOKS", 3)
    assert await came("s", "1", "q") == ["s", "1", "q"]
