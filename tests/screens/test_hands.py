"""Keys that hands know: what edits a line elsewhere edits it here, and a letter means one thing everywhere."""

from __future__ import annotations

import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste

import assessor.screens
from assessor.widgets.base import Input, TextArea
from assessor.widgets.room import Room
from assessor.widgets.verbs import Verb

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
            for key in (*FIELD, "ctrl+e", *keys):
                await pilot.press("space" if key == " " else key)
            text = field.text if isinstance(field, TextArea) else field.value
            await pilot.press("ctrl+e", "ctrl+u")
            return text

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
