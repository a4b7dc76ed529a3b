"""Keys that arrive together: each is handled to its end, with the screen that it opens, before the next is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from assessor.screens.call import CallScreen
from assessor.widgets.question_card import QuestionCard
from tests.screens.conftest import Opened, Quick, key_event, until

NEW = ("T", "-", "1", "enter")
TO_WORRIES = ("1", "2", *"Porter", "enter", *"36", "enter", *"3 weeks ago", "enter")


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Presses keys as a driver hands over what was read in one go: all of them before the app has seen the first."""
    for key in keys:
        pilot.app.post_message(key_event(key))
    await Quick(pilot.app).effect()


@asynccontextmanager
async def call_of(opened: Opened) -> AsyncIterator[Pilot[None]]:
    """The new client's call, at its first question."""
    async with opened() as pilot:
        await pilot.press(*NEW)
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        yield pilot


def kept(pilot: Pilot[None]) -> tuple[list[str], str | None]:
    """The acts of the call as the records have them, each in a few words; and the question that stands."""
    screen = pilot.app.screen
    assert isinstance(screen, CallScreen), screen
    acts = []
    calls = screen.desk.case(screen.case.client.reference).calls  # one that was only opened is not kept
    for entry in calls[-1].entries[1:] if calls else ():
        act = entry.act.model_dump(exclude_defaults=True, exclude={"act"})
        acts.append(" ".join((entry.act.act, *map(str, act.values()))))
    question = screen.query_one(QuestionCard).question
    return acts, question.id if question else None


EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], list[str], str]] = {
    "a many-choice is done by its Enter, and the next digit is the next question's": (
        TO_WORRIES, ("2", "enter", "1"), ["answer worries ('going_in',)", "answer confidence 1"], "",
    ),
    "after a note its Enter, and the digit answers": (
        (), ("ctrl+n", *"aa", "enter", "1"), ["note aa share", "answer share yes"], "situation",
    ),
    "two notes": (
        (), ("ctrl+n", *"aa", "enter", "ctrl+n", *"bb", "enter"), ["note aa share", "note bb share"], "share",
    ),
    "gone to, and answered": (
        TO_WORRIES, ("ctrl+g", *"hours", "enter", "shift+home", *"37", "enter"),
        ["go hours", "answer hours 37"], "worries",
    ),
    "back, and corrected": (
        (), ("1", "1", "ctrl+b", "2"),
        ["answer share yes", "answer situation in_work", "go situation", "answer situation off_sick"], "job_title",
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
async def test_keys_in_one_write_count_as_one_by_one(opened: Opened, example: str) -> None:
    """What was written, and the question that then stands, are those of the keys pressed slowly."""
    before, keys, acts, question = EXAMPLES[example]
    async with call_of(opened) as pilot:
        await pilot.press(*before)
        had = len(kept(pilot)[0])
        await at_once(pilot, *keys)
        written, stands = kept(pilot)
        assert (written[had:], stands or "") == (acts, question)


async def test_a_key_that_takes_what_is_heard_listens_first(opened: Opened) -> None:
    """In one write with the words there was no rest in which they would have been listened to."""
    async with call_of(opened) as pilot:
        await pilot.press("1", "2")
        await at_once(pilot, "ctrl+n", *"dread going back", "f2", "enter")
        assert kept(pilot)[0][-2:] == ["answer worries ('going_in',)", "note dread going back job_title"]
