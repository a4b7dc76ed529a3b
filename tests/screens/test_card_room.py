"""The card of a call: all that is to be said, asked and chosen is in sight, or it is said where the rest is."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Static

from assessor.acts import calls
from assessor.acts.details import put_right
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.identity import IdentityScreen
from assessor.widgets.call_progress import cut_to_rows
from assessor.widgets.help import HelpScreen
from assessor.widgets.hints import Hints
from assessor.widgets.lead_in import LeadIn
from assessor.widgets.question_card import QuestionCard
from tests.care.conftest import shipped_bank
from tests.screens.conftest import Opened, until
from tests.test_plain import Room


def shown(pilot: Pilot[None], selector: str) -> str:
    """What stands in this part of the screen."""
    return str(pilot.app.screen.query_one(selector, Static).content)


LATER_PARTS = "#say", "#guide", "#probe", "#options", "#line", "#words", "#others"
HEARS_BADLY = "speak up, hearing aid on the left side, and wait a moment after each question"
TO_THE_LONG_ONE = ("1", "3", *"home", "enter", *"door", "enter")


async def begin(pilot: Pilot[None], answers: dict[str, str] | None = None, again: bool = False) -> CallScreen:
    made = Room(shipped_bank())
    client = made.case.client.model_copy(update={"access": HEARS_BADLY, "best_times": "school hours"})
    case = made.desk.begin_call(put_right(made.desk, made.case, client), "first_assessment")
    case = made.desk.write(case, [calls.answer(*pair) for pair in (answers or {}).items()], case.calls[-1].id)
    screen = CallScreen(made.desk, made.desk.read_again(case) if again else case)
    pilot.app.push_screen(screen)
    await until(pilot, lambda: pilot.app.screen is screen and bool(screen.query("#card")))
    await pilot.pause()
    return screen


def hidden(screen: CallScreen) -> list[str]:
    """The parts of the card that do not stand whole on the screen."""
    card = screen.query_one(QuestionCard)
    whole = Region(0, 1, screen.size.width, screen.size.height - 2)
    parts = [part for part in card.query(", ".join(LATER_PARTS)) if part.display]
    faults = [f"#{part.id}" for part in parts if not whole.contains_region(part.region)]
    return faults + (["the card scrolls"] if card.max_scroll_y else [])


@pytest.mark.painted
@pytest.mark.parametrize("size", [(80, 24), (100, 32)])
async def test_the_card_of_every_question_has_the_room_it_needs(opened: Opened, size: tuple[int, int]) -> None:
    """After one that scrolled too; and what is said first either stands there whole, or the key for the rest does."""
    async with opened(size) as pilot:
        screen = await begin(pilot)
        faults = []
        for key in ("", *TO_THE_LONG_ONE, "b", "enter", "1"):
            await pilot.press(*([key] if key else []))
            await pilot.pause()
            lead_in, hints = screen.query_one(LeadIn), screen.query_one("#others", Hints)
            scrolls = lead_in.display and bool(lead_in.max_scroll_y)
            if hidden(screen) or scrolls != ("PgDn the rest to say first" in hints.plain):
                faults.append((key, hidden(screen), hints.plain))
        assert not faults


@pytest.mark.painted
async def test_all_that_is_said_before_the_first_question_is_in_sight(opened: Opened) -> None:
    async with opened((100, 32)) as pilot:
        screen = await begin(pilot)
        lead_in = screen.query_one(LeadIn)
        assert lead_in.display
        assert not lead_in.max_scroll_y
        assert not hidden(screen)


async def test_what_to_look_at_before_a_ring_stands_whole_until_the_first_answer_then_on_one_row(
    opened: Opened,
) -> None:
    async with opened((80, 24)) as pilot:
        answers = {"identity": "confirmed", "can_talk": "careful", "where_now": "home", "stop_word": "the door"}
        screen = await begin(pilot, answers, again=True)
        know = screen.query_one("#know")
        assert know.display
        assert know.size.height > 1
        assert shown(pilot, "#know").index("hearing aid") < shown(pilot, "#know").index("school hours.")
        await pilot.press("b", "enter")
        await pilot.pause()
        assert know.size.height == 1
        assert shown(pilot, "#know").endswith("…  F9")
        await pilot.press("1")
        await pilot.pause()
        assert "a message may say who you are" in shown(pilot, "#know")  # as it was answered a moment ago
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, IdentityScreen))
        assert shown(pilot, "#first").startswith("Before you ring: a message may say who you are")


async def test_what_was_taken_back_is_named_on_the_call_screen(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot, {"identity": "confirmed"})
        await pilot.press("1", "ctrl+z")
        assert shown(pilot, "#saved") == "taken back: Good time and place to talk"
        await pilot.press("ctrl+y")
        assert shown(pilot, "#saved") == "brought back: Good time and place to talk"


def test_a_line_that_is_cut_ends_with_the_key_that_shows_the_rest() -> None:
    assert cut_to_rows("one two three", 1, 20).plain == "one two three"
    assert cut_to_rows("one two three four five", 1, 16).plain == "one two thr…  F9"
    assert cut_to_rows("one two three four five", 3, 9).plain.endswith("five")


async def test_what_was_refused_stands_until_it_is_done_or_the_screen_is_left(opened: Opened) -> None:
    async with opened() as pilot:
        room = pilot.app.screen
        assert isinstance(room, CaseloadScreen)
        for take_away in (room.take_back_warnings, lambda: pilot.app.push_screen(HelpScreen("Help", ()))):
            room.notify("Nothing was written: it is handed in already.", severity="error")
            await until(pilot, lambda: len(pilot.app._notifications) == 1)
            take_away()
            await until(pilot, lambda: len(pilot.app._notifications) == 0)
