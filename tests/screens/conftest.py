"""A demonstration store on a small bank, and the app opened on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import ScreenStackError
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from assessor.app import AssessorApp
from assessor.screens.caseload import CaseloadScreen
from assessor.widgets import garbage
from tests.thorough import is_everyday

BANK = Path(__file__).parent / "bank"  # a small bank, whose demonstration is in `home` (tests/conftest.py)

Opened = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

TURNS = 12_000  # of at least 10 ms each, after which an app is taken to hang; nothing of how quick it is
PAINTED_WITHIN = 0.005  # seconds after which what waits for the painting is given it
PAINT = Screen._compositor_refresh


def key_event(key: str) -> events.Key:
    """The event of a key, by its name or by the letter that it types."""
    return events.Key(_character_to_key(key), key) if len(key) == 1 else events.Key(key, None)


class Quick(Pilot[None]):
    """A pilot that goes on as soon as its keys have had their whole effect, and waits for no moment of idleness."""

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(key_event(key))
            await self.effect()
        self.paint()

    async def effect(self) -> None:
        """Waits until nothing in the app can go on by itself: what is left waits for a key, a moment or a thread."""
        assert isinstance(self.app, AssessorApp)
        runnable = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # no public name says it
        while True:
            await self.app.turnstile.settled(PAINTED_WITHIN)
            await asyncio.sleep(0)
            if runnable and not self.app.turnstile.is_busy:
                continue
            with suppress(ScreenStackError):  # the app has ended
                self.app.screen._on_timer_update()
            if not runnable and not self.app.turnstile.is_busy:
                return

    def paint(self) -> None:
        """Paints what has changed: see `_painted_when_looked_at`."""
        with suppress(ScreenStackError):
            PAINT(self.app.screen)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Waits until something holds on the screen, however long that takes, unless the app seems to hang."""
    quick = Quick(pilot.app)
    for _ in range(TURNS):
        if true():
            return
        await asyncio.sleep(0.01)
        await quick.effect()
        quick.paint()
    raise AssertionError("it did not come about")


@pytest.fixture(autouse=True)
def _uncollected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app has everything collected where an adviser would not notice. Here that would be all that the tests hold,
    again and again; the real program in `tests/test_killed.py` and `tests/test_rough.py` does it in earnest."""
    monkeypatch.setattr(garbage, "collect_all", lambda: None)
    monkeypatch.setattr(garbage, "collect_new", lambda: None)


@pytest.fixture(scope="session", autouse=True)
def _styles_read_once() -> Iterator[None]:
    """An app reads its style sheets again with each new screen. Here each is read once for all apps."""
    read = Stylesheet._parse_rules
    sheets: dict[Hashable, list[RuleSet]] = {}

    def once(sheet: Stylesheet, css: str, read_from: tuple[str, str], *how: Any, **more: Any) -> list[RuleSet]:
        key = (css, read_from, how, frozenset(more.items()), frozenset(sheet._variables.items()))
        if key not in sheets:
            sheets[key] = read(sheet, css, read_from, *how, **more)
        return sheets[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(autouse=True)
def _painted_when_looked_at(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config, request: pytest.FixtureRequest
) -> None:
    """Every day the screen is painted once its keys have been pressed, and not as often as it changes meanwhile."""
    if is_everyday(pytestconfig) and request.node.get_closest_marker("painted") is None:
        monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.25)
        monkeypatch.setattr(Screen, "_compositor_refresh", lambda screen: screen._dirty_widgets.clear())


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
