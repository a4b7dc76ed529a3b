"""A seeded monkey at the keys and the mouse, over every screen, size and theme: nothing it presses ends the program."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.command import CommandList
from textual.geometry import Size

from assessor.app import AssessorApp
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.client import ClientScreen
from assessor.screens.queue import QueueScreen
from assessor.widgets.base import OptionList
from assessor.widgets.palette import Palette
from assessor.widgets.themes import OUR_THEMES
from tests.screens.conftest import BANK, Opened, Quick, key_event, until
from tests.thorough import THOROUGH

SIZES = ((40, 12), (80, 24), (100, 32), (140, 45))
THEMES = tuple(theme.name for theme in OUR_THEMES)
PRESSES = 250  # of one run
PAUSES = (0.0, 0.0, 0.0, 0.02, 0.07, 0.15)
RARELY = 40  # one press in so many is a click, another a change of size, another a paste

MOVES = ("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "backspace", "delete")
ENDS = ("enter", "escape", "space")
VERBS = (*(f"f{n}" for n in range(1, 13)), *(f"ctrl+{letter}" for letter in "abdefgjknoprstuwxyz"), "shift+home")
LETTERS = tuple("1234567890abcdehilmnopqrstuvwx?/ ")
WAYS = (
    ("ctrl+p", "pageup"), ("ctrl+p", "enter"), ("ctrl+p", *"plan", "enter"), ("ctrl+p", *"zzz", "enter", "down"),
    ("ctrl+p", "end", "enter"), ("ctrl+n", *"off sick, hit by my manager", "f2", "enter"), ("f3", "enter"),
    ("f6", "down"), ("ctrl+b", "1"), ("f2", "v"), ("f7", "n"), ("ctrl+x", "enter"), ("ctrl+r", "tab", "x", "escape"),
)  # fmt: skip
"""Sequences that lead somewhere, which single keys seldom do."""


def presses(rng: Random) -> tuple[str, ...]:
    """What the monkey presses next."""
    if not rng.randrange(16):
        return rng.choice(WAYS)
    return (rng.choice(rng.choices((MOVES, ENDS, VERBS, LETTERS), (4, 3, 4, 4))[0]),)


def at_hand(app: AssessorApp, rng: Random) -> list[events.Event]:
    """A click somewhere, a terminal of another size, or a paste."""
    match rng.randrange(RARELY):
        case 0:
            x, y = rng.randrange(app.size.width), rng.randrange(app.size.height)
            where = (x, y, 0, 0, 1, False, False, False, x, y)
            return [made(None, *where) for made in (events.MouseMove, events.MouseDown, events.MouseUp)]
        case 1:
            size = Size(*rng.choice(SIZES))
            app._driver._size = size  # type: ignore[union-attr]
            return [events.Resize(size, size)]
        case 2:
            return [events.Paste("two lines\nof [/b] words")]
    return []


async def run_wild(app: AssessorApp, size: tuple[int, int], theme: str, seed: int, count: int = PRESSES) -> list[str]:
    """Lets the monkey at the app until it has pressed so many keys, or found the way out. Gives what it pressed."""
    rng, pressed = Random(seed), list[str]()  # noqa: S311
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        app.theme = theme
        while len(pressed) < count and app.is_running and app._exception is None:
            for event in at_hand(app, rng):
                app.post_message(event)
            for key in presses(rng):
                pressed.append(key)
                app.post_message(key_event(key))
                await asyncio.sleep(rng.choice(PAUSES))
        await app.turnstile.settled(5)
        await asyncio.sleep(0.05)
    return pressed


@pytest.mark.parametrize("action", ["page_up", "page_down"])
async def test_a_page_of_a_list_that_is_not_there_yet_is_not_turned(opened: Opened, action: str) -> None:
    """The palette's, which has its commands before it is laid out."""
    async with opened() as pilot:
        pilot.app.action_command_palette()
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        while not (palette.query(CommandList) and palette.query_one(CommandList).option_count):
            await asyncio.sleep(0)
        palette._action_command_list(action)
        assert palette.query_one(CommandList).highlighted == 0


async def test_a_page_of_a_list_without_room_is_not_turned(opened: Opened) -> None:
    async with opened() as pilot:
        cases = pilot.app.screen.query_one("#cases", OptionList)
        cases.styles.height = 0
        await Quick(pilot.app).effect()
        cases.notify_style_update()
        cases._on_resize()  # type: ignore[no-untyped-call]
        cases.action_page_down()
        cases.action_page_up()
        assert cases.highlighted == 0


async def test_what_is_chosen_by_name_is_done_only_where_it_was_offered(opened: Opened) -> None:
    """Once another screen has come up, nothing is."""
    async with opened() as pilot:
        room = pilot.app.screen
        assert isinstance(room, CaseloadScreen)
        offered = {command.title: command.callback for command in room.palette()}
        await pilot.press("f3")
        offered["New  (^n)"]()
        await Quick(pilot.app).effect()
        assert isinstance(pilot.app.screen, QueueScreen)
        await pilot.press("escape")
        offered["New  (^n)"]()
        await Quick(pilot.app).effect()
        assert isinstance(pilot.app.screen, ClientScreen)


@THOROUGH
@pytest.mark.painted
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
async def test_nothing_ends_the_program(home: Path, size: tuple[int, int], theme: str) -> None:
    """Four runs of each, with the pauses of a hand and with none; the records can be read afterwards."""
    for seed in range(4):
        app = AssessorApp(home, BANK, demonstration=True)
        pressed = await run_wild(app, size, theme, seed)
        assert not app.failure, pressed
