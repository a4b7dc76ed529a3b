"""Keys that hands know: what edits a line elsewhere edits it here, and a letter means one thing everywhere."""

from __future__ import annotations

import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from io import StringIO

import pytest
from rich.console import Console
from textual.app import App, ComposeResult
from textual.command import CommandList
from textual.events import Paste
from textual.pilot import Pilot

import assessor.screens
from assessor.screens.safety import SafetyScreen
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Input, Static
from assessor.widgets.room import Room
from assessor.widgets.rows import hanging
from assessor.widgets.text_area import TextArea
from assessor.widgets.verbs import Verb
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin

EDITING = {f"ctrl+{letter}" for letter in "aefkuwdh"}
"""Keys that go to an end of the line or take something of it away, in a shell and in Textual's fields."""
FIELD = "twelve of them"


def verbs() -> Iterator[tuple[str, Verb]]:
    for module in pkgutil.iter_modules(assessor.screens.__path__):
        for name, member in inspect.getmembers(import_module(f"assessor.screens.{module.name}"), inspect.isclass):
            if issubclass(member, Room) and member.__module__ == f"assessor.screens.{module.name}":
                yield from ((name, verb) for verb in member.VERBS)


def test_no_verb_takes_a_key_that_edits_a_line() -> None:
    assert [(where, verb.key) for where, verb in verbs() if EDITING & set(verb.key.split(","))] == []


def test_a_letter_does_the_same_wherever_it_is_pressed() -> None:
    words = defaultdict(set)
    for _, verb in verbs():
        if len(verb.key) == 1:
            words[verb.key].add(verb.word)
    assert {key: said for key, said in words.items() if len(said) > 1} == {}


@pytest.mark.parametrize("kind", [Input, TextArea])
async def test_the_keys_of_a_line_edit_it_in_every_field(kind: type[Input | TextArea]) -> None:
    class OneField(App[None]):
        def compose(self) -> ComposeResult:
            yield kind()

    async with OneField().run_test() as pilot:
        field = pilot.app.query_one(kind)

        async def after(*keys: str) -> str:
            if isinstance(field, TextArea):
                field.load_text(FIELD)
            else:
                field.value = FIELD
            await pilot.press("end", *keys)
            return field.text if isinstance(field, TextArea) else field.value

        assert await after("ctrl+u", "x") == "x"
        assert await after("ctrl+w", "x") == "twelve of x"
        assert await after("ctrl+a", "ctrl+k", "x") == "x"
        assert await after("ctrl+a", "x") == f"x{FIELD}"
        assert await after("ctrl+a", "ctrl+e", "x") == f"{FIELD}x"


async def test_several_lines_pasted_into_one_are_all_kept_and_it_is_said() -> None:
    class OneField(App[None]):
        def compose(self) -> ComposeResult:
            yield Input("before ")

    async with OneField().run_test() as pilot:
        field = pilot.app.query_one(Input)
        await pilot.press("end")
        pilot.app.post_message(Paste('First line of an email\r\nsecond "line"\n\n- third line\n'))
        await pilot.pause()
        assert field.value == 'before First line of an email second "line" - third line'
        assert "3 lines were pasted" in next(iter(pilot.app._notifications)).message
        pilot.app.post_message(Paste(" one\n"))
        await pilot.pause()
        assert field.value.endswith("third line one")
        assert len(pilot.app._notifications) == 1


async def test_the_safety_page_has_the_number_the_protocol_by_keys_and_the_cursor_behind_what_was_written(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tuple(f"Line {number}." for number in range(40))
    monkeypatch.setattr("assessor.screens.safety.protocol", lambda _: [("Ours", long)])
    async with opened((80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("ctrl+r", *"Afraid", "escape", "ctrl+r", "shift+tab")
        page = pilot.app.screen
        assert isinstance(page, SafetyScreen)
        told = str(page.query_one("#cut-off", Static).content)
        assert told.startswith("If the line drops: no number is written down; leave no message")
        await pilot.press("tab", "shift+tab")
        page.query_one("#words").focus()
        await pilot.press(*" of him")
        assert page.query_one("#words", Words).text == "Afraid of him"
        read = page.query_one("#protocol")
        await pilot.press("pagedown")
        await until(pilot, lambda: read.scroll_y > 0)
        await pilot.press("pageup")
        await until(pilot, lambda: read.scroll_y == 0)


def test_a_telephone_number_is_never_broken_over_two_lines() -> None:
    for width in range(16, 60):
        drawn = StringIO()
        Console(width=width, file=drawn).print(hanging(("·", ""), ("Samaritans 116 123, Acas 0300 123 1100 today", "")))
        assert all(number in drawn.getvalue() for number in ("116 123", "0300 123 1100")), width


async def test_the_palette_is_a_row_a_command_in_the_order_of_use_and_f1_has_every_verb_and_quit(
    opened: Opened,
) -> None:
    async with opened((80, 24)) as pilot:
        room = pilot.app.screen
        assert isinstance(room, Room)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: bool(pilot.app.screen.query(CommandList)) and listed(pilot) != [])
        names = [command.title for command in room.palette()]
        assert [row.split("  ")[0] for row in listed(pilot)][: len(names)] == [name.split("  ")[0] for name in names]
        assert not any("\n" in row for row in listed(pilot))
        assert listed(pilot)[-1].startswith("Quit")
        await pilot.press("escape", "f1")
        console = Console(file=StringIO(), width=120)
        console.print(pilot.app.screen.query(Static).last().content)
        told = console.file.getvalue()  # type: ignore[attr-defined]
        assert [verb.key for verb in room.VERBS if verb.help and verb.help[:40] not in told] == []
        assert "^q" in told


def listed(pilot: Pilot[None]) -> list[str]:
    return [str(option.prompt) for option in pilot.app.screen.query_one(CommandList).options]
