"""What an answer given early records stands on the plan at once, as heard, and counts once its question applies."""

from __future__ import annotations

from assessor.acts.calls import take_heard
from assessor.care.answers import Answers
from assessor.care.plan import Plan
from assessor.care.plan_builder import make_plan
from assessor.scripts.interview import Interview
from assessor.scripts.settling import OUT
from tests.care.test_first_assessment import BANK, begun, folded


def plan(interview: Interview) -> Plan:
    return make_plan(Answers.of(interview), BANK, {})


def test_a_code_taken_from_a_note_stands_on_the_plan_at_once_and_is_in_no_document() -> None:
    taken = take_heard(begun(), "barrier", "fear_of_return")
    assert taken is not None
    heard = plan(folded([(taken.question, taken.value)]))
    assert "fear_of_return" in [fact.code for fact in heard.heard]
    assert heard.barriers == ()
    assert "heard" not in heard.model_dump()


def test_it_is_no_longer_told_as_heard_once_it_counts() -> None:
    taken = take_heard(begun(), "barrier", "fear_of_return")
    assert taken is not None
    answers = [
        ("identity", "confirmed"), ("can_talk", "home"), ("employ_status", "01"), ("off_sick_now", "yes"),
        (taken.question, taken.value),
    ]  # fmt: skip
    counted = plan(folded(answers))
    assert "fear_of_return" in [fact.code for fact in (*counted.barriers, *counted.heard)]
    assert not {fact.code for fact in counted.barriers} & {fact.code for fact in counted.heard}


def test_a_strength_is_taken_where_it_is_least_likely_to_be_set_aside_later() -> None:
    taken = take_heard(begun(), "strength", "routine")
    assert taken is not None
    off_sick = [
        ("identity", "confirmed"), ("can_talk", "home"), (taken.question, taken.value), ("employ_status", "01"),
        ("off_sick_now", "yes"),
    ]  # fmt: skip
    later = folded(off_sick)
    assert later.state(taken.question) != OUT
    assert "routine" in [fact.code for fact in (*plan(later).heard, *plan(later).strengths)]
