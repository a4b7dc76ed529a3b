"""The adviser's own key after "something else", and an offer of the safety page, in plain lines."""

from __future__ import annotations

import pytest

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from tests.test_plain import Room

SCRIPT = """
script: small
version: 1
title: Small
stage: first
sections:
  - id: only
    title: Only
    {repeat}
    questions:
      - id: treated{n}
        kind: {kind}
        short: How they are treated
        say: How are you treated?
        options:
          - {code: well, label: Well}
          - {code: touched, label: Someone touches me, offers: safety, records: {barrier: sexual_harassment}}
          - {code: other, label: Something else, note: true, weigh: true}
      - {id: last{n}, kind: text, short: Last, say: And then?}
"""


def small(kind: str = "choice", repeat: str = "", n: str = "") -> Bank:
    text = SCRIPT.replace("{kind}", kind).replace("{repeat}", repeat).replace("{n}", n)
    return read_bank({"scripts/small.yaml": text})


@pytest.mark.parametrize("kind", ["choice", "many"])
def test_something_else_is_followed_by_a_key_of_the_advisers(kind: str) -> None:
    room = Room(small(kind))
    told = room.call("3", "he waits by my car", "1")
    assert "For you, not aloud: What they told you was not on the list. How pressing is it?" in told
    assert [line.code for line in room.case.plan.barriers] == ["advice_today"]
    assert room.case.plan.barriers[0].words == "he waits by my car"


def test_what_was_on_the_list_is_weighed_by_nobody() -> None:
    room = Room(small())
    assert not [line for line in room.call("1") if line.startswith("For you")]


def test_a_concern_opens_the_safety_page_and_stands_on_the_plan_in_the_clients_words() -> None:
    room = Room(small())
    told = room.call("3", "he waits by my car", "2", "back")
    assert "Back in the call." in told
    assert room.case.plan.safety[0].because == "How they are treated: he waits by my car"


def test_an_offer_of_the_safety_page_opens_nothing() -> None:
    room = Room(small())
    told = room.call("2")
    assert [line for line in told if "safety opens it" in line]
    assert "Back in the call." not in told
    assert room.case.plan.safety == ()
    assert told[-2] != told[-1]


def test_in_a_section_that_repeats_each_time_is_weighed_by_itself() -> None:
    course = small(repeat="repeat: 2", n="_#").course("small")
    assert [step.name for step in course.questions] == [
        "treated_1", "treated_1_weigh", "last_1", "treated_2", "treated_2_weigh", "last_2",
    ]  # fmt: skip
