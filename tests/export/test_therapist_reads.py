"""What a therapist reads first: a concern in sentences, what the client needs to take part, how they are with work."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.care.case import Case
from assessor.export import export_document
from assessor.journal import Act, Answered, CallBegun, CallEnded, ClientRecorded, SafetyField, SafetyNoted
from tests.care.conftest import ROSA, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
AT_WORK: dict[str, Any] = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
AT_WORK |= {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee"}


def case(answers: dict[str, Any], *more: Act) -> Case:
    answered = [Answered(question=question, value=value) for question, value in (AT_WORK | answers).items()]
    begun = CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint)
    return case_of([ClientRecorded(client=ROSA), begun, *answered, *more], bank=BANK)


def page(made: Case, reader: str = "therapist") -> str:
    return " ".join(export_document(made, "txt", reader).decode().split())


def noted(**lines: str) -> list[Act]:
    fields: dict[str, SafetyField] = {"words": "words", "where": "where", "told": "told", "said": "said"}
    return [SafetyNoted(field=fields[name], text=text) for name, text in lines.items()]


UNSAFE: dict[str, Any] = {"circumstances": ["more"], "life_more": ["close_person"], "close_person_now": "no"}


def test_a_concern_is_told_in_sentences() -> None:
    made = case(UNSAFE, *noted(words="He says it is a joke.", where="at home", told="Meera Shah", said="will ring her"))
    assert (
        "Something said in private. Passed to Meera Shah. In the client's words: “He says it is a joke”. "
        "Where Rosa was then: At home. Meera Shah said: Will ring her."
    ) in page(made)
    assert "Something said in private. A concern was raised; not yet passed on." in page(case(UNSAFE))


def test_the_question_says_what_the_page_tells_of_its_answer() -> None:
    for script in ("first_assessment", "review"):
        question = BANK.course(script).question("close_person_now")
        assert question is not None
        assert "no document" not in question.guide
        assert "something was said in private" in question.guide


SIGNS: dict[str, Any] = {
    "communication_what": ["written"], "health_effect": "I miss half of it", "health_effects": ["senses"],
    "health_more": ["signing"], "can_talk": "careful", "next_date": "2026-12-01", "next_how": "sign_video",
}  # fmt: skip


def test_who_needs_an_interpreter_is_told_at_the_head_of_the_page() -> None:
    text = page(case(SIGNS))
    head = text[: text.index("WHAT I AM ASKING")]
    assert "Access: book an interpreter; Deaf, and I sign; by video call, with a sign language interpreter;" in head
    farsi = {"communication_what": ["language"], "interpreter_language": "Farsi", "interpreter_who": "woman"}
    assert "Access: book an interpreter; speaks Farsi; a woman to interpret" in page(case(farsi))
    assert "Access:" not in page(case({}))


def test_the_clients_copy_keeps_the_interpreter_of_the_next_call() -> None:
    at_ease = SIGNS | {"can_talk": "home"}
    assert "1 December 2026, by video call, with a sign language interpreter" in page(case(at_ease), "client")
    relay = at_ease | {"next_how": "relay"}
    assert "1 December 2026, by phone, through a text relay" in page(case(relay), "client")
    assert "by video call." in page(case(at_ease | {"next_how": "video"}), "client")
    assert "As we agreed, by video call, with a sign language interpreter." in page(case(SIGNS), "client")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"keeping_going": "on_leave", "leave_kind": "baby"}, "On maternity, paternity, adoption or parental leave."),
        ({"keeping_going": "on_leave", "leave_kind": "carer"}, "On leave to look after someone."),
        ({"keeping_going": "on_leave", "leave_kind": "told_away"}, "Told by work to stay away for now."),
        ({"formal_process": ["suspension"]}, "Suspended from work."),
        ({"keeping_going": "managing"}, "In work."),
    ],
)
def test_what_keeps_them_from_work_is_said_where_it_says_how_they_stand(answers: dict[str, Any], told: str) -> None:
    text = page(case({"formal_process": ["none"]} | answers))
    assert told in text
    assert ("In work." in text) is (told == "In work.")


def test_a_pregnancy_and_a_baby_stand_there_too() -> None:
    expecting = {"health_effect": "sick", "health_effects": ["body"], "health_more": ["pregnant"]}
    assert "In work. Pregnant." in page(case(expecting))
    baby = {"circumstances": ["new_baby"], "baby_told": "not_yet"}
    assert "Baby: expected or new; work does not know yet." in page(case(baby))


def test_of_a_call_that_was_ended_before_its_last_question_it_is_not_said_that_none_was_raised_in_it() -> None:
    ended = page(case({"identity": "confirmed", "can_talk": "home", "employ_status": "01"}, CallEnded()))
    assert "none raised; the call was ended before its last question" in ended
    assert "none raised in this call" not in ended
