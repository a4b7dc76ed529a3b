"""The therapist's page says what was answered, and puts no wish and no trouble into anybody's mouth."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assessor.care.case import Case
from assessor.export import ExportRefused, export_document
from assessor.export.clinical_record import record_entry
from assessor.export.pages.letters import letter_document, letter_page
from assessor.export.pages.work_told import measure_told
from assessor.export.text import plain_text
from assessor.journal import Act, Answered, CallBegun, CallEnded, ClientRecorded, Decided, NotAnswered, Noted
from tests.bank.first_call import offered, plan
from tests.care.conftest import ROSA, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
START: dict[str, Any] = {"identity": "confirmed", "can_talk": "home", "communication_what": ["none"]}
START |= {"consent_therapist": "yes"}
WORK = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "hours": 30}
WORK |= {"formal_process": ["none"], "keeping_going": "struggling", "hard_parts": ["none"], "adjustments": "not_asked"}
OFF = START | {"employ_status": "01", "off_sick_now": "yes", "employment_type": "employee", "formal_process": ["none"]}
OFF |= {"first_day_off": "2026-10-01", "employer_contact": "none"}
OUT = START | {"employ_status": "02", "last_job_end": "retired", "gap": "over_2_years"}


def case(answers: dict[str, Any], *more: Act) -> Case:
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint),
        *(Answered(question=question, value=value) for question, value in answers.items()),
        *more,
        CallEnded(),
    ]
    return case_of(acts, bank=BANK)


def page(made: Case, reader: str = "therapist") -> str:
    return " ".join(export_document(made, "txt", reader).decode().split())


SURER = WORK | {"aim": "retain", "wants_help_in_work": ["confidence"], "wants_manager_to_know": "knows"}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (SURER | {"confidence": 7}, ""),
        (SURER | {"confidence": 9}, ""),
        (SURER | {"confidence": 5}, "would like to feel surer about work"),
        (SURER | {"confidence": 2}, "has little confidence about work"),
        (WORK | {"confidence": 2}, "has little confidence about work"),
        (WORK | {"confidence": 5}, ""),
    ],
)
def test_a_wish_to_be_surer_is_no_low_confidence(answers: dict[str, Any], asked: str) -> None:
    requests = [one.ask for one in plan(answers).therapist_requests if one.id == "therapy_confidence"]
    assert len(requests) == bool(asked)
    assert all(asked in request for request in requests)


PUT_IN_MOUTHS = (
    "would like to be able", "before every symptom", "so is saying no", "which jobs are possible", "leave at the door",
    "pushes too hard", "decides which jobs",
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(one.id for one in BANK.interventions.values() if one.ask))
def test_no_request_says_what_nobody_said(name: str) -> None:
    entry = BANK.interventions[name]
    for text in (entry.ask, *(other.ask for other in entry.instead)):
        assert [words for words in PUT_IN_MOUTHS if words in text] == []


def test_the_hours_are_named_only_where_there_are_any() -> None:
    (asleep,) = plan(WORK | {"health_effects": ["sleep_fatigue"]}).therapist_requests
    assert "hours of the job" in asleep.ask
    (out,) = plan(OUT | {"health_effects": ["sleep_fatigue"]}).therapist_requests
    assert "hours of the job" not in out.ask


def test_wishes_are_those_that_were_chosen() -> None:
    made = case(OFF | {"sick_pay": "none", "aim": "return", "wants_help_off_sick": ["plan_return"]})
    assert "WANTS HELP WITH Planning the return to work." in page(made)
    assert "Wants help with: planning the return to work." in record_entry(made)
    assert "benefits_and_money" in [need.code for need in made.plan.needs]


def test_a_step_of_the_therapists_own_is_not_passed_over() -> None:
    step = {"action1_what": "Tell my therapist about the checking", "action1_who": "therapist"}
    assert "Nothing is asked of you yet beyond your own step below." in page(case(WORK | step))
    assert "Nothing is asked of you yet." in page(case(WORK))


def test_what_something_else_was_stands_by_itself_and_sticks_to_no_other_line() -> None:
    made = case(
        OFF | {"return_feeling": ["walking_in", "other"]},
        Noted(text="being on her own with the till", question="return_feeling"),
        Answered(question="helps", value=["other"]),
        Noted(text="Deaf club on Thursdays", question="helps"),
    )
    text = page(made)
    assert "Worry about going back. Noted" not in text
    assert "Worries about going back, something else: “being on her own with the till”" in text
    assert "Deaf club on Thursdays" in text
    assert "Deaf club on Thursdays" in record_entry(made)


def test_a_note_that_no_answer_asked_for_stands_beside_none() -> None:
    made = case(OFF | {"return_feeling": ["walking_in"]}, Noted(text="her chest goes", question="return_feeling"))
    assert "her chest goes" not in page(made)


def test_a_measure_is_told_by_its_name_and_its_total() -> None:
    acts: list[Act] = [ClientRecorded(client=ROSA), CallBegun(script="phq9", version=1, bank=BANK.fingerprint)]
    acts += [Answered(question=f"phq9_{number}", value="2") for number in range(1, 10)]
    made = case_of([*acts, CallEnded()], bank=BANK)
    (measure,) = made.plan.measures
    assert measure_told(measure).startswith("PHQ-9: 18, ")
    assert "Measures: PHQ-9: 18, " in record_entry(made)


def test_who_would_rather_not_say_on_sharing_has_said_neither_yes_nor_no() -> None:
    answers = {question: value for question, value in WORK.items() if question != "consent_therapist"}
    made = case(answers, NotAnswered(question="consent_therapist", reason="declined"))
    with pytest.raises(ExportRefused, match="did not say"):
        export_document(made, "txt", "therapist")


def test_who_has_not_been_talked_with_has_agreed_nothing() -> None:
    made = case({"identity": "refused"})
    with pytest.raises(ExportRefused, match="nobody has talked"):
        export_document(made, "txt", "client")


KEEPS = WORK | {"aim": "retain", "wants_help_in_work": ["talk_to_employer"], "wants_manager_to_know": "not_know"}


@pytest.mark.parametrize(
    ("answers", "to_decide"),
    [
        (KEEPS | {"telling_worry": "private"}, False),
        (KEEPS | {"telling_worry": "judged"}, True),
        (
            OUT
            | {
                "aim": "gain",
                "job_search": "applying",
                "interview_ahead": "no",
                "circumstances": ["none"],
                "telling_employers": "nothing",
            },
            False,
        ),
        (
            OUT
            | {
                "aim": "gain",
                "job_search": "applying",
                "interview_ahead": "no",
                "circumstances": ["none"],
                "telling_employers": "not_sure",
            },
            True,
        ),
        (
            OUT
            | {
                "aim": "gain",
                "job_search": "applying",
                "interview_ahead": "no",
                "circumstances": ["none"],
                "telling_employers": "settled",
            },
            False,
        ),
    ],
)
def test_what_is_decided_is_not_to_be_decided(answers: dict[str, Any], to_decide: bool) -> None:
    assert ("disclosure_planning" in offered(answers)) is to_decide


SIGNS = WORK | {"communication_what": ["signs"], "hard_parts": ["treated"], "relationships": "unfair"}
LIPS = SIGNS | {"communication_what": ["relay"]}


@pytest.mark.parametrize(
    ("answers", "way"),
    [(SIGNS, "with an interpreter, or in the Relay UK app"), (LIPS, "In the Relay UK app, put 18001"), (WORK, "")],
)
def test_a_number_to_ring_is_one_that_they_can_use(answers: dict[str, Any], way: str) -> None:
    text = page(case(answers | {"relationships": "unfair", "hard_parts": ["treated"]},
                     Decided(suggestion="acas_advice", decision="accepted")), "client")  # fmt: skip
    assert ("Contact Acas" if way else "Ring Acas") in text
    assert not way or "Ring " not in text
    assert (way in text) if way else ("put 18001 before" not in text)


def test_sign_leads_the_list_of_who_signs_and_of_nobody_else() -> None:
    assert "Emergency services: 999 BSL" in page(case(SIGNS), "client")
    assert "Emergency services: in the Relay UK app" in page(case(LIPS), "client")


def test_the_access_line_says_each_thing_once() -> None:
    head = page(case(SIGNS | {"interpreter_who": "woman"})).split("WHAT I AM ASKING")[0]
    assert head.count("sign language interpreter") == 1
    assert "“" not in head.partition("Access:")[2].partition("SAFETY")[0]


def letter(made: Case, kind: Any, sender: Any) -> str:
    return " ".join(plain_text(letter_page(made, kind, sender)).split())


def test_a_letter_offers_no_call_and_no_telephone_for_who_cannot_use_one() -> None:
    hearing = WORK | {"health_effect": "yes", "health_effects": ["senses"], "health_more": ["hearing"]}
    beside = WORK | {"communication_what": ["someone"]}
    wrong = []
    for answers in (SIGNS, LIPS, hearing, beside | {"next_how": "messages"}, beside | {"next_how": "relay"}):
        made = case(answers)
        for kind in ("meeting", "adjustments"):
            own = letter(made, kind, "client")
            if re.search("call|quiet room|telephone", own) or "in writing" not in own:
                wrong.append((answers, kind, own))
        for sender in ("client", "adviser"):
            meeting = letter(made, "meeting", sender)
            if "need an interpreter / a speech-to-text reporter" not in meeting or "or a call" in meeting:
                wrong.append((answers, sender, meeting))
            assert "without_voice" not in letter_document(made, "meeting", sender).model_dump_json()
    assert wrong == []


def test_a_letter_of_who_can_ring_names_no_interpreter() -> None:
    for kind in ("meeting", "adjustments"):
        own = letter(case(WORK), kind, "client")
        assert "telephone number or email" in own
        assert "interpreter" not in own
    assert "or a call if that is easier" in letter(case(WORK), "meeting", "client")
