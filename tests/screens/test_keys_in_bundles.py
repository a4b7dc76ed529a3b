"""Keys write the same journal and end in the same place, one by one, 20 ms apart or in one write."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any, Literal

import pytest
from textual import events
from textual.events import Event
from textual.widgets import Input, OptionList, TextArea

from assessor.app import AssessorApp
from assessor.bank.bank import Bank
from assessor.bank.personas import Persona
from assessor.care.case import Case
from assessor.demo.store import make_demonstration
from assessor.journal import Act, CallBegun, ClientRecorded, Decided, Entry, WentTo
from assessor.screens.caseload import CaseloadScreen
from benchmarks.player import Stroke, Words, taken, turns
from tests.care.conftest import shipped_bank
from tests.screens.conftest import BANK, Quick, key_event, until
from tests.screens.test_personas_by_keys import TYPED, script_key, shuffled
from tests.thorough import THOROUGH

How = Literal["one by one", "20 ms apart", "in bundles", "in one write"]
APART = 0.02
MOST = 200  # keys of one bundle

BY_THE_CLOCK = re.compile(r'"page":"[0-9a-f]{24}"|(?<="field":"told_at","text":)"[^"]*"')
"""What differs from one minute to the next, and is no key's doing: a page's own id, and when somebody was told."""

WANDERINGS: tuple[tuple[Stroke, ...], ...] = (
    ("ctrl+z", "ctrl+y"),
    ("ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"),
    ("ctrl+n", Words("she sounded tired"), "enter"),
    ("ctrl+n", Words("ok"), "escape", "ctrl+n", Words("and then"), "ctrl+r", Words("safe now"), "escape"),
    ("ctrl+r", "tab", "tab", Words("at work"), "enter", "escape"),
    ("f2", "down", "down", "escape"),
    ("f2", "down", "x", Words("no wish"), "enter", "down", "a", "escape"),
    ("ctrl+x", "enter"),
    ("ctrl+x", "f3", "escape", "enter"),
    ("ctrl+x", "f2", "pagedown", "escape", "enter"),
    ("ctrl+x", "down", "up", "enter"),
    ("f5", "escape"),
    ("f6", "enter"),
    ("f1", "escape"),
    ("ctrl+p", "down", "pageup", "escape"),
    ("ctrl+p", Words("note"), "enter", Words("by name"), "enter"),
    ("ctrl+g", "escape"),
    ("ctrl+g", "down", "enter", "escape"),
    ("ctrl+b", "escape"),
)
"""What an adviser does beside answering, each of which ends in the call."""

IN_SMALL: tuple[Stroke, ...] = (
    "1", "2", Words("Porter"), "enter", "escape", *WANDERINGS[3], Words("36"), "enter", *WANDERINGS[5], *WANDERINGS[7],
    Words("3 weeks ago"), "enter", *WANDERINGS[1], "ctrl+g", Words("hours"), "enter", "shift+home", Words("37"),
    "enter", "2", "enter", *WANDERINGS[15], "1", *WANDERINGS[8], "enter", "down", "a", "escape",
)  # fmt: skip


def flat(strokes: Iterable[Stroke]) -> list[str | events.Paste]:
    """The keys one after another; long words are pasted, as people do."""
    keys: list[str | events.Paste] = []
    for stroke in strokes:
        if isinstance(stroke, str):
            keys.append(stroke)
        elif len(stroke.text) > TYPED:
            keys.append(events.Paste(stroke.text))
        else:
            keys += stroke.text
    return keys


def strokes_of(persona: Persona, bank: Bank, rng: Random) -> Iterator[Stroke]:
    """A persona's first call out of order, with slips and their correction, and what is done beside answering."""
    at = datetime.now(UTC)
    count = 0

    def after(case: Case, act: Act, call: str = "1") -> Case:
        nonlocal count
        count += 1
        return case.with_entry(Entry(id=f"{count:08}", at=at, by="Dan Price", call=call, act=act), lambda _: bank)

    course = bank.course(persona.script)
    acts, _ = persona.acts(course, at.date())
    case = after(Case("1"), ClientRecorded(client=persona.known_as(at.date())), "")
    case = after(case, CallBegun(script=persona.script, version=course.script.version, bank=bank.fingerprint))
    said = turns([act for act in acts if not isinstance(act, Decided)])
    for turn in shuffled(said, case.calls[0].interview, rng):
        strokes = taken(case.calls[0].interview, turn, case.safety_lines("1"))
        if strokes is None:
            continue
        yield from strokes
        if "ctrl+g" in strokes:
            case = after(case, WentTo(question=turn.about))
        for act in turn.acts:
            case = after(case, act)
        if not rng.randrange(3):
            yield from rng.choice(WANDERINGS)


@dataclass(frozen=True)
class Left:
    """What keys left behind: the acts of every case, without ids and moments; the screens; what has the keys."""

    acts: list[tuple[Any, ...]]
    screens: list[str]
    focus: str


def left(app: AssessorApp) -> Left:
    """The journal as the records have it, and the place."""
    assert app.desk is not None
    acts = []
    for case in sorted(app.desk.cases(), key=lambda case: case.client.reference):
        numbers = {entry.id: number for number, entry in enumerate(case.entries)}
        for entry in case.entries:
            words = entry.act.model_dump_json()
            for id_, number in numbers.items():
                words = words.replace(id_, f"#{number}")
            acts.append((case.client.reference, BY_THE_CLOCK.sub("", words)))
    focused = app.focused
    typed = focused.value if isinstance(focused, Input) else focused.text if isinstance(focused, TextArea) else ""
    marked = focused.highlighted if isinstance(focused, OptionList) else None
    place = f"{type(focused).__name__}#{focused.id if focused else ''} {typed!r} {marked}"
    return Left(acts, [type(screen).__name__ for screen in app.screen_stack], place)


async def press(quick: Quick, keys: list[str | events.Paste], how: How, rng: Random) -> None:
    """Presses these keys; what comes together is posted together, as a driver does it."""
    waiting: list[Event] = [key_event(key) if isinstance(key, str) else events.Paste(key.text) for key in keys]
    while waiting:
        size = {"one by one": 1, "20 ms apart": 1, "in one write": len(waiting)}.get(how) or rng.randint(2, MOST)
        bundle, waiting = waiting[:size], waiting[size:]
        for event in bundle:
            quick.app.post_message(event)
        await (asyncio.sleep(APART) if how == "20 ms apart" else quick.effect())
    await quick.effect()


async def left_by(keys: list[str | events.Paste], how: How, seed: int, home: Path, banks: Path | None = None) -> Left:
    """What these keys leave behind in the records of this folder."""
    app = AssessorApp(home, banks, demonstration=True)
    async with app.run_test(size=(100, 32)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        await press(Quick(app), keys, how, Random(seed))  # noqa: S311
        return left(app)


@THOROUGH
@pytest.mark.parametrize(
    ("how", "seed"),
    [
        ("in one write", 0),
        ("20 ms apart", 0),
        *(("in bundles", seed) for seed in range(4)),
    ],
)
async def test_a_call_with_all_that_is_done_in_one(demonstration: Path, tmp_path: Path, how: How, seed: int) -> None:
    """Notes, the safety page, a question gone to, undo, the plan, the caseload and the review queue in between."""
    keys = flat(["T", "-", "1", "enter", *IN_SMALL])
    slow, fast = (copytree(demonstration, tmp_path / name) for name in ("slow", "fast"))
    expected = await left_by(keys, "one by one", seed, slow, BANK)
    assert await left_by(keys, how, seed, fast, BANK) == expected


@THOROUGH
@pytest.mark.parametrize(
    ("name", "seed"), [("reginald_oduya_marsh", 0), ("oluwaseun_adeyemi_clarke", 1), ("rosa_okafor", 2)]
)
async def test_a_whole_call_out_of_order(tmp_path: Path, name: str, seed: int) -> None:
    """In bundles of 2 to 200 keys."""
    bank = shipped_bank()
    persona = bank.personas[name].model_copy(update={"state": "new", "days_ago": 0, "later": ()})
    rng = Random(seed)  # noqa: S311
    keys = flat(["ctrl+b", script_key(persona, bank), *strokes_of(persona, bank, rng)])
    for place in ("slow", "bundles"):
        make_demonstration(tmp_path / place, replace(bank, personas={name: persona})).close()
    expected = await left_by(keys, "one by one", seed, tmp_path / "slow")
    assert len(expected.acts) > len(persona.answers)
    assert await left_by(keys, "in bundles", seed, tmp_path / "bundles") == expected
