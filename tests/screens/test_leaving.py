"""Leaving the program from anywhere: what is typed is kept, or is asked about once before it is lost."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from assessor.journal import Act, Noted, SafetyNoted
from assessor.records import opening
from assessor.records.errors import NotSaved
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.client import ClientScreen
from assessor.screens.form import FormScreen
from assessor.screens.note import NoteScreen
from assessor.screens.safety import SafetyScreen
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, call
from tests.screens.test_plan_screen import plan_of


def has_left(pilot: Pilot[None]) -> bool:
    return bool(pilot.app._exit)


def warned(pilot: Pilot[None]) -> list[str]:
    return [notification.message for notification in pilot.app._notifications]


def texts(acts: list[Act]) -> list[str]:
    return [act.text for act in acts if isinstance(act, Noted | SafetyNoted)]


@pytest.mark.parametrize(
    ("keys", "screen"), [(["ctrl+r"], SafetyScreen), (["ctrl+n"], NoteScreen)], ids=["safety", "note"]
)
async def test_what_is_typed_on_the_safety_page_or_in_a_note_is_kept(
    opened: Opened, keys: list[str], screen: type
) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1")
        case, home = call(pilot).case.id, pilot.app.home  # type: ignore[attr-defined]
        await pilot.press(*keys)
        await until(pilot, lambda: isinstance(pilot.app.screen, screen))
        await pilot.press(*"tablets", "ctrl+q")
        assert has_left(pilot)
    store = opening.open_(home, None)
    assert texts([entry.act for entry in store.journal(case)])[-1] == "tablets"


async def test_what_cannot_be_saved_is_said_and_the_same_key_then_leaves(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1")
        store = call(pilot).desk.store
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))

        def full(*_: object, **__: object) -> None:
            raise NotSaved("the disk is full")

        monkeypatch.setattr(store, "append", full)
        await pilot.press(*"tablets", "ctrl+q")
        assert not has_left(pilot)
        assert "Not saved: “tablets”. Ctrl+Q again leaves without it." in warned(pilot)
        await pilot.press("ctrl+q")
        assert has_left(pilot)


async def test_a_form_that_nobody_saved_is_asked_about_once_and_anew_for_other_words(opened: Opened) -> None:
    async with opened() as pilot:
        await plan_of(pilot)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press(*"Ring", "ctrl+q")
        assert warned(pilot)[-1] == "Not saved: “Ring”. Ctrl+Q again leaves without it."
        await pilot.press(*"s", "ctrl+q")
        assert not has_left(pilot)
        await pilot.press("ctrl+q")
        assert has_left(pilot)


async def test_a_new_client_is_asked_about_and_a_search_is_not(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClientScreen))
        await pilot.press(*"Ines", "ctrl+q")
        assert not has_left(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseloadScreen))
        await pilot.press(*"Ben", "ctrl+q")
        assert has_left(pilot)


async def test_the_key_that_copies_says_what_leaving_does(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+c")
        assert warned(pilot)[-1] == "Ctrl+Q leaves the program. What is typed is kept, or you are asked."
