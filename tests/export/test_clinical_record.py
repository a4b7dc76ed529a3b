"""The entry for the clinical record: in the order its form asks, whatever the client agreed to share."""

from __future__ import annotations

import pytest

from assessor.care.case import Case
from assessor.export import ExportRefused
from assessor.export import export_document as export_bytes
from assessor.journal import Answered, CallBegun, Client, ClientRecorded
from tests.care.conftest import shipped_bank
from tests.export.client import WORDS, acts, case_of, finished


def export(case: Case, format: str, reader: str) -> str:
    """The entry as text."""
    return export_bytes(case, format, reader).decode()


HEADINGS = ["CONTACT", "EMPLOYMENT STATUS", "SUMMARY", "SAFETY", "NEXT"]


def test_the_entry_has_its_parts_in_the_forms_order() -> None:
    entry = export(finished(), "txt", "record")
    found = [entry.find(f"\n{heading}") for heading in HEADINGS]
    assert found == sorted(found)
    assert min(found) >= 0


@pytest.mark.parametrize(
    "line",
    [
        "Ines Marlowe, record TT-10001",
        "By: Dan Price, employment adviser",
        "Mechanism: 02 telephone",
        "Activity: 1098051000000103 employment adviser activity (SNOMED CT)",
        "Goal: Drive the 42 again, mornings only at first, by the end of June. Now 3 of 10.",
        "Step: Ines meets Joan with Dan on the line, next week, to do.",
        "Next contact: Tuesday 12 May 2026 at 10.30 (by telephone).",
    ],
)
def test_the_entry_holds_what_the_record_asks(line: str) -> None:
    assert line in export(finished(), "txt", "record").splitlines()


def test_a_status_that_is_not_known_is_named_as_still_to_be_recorded() -> None:
    """Nothing is put in its place: a code for "not stated" is for what was asked and not stated."""
    assert "EMPLOYMENT STATUS\nStill to be recorded: it is not known yet.\n" in export(finished(), "txt", "record")


def test_the_items_of_a_status_that_are_blank_are_named() -> None:
    bank = shipped_bank()
    begun = CallBegun(script="first_assessment", version=bank.course("first_assessment").script.version, bank="b")
    said = {"identity": "confirmed", "can_talk": "home", "employ_status": "01", "off_sick_now": "yes"}
    case = case_of(
        [
            ClientRecorded(client=Client(name="Ann Lee")),
            begun,
            *(Answered(question=q, value=v) for q, v in said.items()),
        ],
        bank=bank,
    )
    assert "Still to be recorded: Hours worked a week (WeekHoursWorked), Self-employed (SelfEmployInd), " in export(
        case, "txt", "record"
    )


def test_the_safety_line_says_what_was_said_and_to_whom_it_was_passed() -> None:
    entry = export(finished(), "txt", "record")
    assert "“some mornings I wish I would not wake up”; passed to Farah Nasser 11.20." in entry
    assert "The answer: Will ring Ines today." in entry
    assert "Agreed: Ines keeps the crisis number by the phone." in entry


def test_the_services_own_record_asks_for_no_consent() -> None:
    refusing = [act for act in acts(WORDS.__getitem__) if getattr(act, "question", "") != "may_therapist"]
    case = case_of([*refusing, Answered(question="may_therapist", value="no")])
    with pytest.raises(ExportRefused):
        export(case, "txt", "therapist")
    assert export(case, "txt", "record")


@pytest.mark.parametrize("format", ["html", "md", "json"])
def test_the_entry_is_plain_text_and_nothing_else(format: str) -> None:
    with pytest.raises(ExportRefused, match="plain text"):
        export(finished(), format, "record")


def test_without_a_call_there_is_no_entry() -> None:
    with pytest.raises(ExportRefused, match="no call yet"):
        export(case_of([ClientRecorded(client=Client(name="Ann Lee"))]), "txt", "record")


def test_text_that_would_act_is_shown_and_does_not() -> None:
    entry = export(finished(lambda place: f"{WORDS[place]}\x1b[31m"), "txt", "record")
    assert "\x1b" not in entry
    assert "␛[31m" in entry
