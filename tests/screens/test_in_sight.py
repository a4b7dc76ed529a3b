"""What has to be at hand when it is needed: the words that stop the call, and where the client is."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from assessor.acts import calls
from assessor.screens.call import CallScreen
from assessor.screens.safety import SafetyScreen
from assessor.widgets.answer_fields import Words
from tests.care.conftest import shipped_bank
from tests.screens.conftest import Opened, until
from tests.test_plain import Room
from tests.thorough import THOROUGH

OVERHEARD = {
    "identity": "confirmed",
    "can_talk": "careful",
    "where_now": "in the car, Bell Lane",
    "stop_word": "the door",
}


def room(answers: dict[str, str]) -> Room:
    """A call of the shipped script, with these answers."""
    made = Room(shipped_bank())
    case = made.desk.begin_call(made.case, "first_assessment")
    made.desk.write(case, [calls.answer(question, value) for question, value in answers.items()], case.calls[-1].id)
    return made


async def begin(pilot: Pilot[None], made: Room) -> CallScreen:
    screen = CallScreen(made.desk, made.case)
    pilot.app.push_screen(screen)
    await until(pilot, lambda: pilot.app.screen is screen and bool(screen.query("#card")))
    return screen


@pytest.mark.painted
@pytest.mark.parametrize(
    "size", [(80, 24), *(pytest.param(size, marks=THOROUGH) for size in ((60, 20), (100, 32), (160, 50)))]
)
async def test_the_words_that_stop_the_call_stay_in_sight(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size) as pilot:
        screen = await begin(pilot, room(OVERHEARD))
        await pilot.pause()
        stop = screen.query_one("#stop", Static)
        assert stop.size.width >= len("STOP = “the door”")
        assert "STOP = “the door”" in stop.render_line(0).text
        assert stop.region.bottom <= size[1]


async def test_where_nothing_was_agreed_no_room_is_taken_for_it(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await begin(pilot, room({"identity": "confirmed", "can_talk": "home"}))
        assert not screen.query_one("#stop").display
        assert screen.query_one("#section").display


async def safety(pilot: Pilot[None], *keys: str) -> SafetyScreen:
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SafetyScreen)
    await pilot.press(*keys)
    return screen


async def test_where_they_are_is_offered_on_the_safety_page_and_written_once_it_is_left_as_it_is(
    opened: Opened,
) -> None:
    made = room(OVERHEARD)
    async with opened() as pilot:
        await begin(pilot, made)
        screen = await safety(pilot, *"help", "enter")
        assert screen.query_one("#where", Words).text == "in the car, Bell Lane"
        assert made.case.safety_lines(made.case.calls[-1].id) == {"words": "help"}
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert made.case.safety_lines(made.case.calls[-1].id) == {"words": "help", "where": "in the car, Bell Lane"}


async def test_an_offer_that_nobody_touched_is_not_written_and_one_that_was_changed_is(opened: Opened) -> None:
    made = room(OVERHEARD)
    async with opened() as pilot:
        await begin(pilot, made)
        await safety(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert made.case.safety == {}
        await safety(pilot, "tab", *" now", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        (page,) = (page.lines for page in made.case.safety.values())
        assert page["where"] == "in the car, Bell Lane now"
