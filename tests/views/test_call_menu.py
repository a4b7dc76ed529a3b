"""The menu of calls: each unfinished call can be gone on with, and no key moves because of one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assessor.acts.desk import Desk
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files
from assessor.care.case import Case
from assessor.journal import CallEnded, Client, Noted
from assessor.records.errors import StoreError
from assessor.records.store import Adviser
from assessor.views.call_menu import call_menu
from tests.records.memory import MemoryStore
from tests.records.samples import NOON, latest, ticking

BANK = Path(__file__).parents[1] / "screens" / "bank"


@cache
def bank() -> Bank:
    return read_bank(read_files(BANK))


@pytest.fixture
def desk() -> Desk:
    moments = ticking(NOON)
    return Desk(MemoryStore(), bank(), Adviser(name="Dan Price", role="adviser"), clock=lambda: next(moments))


def begun(desk: Desk, case: Case, script: str, *, ended: bool = False) -> Case:
    case = desk.begin_call(case, script)
    case = desk.write(case, Noted(text="a word"), latest(case))
    return desk.write(case, CallEnded(), latest(case)) if ended else case


def keys(case: Case) -> dict[str, str]:
    """The script, or what else it is, that each key stands for."""
    scripts = {call.id: call.interview.course.script.script for call in case.calls}
    return {line.key: scripts.get(line.name, line.name) for line in call_menu(case, bank())}


def test_no_key_moves_because_a_call_is_unfinished(desk: Desk) -> None:
    case = desk.open_case(Client(name="Ines Marlowe", reference="TT-1"))
    new = keys(case)
    case = begun(desk, case, "first_assessment")
    assert keys(case).items() >= new.items()
    case = desk.write(case, CallEnded(), latest(case))
    assessed = keys(case)
    for script in ("review", "review", "first_assessment"):
        case = begun(desk, case, script)
        assert keys(case).items() >= assessed.items()


def test_each_unfinished_call_can_be_gone_on_with_and_the_latest_is_the_likeliest(desk: Desk) -> None:
    case = begun(desk, desk.open_case(Client(name="Ines Marlowe", reference="TT-1")), "first_assessment", ended=True)
    for _ in range(2):
        case = begun(desk, case, "review")
    case = begun(desk, case, "first_assessment")
    menu = call_menu(case, bank())
    left = {line.name for line in menu if line.does == "go_on"}
    assert left == {call.id for call in case.calls if not call.ended}
    assert len(left) == 3
    assert [line.name for line in menu if line.likeliest] == [case.calls[-1].id]
    anew = [line.words for line in menu if line.does == "begin"]
    assert anew == ["Begin anew: follow-up call", "Begin anew: first assessment"]


def test_an_earlier_unfinished_call_is_taken_up_by_its_script(desk: Desk) -> None:
    case = begun(desk, desk.open_case(Client(name="Ines Marlowe", reference="TT-1")), "first_assessment")
    case = begun(desk, case, "review")
    assert desk.take_up("TT-1")[1] == case.calls[1].id
    assert desk.take_up("TT-1", go_on="first_assessment")[1] == case.calls[0].id
    with pytest.raises(StoreError, match="no call by 'closing' is unfinished"):
        desk.take_up("TT-1", go_on="closing")
