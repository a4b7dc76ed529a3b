"""The line that says which keys there are is in sight on every screen, whatever else has to give way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from assessor import taxonomy
from assessor.acts.desk import Desk
from assessor.app import AssessorApp
from assessor.care.case import Case
from assessor.care.employer_lines import Shareable
from assessor.listening.hear import hear
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.choose_call import BeginScreen, NotReachedScreen
from assessor.screens.client import ClientScreen
from assessor.screens.export import ExportScreen
from assessor.screens.go_to import GoToScreen
from assessor.screens.identity import IdentityScreen
from assessor.screens.note import NoteScreen
from assessor.screens.pause import PauseScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.queue import QueueScreen
from assessor.screens.read_back import ReadBackScreen
from assessor.screens.record import RecordScreen
from assessor.screens.review import ReviewScreen
from assessor.screens.safety import SafetyScreen
from assessor.screens.share import ShareScreen
from assessor.screens.supervision import HoldScreen, SupervisionScreen
from assessor.screens.versions import VersionsScreen
from assessor.screens.who_works import WorkingAsScreen
from assessor.widgets.foot import Foot
from assessor.widgets.hints import Hints
from tests.screens.conftest import Opened, Quick
from tests.thorough import THOROUGH

SIZES = [(80, 24), *(pytest.param(size, marks=THOROUGH) for size in ((100, 32), (120, 36), (140, 45)))]
LONG = "a sentence that somebody wrote down in full, since all of it mattered to them, "


def every(desk: Desk, case: Case) -> Iterator[Screen[Any]]:
    """The screens, with enough on them to press on the line of keys."""
    lines = tuple(Shareable(f"step {n}", "step", LONG, "client", "soon") for n in range(12))
    yield CallScreen(desk, case)
    yield from (screen(desk, case) for screen in (PlanScreen, SafetyScreen, ReviewScreen, VersionsScreen, ExportScreen))
    yield from (RecordScreen(desk, case), QueueScreen(desk), SupervisionScreen(desk))
    yield HoldScreen(desk, desk.cases(), "Dan Price")
    yield from (ReadBackScreen(case), GoToScreen(case.calls[-1].interview), PauseScreen(case, lambda: True))
    yield from (BeginScreen(case, desk.current_bank, desk.today), NotReachedScreen(case), WorkingAsScreen(desk))
    yield from (ClientScreen(lambda _: ""), IdentityScreen(lambda: case.client, lambda _: ""))
    yield NoteScreen(
        "", lambda words: hear(words, desk.current_bank.phrases), lambda _: True, lambda _: "", lambda: None
    )
    yield ShareScreen(lambda _: "", lines, set(), LONG * 3)


def keys_of(screen: Screen[Any]) -> list[Widget]:
    """The lines of keys of a screen that are shown."""
    told = [line for line in screen.query(Static) if isinstance(line, Hints) or "Esc" in str(line.visual)]
    return [line for line in (*told, *screen.query(Foot)) if line.display and line.region.area]


def hidden(screen: Screen[Any], line: Widget) -> bool:
    """Whether any row of it lies outside what can be seen."""
    place = screen.find_widget(line)
    return place.region.intersection(place.clip).height < place.region.height


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_of_every_screen_are_in_sight(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size) as pilot:
        await look_over(pilot)


async def look_over(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, AssessorApp)
    assert app.desk is not None
    case = max(app.desk.cases(), key=lambda case: len(case.entries))
    wrong = []
    for screen in every(app.desk, case):
        app.push_screen(screen)
        await Quick(app).effect()
        screen._refresh_layout()
        keys = keys_of(screen)
        if not keys:
            wrong.append(f"{type(screen).__name__}: no keys are shown")
        wrong += [f"{type(screen).__name__}: {line.region}" for line in keys if hidden(screen, line)]
        app.pop_screen()
        await Quick(app).effect()
    assert wrong == []


async def test_a_reference_and_a_situation_are_whole_in_the_caseload_where_it_is_narrowest(opened: Opened) -> None:
    async with opened((80, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CaseloadScreen)
        cases = screen.query_one("#cases", OptionList)
        await pilot.pause()
        painted = [cases.render_line(place).text for place in range(min(cases.size.height, len(screen.lines)))]
        for line, shown in zip(screen.lines, painted, strict=False):
            assert f" {line.case} " in shown
            assert taxonomy.SITUATIONS.get(line.situation or "", "new") in shown
