"""Taking back and bringing back: as if the act had never been, while every entry stays where it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessor.care.case import Case
from assessor.journal import (
    Act,
    CallBegun,
    CallEnded,
    Decided,
    Entry,
    Exported,
    Noted,
    Paused,
    Resumed,
    SafetyNoted,
    Undone,
)
from tests.care.conftest import NOON, OFF_SICK
from tests.care.test_case import banks
from tests.scripts.conftest import act

BEGUN = CallBegun(script="small_call", version=1, bank="now")


def after(case: Case, *acts: Act, call: str = "one") -> Case:
    for done in acts:
        number = len(case.entries)
        at = NOON + timedelta(minutes=number)
        case = case.with_entry(Entry(id=f"{number:04}", at=at, by="Dan Price", call=call, act=done), banks)
    return case


def undo(case: Case) -> Case:
    entry = case.to_undo("one")
    assert entry is not None
    return after(case, Undone(entry=entry.id))


def redo(case: Case) -> Case:
    entry = case.to_redo("one")
    assert entry is not None
    return after(case, Undone(entry=entry.id))


ACTS: list[Act] = [
    act("employ_status", "02"),
    Noted(text="sounds tired", question="hours"),
    SafetyNoted(field="words", text="I cannot go on"),
    Decided(suggestion="carers_leave", decision="accepted"),
    CallEnded(),
]


@pytest.mark.parametrize("done", ACTS, ids=lambda one: type(one).__name__)
def test_what_is_taken_back_is_as_if_it_had_never_been_and_can_be_brought_back(done: Act) -> None:
    before = after(Case("c"), BEGUN, *(act(q, v) for q, v in OFF_SICK))
    with_it = after(before, done)
    without = undo(with_it)
    assert without.plan == before.plan
    assert without.calls[0].ended is before.calls[0].ended
    assert len(without.entries) == len(with_it.entries) + 1
    again = redo(without)
    assert again.plan == with_it.plan
    assert again.calls[0].ended is with_it.calls[0].ended


def test_acts_are_taken_back_one_by_one_and_brought_back_in_turn() -> None:
    made = after(Case("c"), BEGUN, act("hours", 30), act("hours", 36), act("hours", 40))
    values = [made.calls[0].interview.responses["hours"].value]
    for step in (undo, undo, redo, undo, undo):
        made = step(made)
        given = made.calls[0].interview.responses.get("hours")
        values.append(given.value if given else None)
    assert values == [40, 36, 30, 36, 30, None]
    assert made.to_undo("one") is None


def test_what_was_taken_back_cannot_be_brought_back_once_something_else_was_done() -> None:
    made = after(undo(after(Case("c"), BEGUN, act("hours", 30))), act("hours", 20))
    assert made.to_redo("one") is None


def test_an_act_of_another_call_is_not_taken_back() -> None:
    made = after(after(Case("c"), BEGUN, act("hours", 30)), BEGUN, call="two")
    assert made.to_undo("two") is None


def test_taking_back_after_the_plan_has_left_is_a_new_version() -> None:
    sent = after(Case("c"), BEGUN, act("hours", 30), Exported(reader="therapist", format="html"))
    assert (sent.version, undo(sent).version) == (1, 2)


def test_the_clock_does_not_run_while_a_call_stands_still() -> None:
    """Begun at 0, paused at 2, resumed at 4, ended at 6: four minutes."""
    made = after(
        Case("c"), BEGUN, act("hours", 1), Paused(), Paused(why="cut_off"), Resumed(), act("hours", 2), CallEnded()
    )
    assert made.calls[0].talked(NOON + timedelta(hours=3)) == timedelta(minutes=4)
    running = after(Case("c"), BEGUN, Paused(), Resumed())
    assert running.calls[0].talked(NOON + timedelta(minutes=9)) == timedelta(minutes=8)
