"""A case: its journal read to any entry, with its calls, its decisions, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.care.case import UNKNOWN_CLIENT, Case, read_case
from assessor.care.plan import Concern, Plan
from assessor.journal import (
    Act,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Decided,
    Entry,
    Exported,
    SafetyNoted,
    WentTo,
)
from tests.care.conftest import NOON, OFF_SICK, ROSA, SCRIPT, TODAY, files, small_bank
from tests.scripts.conftest import act

BEGUN = CallBegun(script="small_call", version=1, bank="now")
ACCEPTED = Decided(suggestion="workplace_meeting", decision="accepted")


def banks(fingerprint: str) -> Bank:
    if fingerprint == "now":
        return small_bank()
    if fingerprint == "then":
        return read_bank(files(SCRIPT.replace("Do you have a job?", "Have you a job?")))
    raise KeyError(fingerprint)


def entries(*acts: Act | tuple[Act, str], call: str = "one", at: datetime = NOON) -> list[Entry]:
    """The acts as entries a minute apart, of the call unless another is named."""
    made = []
    for n, done in enumerate(acts):
        given, where = done if isinstance(done, tuple) else (done, call)
        made.append(Entry(id=f"{n:04}", at=at + timedelta(minutes=n), by="Dan Price", call=where, act=given))
    return made


def case(*acts: Act | tuple[Act, str]) -> Case:
    return read_case("c1", entries(*acts), banks)


def answered(answers: Sequence[tuple[str, Any]] = OFF_SICK) -> list[Act]:
    return [act(question, value) for question, value in answers]


@pytest.mark.parametrize(
    ("acts", "state", "waits_for"),
    [
        ([], "new", "first call"),
        ([ClientRecorded(client=ROSA)], "new", "first call"),
        ([BEGUN], "cut_off", "finish the call, at: Employment"),
        ([BEGUN, *answered()], "cut_off", "finish the call, at: How many hours a week?"),
        ([BEGUN, WentTo(question="worries")], "cut_off", "finish the call, at: Worries"),
        ([BEGUN, *answered(), CallEnded()], "assessed", "1 suggestion to decide"),
        ([BEGUN, *answered(), act("worries", ["mother"]), CallEnded()], "assessed", "2 suggestions to decide"),
        ([BEGUN, *answered(), CallEnded(), ACCEPTED], "assessed", "next call to be booked"),
        (
            [BEGUN, *answered(), act("next_day", "2026-12-01"), CallEnded(), ACCEPTED],
            "assessed",
            "next call 1 December 2026",
        ),
        ([BEGUN, CallEnded(), BEGUN], "cut_off", "finish the call, at: Employment"),
    ],
)
def test_a_case_stands_somewhere_and_waits_for_something(acts: list[Act], state: str, waits_for: str) -> None:
    found = case(*acts)
    assert (found.state, found.waits_for()) == (state, waits_for)


def test_a_call_all_of_whose_questions_are_done_waits_to_be_ended() -> None:
    found = case(BEGUN)
    while found.call is not None and (name := found.call.interview.next) is not None:
        found = found.with_entries(entries(act(name, "!declined")), banks)
    assert found.waits_for() == "end the call"


def test_a_case_without_a_call_has_an_empty_plan_and_no_due_day() -> None:
    found = case(ClientRecorded(client=ROSA))
    assert (found.plan, found.call, found.waits_until()) == (Plan(), None, None)
    assert Case("c1").client == UNKNOWN_CLIENT


def test_the_next_contact_is_due_on_its_day() -> None:
    assert case(BEGUN, act("next_day", "2026-12-01")).waits_until() == date(2026, 12, 1)


def test_a_case_reads_the_same_entry_by_entry_as_at_once() -> None:
    """And a case read to an earlier entry is the case as it was then."""
    done = entries(ClientRecorded(client=ROSA), BEGUN, *answered(), ACCEPTED, SafetyNoted(field="words", text="x"))
    found = Case("c1")
    for n, one in enumerate(done, start=1):
        found = found.with_entry(one, banks)
        assert found.plan == read_case("c1", done[:n], banks).plan
        assert (found.last, found.opened) == (one, NOON)


def test_a_call_is_made_of_its_own_entries_and_the_latest_stands() -> None:
    found = case(
        (BEGUN, "one"), (act("employ_status", "01"), "one"), (CallEnded(), "one"),
        (BEGUN, "two"), (act("employ_status", "02"), "two"), (act("worries", ["mother"]), "one"),
    )  # fmt: skip
    assert [call.id for call in found.calls] == ["one", "two"]
    assert [call.ended for call in found.calls] == [True, False]
    assert [call.interview.answer("employ_status") for call in found.calls] == ["01", "02"]
    assert [len(call.entries) for call in found.calls] == [4, 2]
    assert found.call is found.calls[1]
    assert found.plan.situation == "out_of_work"


def test_a_call_taken_up_again_is_the_same_call() -> None:
    found = case(BEGUN, act("employ_status", "01"), CallEnded(), BEGUN, act("off_sick_now", "yes"))
    assert len(found.calls) == 1
    assert found.plan.situation == "off_sick"


def test_an_entry_outside_every_call_changes_no_call() -> None:
    before = case(BEGUN, *answered())
    after = before.with_entries(entries(act("employ_status", "02"), call="elsewhere"), banks)
    assert after.plan == before.plan


def test_decisions_outlive_the_call_in_which_they_were_made() -> None:
    found = case(
        (BEGUN, "one"), *((one, "one") for one in answered()), (ACCEPTED, "one"), (CallEnded(), "one"),
        (BEGUN, "two"), *((one, "two") for one in answered()),
    )  # fmt: skip
    assert [suggestion.id for suggestion in found.plan.accepted()] == ["workplace_meeting"]


def test_each_call_has_a_safety_page_of_its_own_and_none_takes_the_place_of_another() -> None:
    """What was said before any call, in the first, and in the second: the latest first, none mixed with another."""
    found = case(
        (SafetyNoted(field="words", text="Do not ring again"), ""),
        (BEGUN, "one"), (SafetyNoted(field="words", text="I cannot go on"), "one"),
        (SafetyNoted(field="told", text="Sam Lee"), "one"), (CallEnded(), "one"),
        (BEGUN, "two"), (SafetyNoted(field="words", text="It is back"), "two"),
    )  # fmt: skip
    assert found.plan.safety == (
        Concern(on=TODAY, words="It is back"),
        Concern(on=TODAY, words="I cannot go on", told="Sam Lee"),
        Concern(on=TODAY, words="Do not ring again"),
    )


def test_the_latest_line_of_the_safety_page_stands() -> None:
    found = case(BEGUN, SafetyNoted(field="where", text="at home"), SafetyNoted(field="where", text="in the car park"))
    assert found.plan.safety == (Concern(on=TODAY, where="in the car park"),)


def test_a_questionnaire_after_a_call_that_was_cut_off_leaves_it_to_be_finished() -> None:
    measure = read_bank(files() | {"scripts/form.yaml": SCRIPT.replace("small_call", "form").replace(
        "version: 1\n", "version: 1\nstage: measure\n", 1)})  # fmt: skip
    form = CallBegun(script="form", version=1, bank="form")
    whole = entries((BEGUN, "one"), *((one, "one") for one in answered()), (form, "two"), (CallEnded(), "two"))
    found = read_case("c1", whole, lambda name: measure if name == "form" else banks(name))
    assert (found.state, found.waits_for()) == ("cut_off", "finish the call, at: How many hours a week?")
    assert found.unfinished is not None
    assert found.unfinished.id == "one"


def test_a_call_keeps_the_bank_with_which_it_began() -> None:
    """The words of a call under way do not change with the bank."""
    then = CallBegun(script="small_call", version=1, bank="then")
    found = case((then, "one"), (BEGUN, "two"))
    assert [call.interview.text("employ_status", "say") for call in found.calls] == [
        "Have you a job?",
        "Do you have a job?",
    ]


def test_a_bank_that_is_not_to_be_had_is_an_error_and_not_an_empty_case() -> None:
    with pytest.raises(KeyError):
        case(CallBegun(script="small_call", version=1, bank="lost"))


def test_a_call_is_of_its_day_and_of_the_client_as_known_then() -> None:
    found = case(ClientRecorded(client=Client(name="Rosa Okafor")), BEGUN, act("first_day_off", "yesterday"))
    assert found.call is not None
    assert found.call.interview.today == TODAY
    assert found.call.interview.client.name == "Rosa Okafor"
    assert (found.call.by, found.call.begun) == ("Dan Price", NOON + timedelta(minutes=1))


def test_an_export_is_on_the_record_and_changes_nothing_else() -> None:
    before = case(BEGUN, *answered())
    after = before.with_entries(entries(Exported(reader="therapist", format="html")), banks)
    assert after.plan == before.plan
    assert isinstance(after.last, Entry)
    assert isinstance(after.last.act, Exported)
