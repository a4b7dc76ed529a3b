"""A script run without a screen: the report of what follows from a file of answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessor.care.replay import interview_report
from tests.care.conftest import OFF_SICK, ROSA, TODAY, shipped_bank, small_bank


def report(answers: object) -> dict[str, Any]:
    bank = small_bank()
    made = interview_report(bank, bank.course("small_call"), ROSA, answers, TODAY)
    read: dict[str, Any] = json.loads(json.dumps(made))
    return read


def test_the_report_has_what_the_command_promises() -> None:
    made = report(dict(OFF_SICK))
    assert set(made) >= {"script", "version", "route", "off_route", "next", "problems", "plan"}
    assert set(made["plan"]) >= {
        "situation",
        "aim",
        "needs",
        "barriers",
        "strengths",
        "goals",
        "suggestions",
        "therapist_requests",
        "safety",
    }
    assert (made["script"], made["version"], made["problems"]) == ("small_call", 1, [])


def test_the_report_says_what_follows_from_the_answers() -> None:
    made = report({**dict(OFF_SICK), "worries": ["walking_in", "mother"], "confidence": 8, "goal": "Back on nights"})
    assert made["next"] == "hours"
    assert made["off_route"] == []
    assert made["route"][:4] == ["employ_status", "off_sick_now", "employment_type", "hours"]
    plan = made["plan"]
    assert (plan["situation"], plan["aim"], plan["needs"]) == ("off_sick", "return", [])
    assert plan["barriers"] == ["fear_of_return", "anxiety_at_work", "caring"]
    assert plan["strengths"] == ["confident_about_work"]
    assert [goal["what"] for goal in plan["goals"]] == ["Back on nights"]
    assert [one["id"] for one in plan["suggestions"]] == ["workplace_meeting", "carers_leave"]
    meeting = plan["suggestions"][0]
    assert (meeting["because"], meeting["priority"]) == (["off sick", "since 1 October 2026"], "soon")
    assert (meeting["source"]["publisher"], meeting["source"]["checked_on"]) == ("Acas", "2026-11-01")
    assert [one["ask"] for one in plan["therapist_requests"]] == ["Work with Rosa on going back."]
    assert plan["safety"] == []
    assert plan["status"]["SickAbsenceInd"] == "Y"


@pytest.mark.parametrize(
    "answers",
    [
        [{"hours": 36}, {"first_day_off": "2026-10-01"}, {"off_sick_now": "yes"}, {"employ_status": "01"}],
        [
            {"employ_status": "02"},
            {"off_sick_now": "no"},
            {"off_sick_now": True},
            {"hours": 36},
            {"employ_status": "01"},
            {"first_day_off": "2026-10-01"},
        ],
    ],
    ids=["backwards", "with corrections"],
)
def test_the_order_of_answers_and_corrections_changes_nothing(answers: object) -> None:
    straight = {"employ_status": "01", "off_sick_now": "yes", "hours": 36, "first_day_off": "2026-10-01"}
    assert report(answers) == report(straight)


def test_a_correction_sets_answers_aside_and_restores_them() -> None:
    aside = report([*({name: value} for name, value in OFF_SICK), {"employ_status": "02"}])
    assert aside["off_route"] == ["off_sick_now", "employment_type", "first_day_off"]
    assert (aside["plan"]["situation"], aside["plan"]["suggestions"]) == ("out_of_work", [])
    back = report([*({name: value} for name, value in OFF_SICK), {"employ_status": "02"}, {"employ_status": "01"}])
    assert back == report(dict(OFF_SICK))


def test_an_unknown_id_and_a_value_that_does_not_fit_are_problems_and_the_rest_stands() -> None:
    made = report({"employ_status": "01", "hors": 3, "hours": 200, "confidence": "!declined"})
    assert made["problems"] == [
        {"question": "hors", "message": "small_call has no question 'hors'; did you mean 'hours'?"},
        {"question": "hours", "message": "200 is out of range; takes 0 to 100"},
    ]
    assert made["next"] == "off_sick_now"


def test_a_concern_in_the_answers_is_on_the_plan() -> None:
    made = report([{"safety": {"words": "I cannot go on", "told": "Sam Lee"}}])
    assert [(one["words"], one["told"]) for one in made["plan"]["safety"]] == [("I cannot go on", "Sam Lee")]


def test_no_answers_are_a_report_too() -> None:
    bank = shipped_bank()
    made = interview_report(bank, bank.course("first_assessment"), ROSA, {}, TODAY)
    assert made["problems"] == []
    assert made["next"] == "identity"
