"""Help that is no secret from the therapist, and would tell others at home what they are not to know."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.care.case import Case
from assessor.export import export_document
from assessor.export.before_export import heed
from assessor.export.clinical_record import record_entry
from assessor.journal import Act, Answered, CallBegun, CallEnded, ClientRecorded, Decided
from tests.bank.first_call import plan
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
START: dict[str, Any] = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
WORK = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "formal_process": ["none"]}
WORK |= {"keeping_going": "struggling", "hard_parts": ["none"]}
PARTING = WORK | {"circumstances": ["more"], "life_more": ["close_person", "separation"]}
HOME = WORK | {"circumstances": ["housing"], "home_risk": "who_with"}


def case(answers: dict[str, Any], *agreed: str) -> Case:
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint),
        *(Answered(question=question, value=value) for question, value in answers.items()),
        CallEnded(),
        *(Decided(suggestion=name, decision="accepted") for name in agreed),
    ]
    return case_of(acts, bank=BANK)


def copy(made: Case) -> str:
    return " ".join(export_document(made, "txt", "client").decode().split())


TELLING: dict[str, tuple[dict[str, Any], str]] = {
    "a parting, not safe": (PARTING | {"close_person_now": "no"}, "bereavement_support"),
    "a parting, not always safe": (PARTING | {"close_person_now": "not_always"}, "bereavement_support"),
    "a parting, cannot say": (PARTING | {"close_person_now": "not_now"}, "bereavement_support"),
    "a parting, and somebody may hear": (
        PARTING | {"can_talk": "careful", "close_person_now": "yes"}, "bereavement_support",
    ),
    "a home with others": (HOME | {"close_person_now": "no"}, "housing_advice"),
    "nothing to be sent": (
        WORK | {"circumstances": ["housing"], "home_risk": "losing", "safe_to_send": ["nothing"]}, "housing_today",
    ),
    "a baby that nobody knows of": (
        PARTING | {"close_person_now": "no", "health_effects": ["body"], "health_more": ["pregnant"]},
        "pregnancy_at_work",
    ),
    "papers": (
        WORK | {"circumstances": ["right_to_work", "more"], "life_more": ["close_person"], "close_person_now": "no",
                "papers_what": "limited"},
        "visa_advice_first",
    ),
    "a record": (
        WORK | {"circumstances": ["criminal_record", "more"], "life_more": ["close_person"], "close_person_now": "no",
                "record_advice": "no"},
        "criminal_record_advice",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TELLING)
def test_it_is_not_on_the_copy_of_who_is_guarded_and_whoever_exports_is_told(name: str) -> None:
    answers, help_ = TELLING[name]
    title = BANK.interventions[help_].title
    made = case(answers, help_)
    assert made.plan.guarded
    assert title not in copy(made)
    assert "Relate" not in copy(made)
    assert title in " ".join(heed(made, "client", None, TODAY))
    assert title in " ".join(export_document(made, "txt", "therapist").decode().split())


def test_it_stands_on_the_copy_of_who_is_not() -> None:
    made = case(WORK | {"circumstances": ["more"], "life_more": ["separation"]}, "bereavement_support")
    assert "Support with a death or a parting" in copy(made)


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        (PARTING | {"close_person_now": "no"}, False),
        (PARTING | {"close_person_now": "not_always"}, False),
        (PARTING | {"close_person_now": "not_now"}, False),
        (PARTING, False),
        (PARTING | {"close_person_now": "yes"}, True),
        (WORK | {"can_talk": "careful", "circumstances": ["more"], "life_more": ["separation"]}, False),
        (WORK | {"circumstances": ["more"], "life_more": ["separation"]}, False),  # not settled yet
        (WORK | {"circumstances": ["more"], "life_more": ["bereavement"]}, False),
    ],
)
def test_help_for_couples_is_named_only_where_they_are_safe_together(answers: dict[str, Any], named: bool) -> None:
    (one,) = [one for one in plan(answers).proposed() if one.id == "bereavement_support"]
    assert ("Relate" in " ".join(one.does.values())) is named


@pytest.mark.parametrize("help_", ["benefits_check", "debt_advice"])
@pytest.mark.parametrize(
    ("more", "gathers"),
    [({"close_person_now": "no"}, False), ({"can_talk": "careful", "close_person_now": "yes"}, False), ({}, True)],
)
def test_nothing_is_gathered_where_somebody_may_see(help_: str, more: dict[str, Any], gathers: bool) -> None:
    answers = WORK | {"circumstances": ["money_debt", "more"], "money_now": "behind", "benefits": ["uc"]}
    answers |= {"life_more": ["close_person" if more else "later_life"], "benefits_worry": "yes"} | more
    (one,) = [one for one in plan(answers).proposed() if one.id == help_]
    assert ("letters" in one.does["client"]) is gathers


def test_what_stays_between_us_stands_on_no_paper_though_it_was_agreed() -> None:
    made = case(PARTING | {"close_person_now": "no"}, "private_support")
    title = BANK.interventions["private_support"].title
    for text in (
        copy(made), record_entry(made), *(export_document(made, name, "therapist").decode() for name in ("txt", "fhir"))
    ):  # fmt: skip
        assert title not in " ".join(text.split())


def test_a_habit_is_named_once_its_help_was_agreed() -> None:
    answers = WORK | {"circumstances": ["more"], "life_more": ["gambling"]}
    assert "Gambling" not in record_entry(case(answers)).replace("In the way: gambling", "Gambling")
    assert "gambling" in record_entry(case(answers, "gambling_support"))
