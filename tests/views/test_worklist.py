"""The worklist: what waits longest for the adviser stands first, and a few typed letters find a line."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.acts.desk import Desk
from assessor.bank.bank import Bank
from assessor.journal import Act, Answered, CallEnded, Client, SafetyNoted
from assessor.records.store import Adviser
from assessor.views.worklist import CaseLine, case_line, in_order
from tests.care.conftest import shipped_bank
from tests.records.memory import MemoryStore
from tests.records.samples import NOON, latest, small_bank


def line(name: str, state: str = "assessed", due: date | None = None, **more: str) -> CaseLine:
    fields = {"name": name, "state": state, "due": due, "case": f"TT-{name}", "situation": None, "next": "x"}
    return CaseLine.model_validate(fields | more)


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        ([line("a", "assessed"), line("b", "new"), line("c", "cut_off")], "cba"),
        ([line("a", due=date(2026, 5, 9)), line("b", due=date(2026, 5, 8)), line("c")], "bac"),
        ([line("a", due=date(2026, 1, 1)), line("b", "new"), line("c", "cut_off")], "cba"),
        ([line("b", "new"), line("A", "new"), line("c", "new")], "Abc"),
        ([line("b", due=date(2026, 5, 8)), line("a", due=date(2026, 5, 8))], "ab"),
        ([line("a", "something else"), line("b")], "ba"),
        ([], ""),
    ],
    ids=[
        "calls cut off, then new clients, then the assessed", "by the day due, undated last",
        "what is due does not overtake a call cut off", "then by name, in whatever case",
        "by name on the same day", "an unknown state last", "nothing",
    ],
)  # fmt: skip
def test_order(lines: list[CaseLine], order: str) -> None:
    assert "".join(one.name for one in in_order(lines)) == order


ZOFIA = line("Zofia Żak", "cut_off", case="TT-10003", situation="off_sick", next="finish the call, at: Fit note")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True),
        ("   ", True),
        ("zof", True),
        ("ŻAK", True),
        ("żak zofia", True),
        ("10003", True),
        ("tt-10003", True),
        ("off sick", True),
        ("sick zofia fit", True),
        ("cut_off", True),
        ("finish", True),
        ("zofia tom", False),
        ("in work", False),
        ("zak", True),
        ("zofla", False),
        (".*", False),
        ("[b]", False),
    ],
)
def test_search_wants_every_word_typed_somewhere_in_the_line(typed: str, found: bool) -> None:
    assert ZOFIA.matches(typed) is found


@pytest.mark.parametrize("typed", ["siobhan", "nguyen", "O’Dwyer", "zebrowski", "ODWYER", "ni bhriain", "tt20436"])
def test_a_british_keyboard_finds_one_invented_client_each(typed: str) -> None:
    clients = (persona.client for persona in shipped_bank().personas.values())
    lines = [line(client.name, case=client.reference, called=client.called) for client in clients]
    assert len([found for found in lines if found.matches(typed)]) == 1


class TestLine:
    """A case's line says where it stands and what it waits for."""

    @pytest.fixture(scope="class")
    @classmethod
    def bank(cls) -> Bank:
        return small_bank()

    def made(self, bank: Bank, *acts: Act, begun: bool = True) -> CaseLine:
        desk = Desk(MemoryStore(), bank, Adviser(name="Dan Price", role="adviser"), clock=lambda: NOON)
        case = desk.open_case(Client(name="Ines Marlowe", reference="TT-10001"))
        if begun:
            case = desk.begin_call(case, "short_call")
        return case_line(desk.write(case, acts, latest(case)))

    def test_of_a_client_not_yet_rung(self, bank: Bank) -> None:
        assert self.made(bank, begun=False) == CaseLine(
            case="TT-10001", name="Ines Marlowe", situation=None, state="new", next="first call"
        )

    def test_of_a_call_cut_off(self, bank: Bank) -> None:
        made = self.made(bank, Answered(question="situation", value="off_sick"))
        assert (made.situation, made.state, made.next) == (
            "off_sick", "cut_off", "finish the call, at: Hoped for",
        )  # fmt: skip

    def test_of_a_call_that_ended_with_suggestions_open(self, bank: Bank) -> None:
        made = self.made(bank, Answered(question="dread", value="yes"), CallEnded())
        assert (made.state, made.next, made.due) == ("assessed", "1 suggestion to decide", None)

    def test_of_a_call_that_ended_with_the_next_one_booked(self, bank: Bank) -> None:
        made = self.made(
            bank,
            Answered(question="next_on", value="2026-05-12"),
            Answered(question="next_at", value="10.30"),
            CallEnded(),
        )
        assert (made.next, made.due) == ("next call 12 May 2026", date(2026, 5, 12))

    def test_of_a_call_that_ended_without_another(self, bank: Bank) -> None:
        assert self.made(bank, CallEnded()).next == "next call to be booked"

    def test_a_safety_concern_is_marked(self, bank: Bank) -> None:
        assert self.made(bank, SafetyNoted(field="words", text="x")).safety
        assert not self.made(bank, SafetyNoted(field="words", text="")).safety

    def test_a_case_without_a_reference_goes_by_its_id(self, bank: Bank) -> None:
        desk = Desk(MemoryStore(), bank, Adviser(name="Dan Price", role="adviser"), clock=lambda: NOON)
        case = desk.open_case(Client(name="Ines Marlowe", reference="x"))
        nameless = case.client.model_copy(update={"reference": ""})
        assert case_line(type(case)(case.id, client=nameless)).case == case.id
