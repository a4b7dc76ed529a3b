"""Command words typed where they are none, and answers by part of their words."""

from __future__ import annotations

import pytest

from assessor.journal import Answered, Attempted, Consented, Noted
from assessor.plain.client_room import DOES
from assessor.plain.command_words import ALONE, ELSEWHERE, NUMBERED, is_command, without_keys
from assessor.plain.plan_room import REVIEW_WORDS
from assessor.plain.program import WAYS
from assessor.plain.vocabulary import VOCABULARY
from tests.agreeing import agreeing_bank
from tests.test_plain import OFF_SICK, Room


def notes(room: Room) -> list[str]:
    return [act.text for act in room.acts if isinstance(act, Noted)]


@pytest.mark.parametrize("word", ["stop", "caseload", "today"])
def test_a_word_of_another_place_at_a_question_is_refused_and_never_a_note(word: str) -> None:
    room = Room()
    told = room.call("1", "2", word, "Porter", "leave")
    assert (
        f'Not taken: "{word}" is a command word, and nothing that can be done here; ={word} writes it as words.' in told
    )
    assert notes(room) == []
    assert Answered(question="job_title", value="Porter") in room.acts


def test_a_word_of_another_place_where_what_could_help_is_put_is_no_note() -> None:
    room = Room(agreeing_bank())
    told = room.call(*OFF_SICK[:-1], "stop", "go on", "leave")
    assert any(line.startswith('Not taken: "stop" is a command word') for line in told)
    assert notes(room) == []


def test_with_an_equals_sign_it_is_the_answer() -> None:
    room = Room()
    room.call("1", "2", "=stop", "leave")
    assert Answered(question="job_title", value="stop") in room.acts


def test_today_is_an_answer_where_a_day_is_asked() -> None:
    room = Room()
    room.call(*OFF_SICK[:4], "today", "", "leave")
    assert any(isinstance(act, Answered) and act.question == "first_day_off" for act in room.acts)


def test_words_of_another_place_are_words_of_one() -> None:
    there = {word for way in WAYS for word in (way.says, *way.also)} | set(DOES)
    there |= {word.says for word in REVIEW_WORDS} | {"stop"}
    assert there >= ELSEWHERE
    here = {says: word.takes for word in VOCABULARY for says in (word.says, *word.also)}
    assert {says for says, takes in here.items() if not takes.startswith("N")} == ALONE
    assert {says for says, takes in here.items() if takes.startswith("N")} == NUMBERED


def test_what_is_a_command_word() -> None:
    commands = ("share", "Undo", "agree 2", "hand in", "stop", "go on")
    words = ("share nothing of it", "note that she said so", "only the hours", "back to two days", "fine by me")
    assert [line for line in commands if not is_command(line)] == []
    assert [line for line in words if is_command(line)] == []


def test_a_command_word_is_not_taken_as_the_clients_words_of_a_consent() -> None:
    room = Room()
    room.call(*OFF_SICK)
    told = room.call("consent employer yes", "share", "only the hours", "leave")
    assert any(line.startswith('Not taken: "share" is a command word') for line in told)
    assert room.acts[-1] == Consented(reader="employer", given=True, words="only the hours")
    assert 'Saved. The employer: yes, in their words: "only the hours".' in told


def test_go_on_keeps_the_day_that_was_understood() -> None:
    room = Room()
    room.call(*OFF_SICK[:4], "mid April", "go on", "leave")
    assert notes(room) == []
    assert any(isinstance(act, Answered) and act.question == "first_day_off" for act in room.acts)


def test_part_of_the_words_of_one_choice_is_taken_and_of_several_is_asked() -> None:
    room = Room()
    told = room.call("1", "I am", "sick", "leave")
    several = 'Not taken: "I am" fits 1 (I am in work) and 2 (I am off sick); type which.'
    assert several in told
    assert "Saved. I am off sick." in told
    assert Answered(question="situation", value="off_sick") in room.acts


def test_a_number_that_is_answered_is_said_back() -> None:
    room = Room()
    told = room.call(*OFF_SICK[:4], "leave")
    assert any(line.startswith("Saved. 36") for line in told)


def test_guides_speak_of_words_and_of_no_key() -> None:
    keys = "In danger, the safety key still works. Ask which you may (F2, m), or tick it off on the plan (F2)."
    words = "In danger, the word safety still works. Ask which you may (may ring), or tick it off on the plan "
    assert without_keys(keys) == f"{words}(plan, then done and its number)."


def test_a_message_left_against_the_record_is_asked_about_once() -> None:
    room = Room()
    told = room.call("1", "not reached 2", "", "leave")
    assert any(line.startswith("The record says: leave no message") for line in told)
    assert not any(isinstance(act, Attempted) for act in room.acts)
    told = room.call("not reached 2", "2")
    assert "Saved. Rung, and not spoken to: Message left, as the client wishes." in told
    assert room.case.attempts
