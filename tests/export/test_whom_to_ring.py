"""The client's paper says whom to ring and what to mind; and a letter for a meeting is thought of twice."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.care.case import Case
from assessor.export import export_document
from assessor.export.before_export import heed
from assessor.journal import Act, Answered, CallBegun, ClientRecorded, Decided
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
START = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01"}
START |= {"off_sick_now": "no", "employment_type": "employee"}


def case(answers: dict[str, Any], *agreed: str, words: str = "") -> Case:
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint),
        *(Answered(question=question, value=value) for question, value in (START | answers).items()),
        *(Decided(suggestion=name, decision="accepted", words=words) for name in agreed),
    ]
    return case_of(acts, bank=BANK)


def paper(made: Case, format: str = "txt") -> str:
    return " ".join(export_document(made, format, "client").decode().split())


HOME = {"circumstances": ["housing"], "home_risk": "losing", "home_step": "notice"}
SHORT = {"circumstances": ["money_debt"], "money_now": "this_week"}


@pytest.mark.parametrize(
    ("answers", "agreed", "said"),
    [
        (HOME, "housing_today", ("0808 800 4444", "ask before you move out or hand back keys")),
        (SHORT, "money_today", ("Ring the council", "food bank", "Citizens Advice")),
        (
            {"formal_process": ["disciplinary"]},
            "urgent_employment_advice",
            ("Acas, on 0300 123 1100", "may not stop time running"),
        ),
        ({"formal_process": ["grievance"]}, "acas_advice", ("0300 123 1100", "may not stop time running")),
        (
            {"formal_process": ["dismissal"], "ending_why": ["spoke_up"]},
            "urgent_employment_advice",
            ("Ring now, and not tomorrow", "Protect on 020 3117 2520"),
        ),
        ({"formal_process": ["settlement_offer"]}, "offer_to_leave", ("Sign nothing",)),
        ({"formal_process": ["resigned"]}, "notice_handed_in", ("Notice may sometimes be taken back: ask today",)),
        (
            {"formal_process": ["none"], "benefits": ["letter"]},
            "benefit_letter_today",
            ("ask for more time, before the day in it",),
        ),
    ],
)
@pytest.mark.parametrize("format", ["txt", "md", "html", "json"])
def test_the_clients_copy_says_whom_to_ring_and_what_to_mind(
    answers: dict[str, Any], agreed: str, said: tuple[str, ...], format: str
) -> None:
    text = paper(case(answers, agreed), format)
    assert [words for words in said if words not in text] == []


def test_it_says_so_too_where_the_step_was_agreed_in_other_words() -> None:
    text = paper(case(HOME, "housing_today", words="Ring about the flat"))
    assert "Ring about the flat" in text
    assert "0808 800 4444" in text


@pytest.mark.parametrize("guard", [{"can_talk": "careful"}, {"safe_to_send": ["nothing"]}])
def test_on_a_guarded_copy_it_stands_in_the_catalogues_words(guard: dict[str, Any]) -> None:
    text = paper(case(HOME | guard, "debt_advice", words="Ring about the card he does not know of"))
    assert "the card" not in text
    assert "National Debtline is on 0808 808 4000" in text


def test_what_would_tell_at_home_is_on_no_guarded_copy() -> None:
    text = paper(case(HOME | {"safe_to_send": ["nothing"]}, "housing_today", words="Ring about the flat"))
    assert "flat" not in text
    assert "0808 800 4444" not in text


def test_private_help_is_on_the_copy_in_no_words_at_all() -> None:
    private = {"circumstances": ["more"], "life_more": ["close_person"], "close_person_now": "not_always"}
    text = paper(case(private, "private_support"))
    assert "0808 2000 247" not in text
    assert "helpline" not in text.casefold()


UNSAFE = [
    {"formal_process": ["settlement_offer"], "formal_advice": "nobody"},
    {"formal_process": ["disciplinary"], "formal_advice": "union"},
    {"formal_process": ["disciplinary"], "formal_advice": "nobody"},
    {"formal_process": ["dismissal"], "formal_advice": "solicitor"},
    {"formal_process": ["resigned"]},
    {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["treated"], "relationships": "picked_on"},
    {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["treated"], "relationships": "touched"},
    {
        "off_sick_now": "yes",
        "formal_process": ["none"],
        "return_feeling": ["people"],
        "relationships": "hurt",
        "aim": "return",
    },
]


@pytest.mark.parametrize("answers", UNSAFE)
@pytest.mark.parametrize("reader", ["client", "employer"])
def test_a_letter_for_a_meeting_is_thought_of_twice_where_none_would_be_suggested(
    answers: dict[str, Any], reader: str
) -> None:
    """By the rule of the catalogue's own entry, whether or not the client is off sick."""
    told = " ".join(heed(case(answers | {"consent_employer": "yes"}), reader, "meeting", TODAY))
    assert "would not suggest a meeting with work" in told


@pytest.mark.parametrize(
    "answers",
    [
        {"formal_process": ["none"]},
        {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["amount"], "demands": "too_much"},
        {"off_sick_now": "yes", "formal_process": ["none"], "aim": "return"},
    ],
)
def test_nobody_else_is_warned_of_one(answers: dict[str, Any]) -> None:
    made = case(answers | {"consent_employer": "yes"})
    for letter in ("meeting", "adjustments", None):
        assert "would not suggest" not in " ".join(heed(made, "client", letter, TODAY))
