"""What is to be known before a client is rung or sent anything: asked once, kept, said first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assessor.care.case import Case
from assessor.care.know_me import access_needs, relative_interprets
from assessor.export.before_export import heed
from assessor.export.clinical_record import record_entry
from assessor.export.pages.client import client_document
from assessor.export.pages.client_page import client_page
from assessor.export.pages.employer import employer_page
from assessor.export.pages.therapist import therapist_page
from assessor.export.text import plain_text
from assessor.scripts.settling import ON, OUT
from assessor.views.call import NO_WORD, before_ringing
from assessor.views.read_back import read_back_sentences
from tests.care.conftest import ROSA, shipped_bank, small_bank
from tests.care.records import Records

START: list[tuple[str, Any]] = [("identity", "confirmed")]
TODAY = date(2026, 11, 18)


def first_call(answers: dict[str, Any], **notes: str) -> Records:
    """A first call with these answers, and a note at some of their questions."""
    made = Records(shipped_bank()).call(
        *START, ("can_talk", answers.get("can_talk", "home")), script="first_assessment"
    )
    made.say(*((name, value) for name, value in answers.items() if name != "can_talk"))
    return made.say(*((f"{question}#", words) for question, words in notes.items()))


def looked_at(case: Case) -> str:
    """What is pointed out before the client's own copy leaves."""
    return " ".join(heed(case, "client", None, TODAY))


CAREFUL = {"can_talk": "careful", "where_now": "the yard", "stop_word": "must get the door"}
DEAF = {"communication_what": ["hearing"], "next_how": "messages", "safe_to_send": ["email", "text"]}
SIGNS = {
    "communication_what": ["hearing", "language"], "interpreter_language": "British Sign Language",
    "interpreter_who": "woman", "next_how": "sign_video", "safe_to_send": ["post"],
}  # fmt: skip
PARTNER_READS_POST = CAREFUL | {"message_ok": "no", "safe_to_send": ["email"], "next_time": "10:30"}
BETTING = CAREFUL | {"message_ok": "name_only", "safe_to_send": ["nothing"], "next_time": "14:00"}
CLEANER = {
    "communication_what": ["slower", "language"], "interpreter_language": "Portuguese, from Angola",
    "interpreter_who": "woman", "safe_to_send": ["in_person"],
}  # fmt: skip
SAM = {"communication_what": ["name"], "called_as": "Sam, they", "safe_to_send": ["post", "email"]}
BLIND = {"communication_what": ["sight", "someone"], "safe_to_send": ["email"]}
PLAIN = {"communication_what": ["none"], "safe_to_send": ["post", "email", "text", "in_person"]}


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        (DEAF, ["speak up, or use another way of hearing", "by text message"]),
        (SIGNS, ["interpreter, British Sign Language; a woman to interpret", "by video call, with a sign language"]),
        (PARTNER_READS_POST, ["leave no message", "suits: 10.30am"]),
        (BETTING, ["leave only your first name and a number", "suits: 2pm"]),
        (CLEANER, ["go slowly, with breaks", "interpreter, Portuguese, from Angola; a woman to interpret"]),
        (SAM, ["call them Sam, they"]),
        (BLIND, ["large print, or read it out", "they have someone with them"]),
        (PLAIN, [NO_WORD]),
    ],
)
def test_it_is_asked_once_and_stands_before_every_later_ring(answers: dict[str, Any], first: list[str]) -> None:
    made = first_call(answers)
    made.call(("identity", "confirmed"), ("can_talk", "home"), script="review")
    line = before_ringing(made.case)
    assert line.startswith("Before you ring: ")
    assert all(words in line for words in first), line
    review = made.case.calls[-1].interview
    assert review.state("safe_to_send") == OUT  # it is not asked a second time


def test_what_was_noted_of_when_to_ring_and_what_may_be_said_stands_with_it() -> None:
    made = first_call(BETTING, next_time="his wife is at work until four", message_ok="never in the evening")
    line = before_ringing(made.case)
    assert "2pm, his wife is at work until four" in line
    assert "leave only your first name and a number · never in the evening" in line


def test_a_long_note_written_where_it_was_asked_stands_last_and_pushes_nothing_off_the_line() -> None:
    note = "cried when he was rung back; a row with the supervisor in October, and off since then"
    line = before_ringing(first_call(BETTING, next_time="at two", message_ok=note).case)
    assert "leave only your first name and a number;" in line
    assert line.endswith(f"noted there: {note}.")


def test_where_nobody_has_asked_no_word_is_left() -> None:
    case = Records(shipped_bank()).case
    assert NO_WORD in before_ringing(case)  # before the first call
    assert NO_WORD in before_ringing(first_call({"communication_what": ["none"]}).case)


@pytest.mark.parametrize(
    ("answers", "told", "untold"),
    [
        (BETTING, ["Do not send this", "Read it to them"], ["Safe to send:"]),
        (PARTNER_READS_POST, ["Safe to send: by email.", "Not safe", "by post, by text message or in person"], []),
        (PLAIN, ["Safe to send: by post; by email; by text message; in person."], ["Do not send", "Nobody knows"]),
        (CLEANER, ["Safe to send: in person.", "they speak Portuguese, from Angola"], []),
        (BLIND, ["large print"], []),
        ({"communication_what": ["none"]}, ["Nobody knows yet where this may go"], ["Safe to send"]),
    ],
)
def test_before_the_clients_copy_leaves_it_is_said_where_it_may_go(
    answers: dict[str, Any], told: list[str], untold: list[str]
) -> None:
    words = looked_at(first_call(answers).case)
    assert all(one in words for one in told), words
    assert not any(one in words for one in untold), words


def test_a_letter_for_the_client_to_send_goes_by_the_same_way_and_no_other_reader_is_warned() -> None:
    case = first_call(BETTING).case
    assert any(words.startswith("Do not send this") for words in heed(case, "client", "meeting", TODAY))
    assert not any("send" in words for words in heed(case, "therapist", None, TODAY))


def test_where_an_earlier_version_is_to_leave_it_is_what_holds_today_that_counts() -> None:
    made = first_call({"safe_to_send": ["post"]})
    before = made.case
    made.say(("safe_to_send", ["nothing"]))
    assert any(words.startswith("Do not send this") for words in heed(before, "client", None, TODAY, made.case))


def test_a_case_of_a_bank_that_never_asked_reads_as_it_did_and_its_copy_is_pointed_out() -> None:
    made = Records(small_bank()).call(("employ_status", "01"), ("off_sick_now", "yes"))
    assert not made.case.plan.know
    assert "know" not in made.case.plan.model_dump()
    assert "may_ring" not in made.case.plan.model_dump()
    assert "Nobody knows yet where this may go" in looked_at(made.case)
    assert "Reaching" not in plain_text(therapist_page(made.case))


def test_the_therapist_and_the_record_read_it_and_no_page_for_home_or_work_does() -> None:
    case = first_call(BETTING | SIGNS | {"communication_what": ["language"], "safe_to_send": ["nothing"]}).case
    for page in (" ".join(plain_text(therapist_page(case)).split()), record_entry(case)):
        assert "British Sign Language" in page
        assert "a woman to interpret" in page
        assert "nothing is to be sent" in page
    for page in (plain_text(client_page(case)), plain_text(employer_page(case))):
        assert "Sign Language" not in page
        assert "nothing is to be sent" not in page
        assert "first name and a number" not in page


def test_in_a_later_call_somebody_who_may_be_overheard_is_asked_again_and_the_new_word_stands() -> None:
    made = first_call(PLAIN)
    made.call(("identity", "confirmed"), ("can_talk", "careful"), script="review")
    review = made.case.calls[-1].interview
    assert review.state("safe_to_send") == ON
    assert "by post; by email; by text message; in person" in review.to_say("safe_to_send")
    made.say(("safe_to_send", ["nothing"]))
    assert made.case.plan.know["know.send"] == "nothing is to be sent"


def test_the_name_in_the_record_is_not_changed_by_it() -> None:
    """Somebody else may pick up the telephone: who is asked for is as the record has it."""
    case = first_call(SAM).case
    assert case.client == ROSA.model_copy(update={"reference": case.client.reference})


@pytest.mark.parametrize(("needs", "by_voice"), [(["hearing"], False), (["relay"], False), (["slower"], True)])
def test_who_does_not_hear_finds_another_way_than_a_voice_first_beside_each_number(
    needs: list[str], by_voice: bool
) -> None:
    numbers = client_document(first_call({"communication_what": needs}).case).numbers
    assert {contact.by_voice for contact in numbers} == {by_voice}
    assert all(contact.without_speaking or contact.name == "Shout" for contact in numbers)


def test_that_somebody_may_hear_is_of_this_call_and_that_they_are_not_safe_of_every_call() -> None:
    made = first_call({"can_talk": "careful"})
    assert made.case.plan.overheard
    made.call(("identity", "confirmed"), ("can_talk", "home"), script="review")
    assert (made.case.plan.overheard, made.case.plan.guarded) == (True, True)  # nobody asked yet in private
    made = first_call({"can_talk": "careful", "close_person_now": "yes"})
    assert made.case.plan.overheard
    made.call(("identity", "confirmed"), ("can_talk", "home"), script="review")
    assert (made.case.plan.overheard, made.case.plan.guarded) == (False, True)
    made = first_call({"can_talk": "careful", "close_person_now": "no"})
    made.call(("identity", "confirmed"), ("can_talk", "home"), script="review")
    assert made.case.plan.overheard
    assert made.case.answers is not None
    text = " ".join(one.text for one in read_back_sentences(made.case.plan, made.case.answers))
    assert any(one.id == "private_support" for one in made.case.plan.suggestions)
    assert "stays between us" not in text


INTERPRETING = [
    ("Kurdish Sorani; her husband interprets for her on the call", True),
    ("Polish, through my daughter", True),
    ("Urdu. Her son translates", True),
    ("Punjabi, sister-in-law helps", True),
    ("Tamil, a friend on the line", True),
    ("Somali: her mum speaks for her", True),
    ("BSL, my wife signs for me", True),
    ("Polish", False),
    ("Sorani, a trained interpreter", False),
    ("Kurdish, never through her husband", False),
    ("Urdu, not her brother to interpret", False),
    ("Farsi; no family to interpret", False),
    ("Welsh, as with her family", False),
    ("Arabic. Doesn’t want her uncle to interpret", False),
    ("Romanian, lives with her son", False),
]


def test_a_relative_who_interprets_is_told_of_before_a_ring_and_one_who_must_not_is_not() -> None:
    wrong = []
    for words, expected in INTERPRETING:
        named = relative_interprets({"know.interpreter": words})
        if named != expected or relative_interprets({"know.interpreter_who": words}) != expected:
            wrong.append(words)
    assert wrong == []
    made = first_call({"communication_what": ["language"], "interpreter_language": "Sorani; her husband interprets"})
    assert "a trained interpreter" in before_ringing(made.case)
    assert before_ringing(made.case).index("relative") < before_ringing(made.case).index("Sorani")
    assert any("relative" in need for need in access_needs(made.case.answers, made.case.plan))
