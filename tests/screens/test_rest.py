"""What closed pages left behind is cleared away while the list stands, and never under a call."""

from __future__ import annotations

import asyncio

import pytest

from assessor.screens import caseload
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.widgets import garbage
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin


async def test_the_collector_waits_until_somebody_rests_at_the_list(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caseload, "REST", 0.05)
    async with opened() as pilot:
        await begin(pilot)
        cleared: list[str] = []
        monkeypatch.setattr(garbage, "collect_all", lambda: cleared.append(type(pilot.app.screen).__name__))
        assert isinstance(pilot.app.screen, CallScreen)
        await asyncio.sleep(0.2)
        assert cleared == []
        await pilot.press("ctrl+x")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseloadScreen))
        await until(pilot, lambda: bool(cleared))
        assert cleared == ["CaseloadScreen"]
