"""On whose word a bank stands: what nobody has checked yet, what is due again, and what nothing comes to."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.authoring.coverage import never_reached, never_recorded
from assessor.authoring.sources import past_review, unverified
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.yaml_source import Fault
from tests.care.conftest import CATALOGUE, SCRIPT, TODAY, files, shipped_bank
from tests.thorough import THOROUGH

LIBRARY = """\
source: {title: Adjusting, checked_on: 2026-11-01, review_by: 2027-01-31}
library:
  - {id: quiet, title: Quiet, group: policies, answers: caring, fits: [any], ask: A desk, try_it: Two weeks}
  - id: slow
    title: Slow
    group: policies
    answers: caring
    fits: [any]
    ask: A pace
    try_it: Two weeks
    source:
      title: Pacing
      review_by: 2027-02-28
"""
SOURCED = SCRIPT.replace(
    "title: A small call\n", "title: A small call\nsource: {title: Topics, review_by: 2027-03-31}\n"
)


@pytest.fixture
def bank() -> Bank:
    return read_bank(files(SOURCED) | {"adjustments/shelf.yaml": LIBRARY})


def told(faults: list[Fault]) -> list[str]:
    return [str(fault) for fault in sorted(faults)]


def test_every_source_that_nobody_has_checked_is_listed(bank: Bank) -> None:
    """At its own place, by the id that rests on it, with its title; one that stands for a whole file, by the file."""
    assert told(list(unverified(bank))) == [
        "adjustments/shelf.yaml:12:7: slow: not yet verified: Pacing",
        "catalogue/small.yaml:28:13: sick_pay_check: not yet verified: A rule",
        "scripts/small_call.yaml:4:9: small_call: not yet verified: Topics",
    ]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 1, 31), []),
        (date(2027, 2, 1), ["adjustments/shelf.yaml:1:63: shelf was to be reviewed by 2027-01-31"]),
        (
            date(2027, 4, 7),
            [
                "adjustments/shelf.yaml:1:63: shelf was to be reviewed by 2027-01-31",
                "adjustments/shelf.yaml:13:18: slow was to be reviewed by 2027-02-28",
                "catalogue/small.yaml:16:82: workplace_meeting was to be reviewed by 2027-04-06",
                "scripts/small_call.yaml:4:36: small_call was to be reviewed by 2027-03-31",
            ],
        ),
    ],
)
def test_every_source_past_its_day_is_named(bank: Bank, today: date, due: list[str]) -> None:
    assert told(list(past_review(bank, today))) == due


def test_a_code_that_no_script_records_is_named(bank: Bank) -> None:
    found = [fault.message for fault in never_recorded(bank)]
    assert "no script records the barrier 'housing'" in found
    assert "no script records the barrier 'caring'" not in found
    assert {(fault.file, fault.line) for fault in never_recorded(bank)} == {("scripts/small_call.yaml", 1)}


PERSONA = """\
persona: ann_lee
about: Nobody in particular.
client: {name: Ann Lee}
script: small_call
days_ago: 3
answers: [{employ_status: '01'}, {off_sick_now: yes}, {sick_pay: ssp}, {worries: [mother]}]
"""


def test_help_that_no_persona_is_offered_is_named() -> None:
    bank = read_bank(files(SCRIPT, CATALOGUE, ann_lee=PERSONA))
    assert told(list(never_reached(bank, TODAY))) == [
        "catalogue/small.yaml:10:9: no persona is offered 'workplace_meeting'",
        "catalogue/small.yaml:17:9: no persona is offered 'therapy_fear_of_return'",
    ]


@THOROUGH  # every day the check of the shipped bank sees to it
def test_the_shipped_bank_records_every_code_and_its_personas_come_to_everything_in_its_catalogue() -> None:
    assert told([*never_recorded(shipped_bank()), *never_reached(shipped_bank(), TODAY)]) == []
