"""A demonstration store on a small bank, and the app opened on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from assessor.app import AssessorApp
from assessor.care.reading import read_bank, read_files
from assessor.demo import make_demonstration
from assessor.screens.caseload import CaseloadScreen

BANK = Path(__file__).parent / "bank"

Opened = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


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
            yield pilot

    return open_app
