"""Taking what was heard: which answer of the call records it."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.journal import Answered
from assessor.scripts.recording import answer_recording
from tests.care.conftest import call, shipped_bank

SHIPPED = shipped_bank()


@pytest.mark.parametrize(
    ("answers", "kind", "code", "question", "value"),
    [
        ([], "barrier", "fear_of_return", "worries", ("walking_in",)),
        ([("worries", ["mother"])], "barrier", "fear_of_return", "worries", ("walking_in", "mother")),
        ([("worries", ["none"])], "barrier", "caring", "worries", ("mother",)),
        ([], "situation", "out_of_work", "employ_status", "02"),
        ([], "situation", "off_sick", "off_sick_now", "yes"),  # it waits until there is a job
        ([("employ_status", "01")], "situation", "off_sick", "off_sick_now", "yes"),
    ],
)
def test_it_is_the_answer_of_a_question_that_records_it(
    answers: list[tuple[str, Any]], kind: str, code: str, question: str, value: Any
) -> None:
    assert answer_recording(call(*answers), kind, code) == Answered(question=question, value=value)


@pytest.mark.parametrize(
    ("answers", "kind", "code"),
    [
        ([], "barrier", "housing"),  # no question of this call records it
        ([("worries", ["mother"])], "barrier", "caring"),  # it is recorded already
        ([("employ_status", "01")], "situation", "out_of_work"),  # another answer was given, and stays
        ([("employ_status", "02")], "situation", "off_sick"),  # off the route for good, as things stand
        ([], "barrier", "low_confidence"),  # a number on a ruler is not to be guessed
    ],
)
def test_there_is_none_where_it_would_overwrite_repeat_or_guess(
    answers: list[tuple[str, Any]], kind: str, code: str
) -> None:
    assert answer_recording(call(*answers), kind, code) is None


@pytest.mark.parametrize(
    ("kind", "code", "never"),
    [
        ("barrier", "hearing", {"signs", "relay", "signing"}),  # "deaf in one ear"
        ("barrier", "job_at_risk", {"capability", "disciplinary", "dismissal"}),
        ("barrier", "discrimination", {"who_i_am", "health", "baby"}),
        ("barrier", "fear_of_return", {"pressure"}),
    ],
)
def test_what_is_heard_never_chooses_an_option_that_says_more(kind: str, code: str, never: set[str]) -> None:
    """Of the shipped questions: each that could be chosen for it says no more than was heard."""
    questions = [step.question for step in SHIPPED.courses["first_assessment"].questions if step.question]
    chosen = [value for question in questions if (value := question.recording((kind, code), None)) is not None]
    assert never.isdisjoint(code for value in chosen for code in (value if isinstance(value, tuple) else (value,)))
