"""A demonstration store on a small bank, and the app opened on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from assessor.app import AssessorApp
from assessor.bank.loader import read_bank, read_files
from assessor.demo.store import make_demonstration
from assessor.screens.caseload import CaseloadScreen

BANK = Path(__file__).parent / "bank"

Opened = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


HOPS = 4  # from a key to its last effect: the field, the card, the screen, the page beneath


class Quick(Pilot[None]):
    """A pilot that goes on as soon as a key has had its effect, and does not wait for the process to be idle."""

    async def press(self, *keys: str) -> None:
        for key in keys:
            named = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(named, key if len(key) == 1 else None))
            for _ in range(HOPS):
                await self.pause(0)


async def until(pilot: Pilot[None], true: Callable[[], bool], seconds: float = 10) -> None:
    """Waits until something holds on the screen."""
    for _ in range(int(seconds * 50)):
        if true():
            return
        await asyncio.sleep(0.02)
        await pilot.pause()
    raise AssertionError("it did not come about")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A demonstration of the small bank's invented clients."""
    folder = tmp_path / "records"
    make_demonstration(folder, read_bank(read_files(BANK))).close()
    return folder


@pytest.fixture
def opened(home: Path) -> Opened:
    """Opens the app on the demonstration, at its caseload."""

    @asynccontextmanager
    async def open_app(size: tuple[int, int] = (100, 32)) -> AsyncIterator[Pilot[None]]:
        app = AssessorApp(home, BANK, demonstration=True)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
            yield Quick(app)

    return open_app
