"""What is heard in a typed answer is on offer until the next answer; a statement about safety stays longer."""

from __future__ import annotations

import pytest

from assessor.care.case import Call
from assessor.journal import Act, Answered, SafetyNoted
from assessor.views.heard import last_typed, meaning
from tests.care.conftest import shipped_bank
from tests.care.records import Records
from tests.records.samples import latest

BANK = shipped_bank()
OPENED = {"identity": "confirmed", "can_talk": "home", "employ_status": "01", "off_sick_now": "yes"}
FEAR = Answered(question="health_effect", value="I dread going back, and I cannot sleep")
HARM = Answered(question="health_effect", value="some days I would be better off dead")


def call(*acts: Act) -> Call:
    """A first call of somebody off sick, with these acts at its end."""
    records = Records(BANK).call(*OPENED.items(), script="first_assessment")
    return records.desk.write(records.case, acts, latest(records.case)).calls[-1]


def offered(*acts: Act) -> tuple[list[str], list[str]]:
    """What is on offer after these acts, and the statements about safety."""
    typed = last_typed(call(*acts), BANK.phrases)
    if typed is None:
        return [], []
    return [meaning(mention) for mention in typed.heard.mentions], [mention.words for mention in typed.heard.safety]


def test_each_fact_that_the_call_has_an_answer_for_is_on_offer() -> None:
    facts, safety = offered(FEAR)
    assert "in the way: worry about going back" in facts
    assert len(facts) == 2
    assert safety == []


@pytest.mark.parametrize(
    "after", [Answered(question="health_effects", value=["none"]), Answered(question="hours", value=30)]
)
def test_once_another_question_is_answered_nothing_of_it_is_offered(after: Act) -> None:
    assert offered(FEAR, after) == ([], [])


def test_what_was_taken_or_answered_already_is_not_offered_again() -> None:
    assert all(
        "fear" not in fact for fact in offered(Answered(question="return_feeling", value=["walking_in"]), FEAR)[0]
    )


def test_a_statement_about_safety_stays_over_other_answers_until_the_page_is_written_on() -> None:
    later = Answered(question="hours", value=30)
    assert offered(HARM, later)[1]
    assert offered(HARM, later, SafetyNoted(field="words", text="said at ten past")) == ([], [])


def test_an_answer_that_is_typed_later_takes_its_place() -> None:
    assert offered(HARM, Answered(question="job_role", value="porter")) == ([], [])
