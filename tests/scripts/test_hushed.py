"""Where somebody may hear, what is asked is asked so that yes or no will do."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.scripts.earlier import NOTHING_EARLIER, Earlier
from assessor.scripts.interview import Interview
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.scripts.conftest import act, entry

BANK = shipped_bank()
SCRIPTS = ("first_assessment", "review", "closing", "workplace_meeting", "one_year_follow_up", "not_taking_up")
OPENED = {"identity": "confirmed"}


def call(script: str, said: dict[str, Any], earlier: Earlier = NOTHING_EARLIER) -> Interview:
    begun = Interview.begin(BANK.course(script), ROSA, TODAY, "Dan Price", earlier)
    return begun.with_entries(entry(act(name, value)) for name, value in said.items())


def before(**answers: str) -> Earlier:
    return Earlier(values=answers)


HUSHED: list[tuple[dict[str, Any], Earlier, bool]] = [
    ({"can_talk": "home"}, NOTHING_EARLIER, False),
    ({"can_talk": "elsewhere"}, NOTHING_EARLIER, False),
    ({"can_talk": "careful"}, NOTHING_EARLIER, True),
    ({"can_talk": "home"}, before(can_talk="careful"), False),  # that was another day
    ({"can_talk": "home"}, before(close_person_now="no"), True),
    ({"can_talk": "home"}, before(close_person_now="not_always"), True),
    ({"can_talk": "home"}, before(close_person_now="not_now"), True),
    ({"can_talk": "home"}, before(close_person_now="yes"), False),
    ({"can_talk": "home", "close_person_now": "yes"}, before(close_person_now="no"), False),
    ({"can_talk": "home"}, before(safe_to_send="nothing"), False),  # that says nothing of who can hear
    ({}, NOTHING_EARLIER, False),
]


def test_it_is_known_from_this_calls_own_answer_and_from_what_was_said_in_private() -> None:
    wrong = []
    for said, earlier, hushed in HUSHED:
        concern = {"new_in_work": ["other"], "new_what": ["close_person"]} if "close_person_now" in said else {}
        at_work = {"employ_status": "01", "off_sick_now": "no"} if concern else {}
        made = call("review", {**OPENED, **at_work, **concern, **said}, earlier)
        if made.asks_quietly("how_since") != hushed:
            wrong.append((said, earlier.values))
    assert wrong == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_said_quietly_wants_no_more_than_yes_or_no(script: str) -> None:
    questions = [step.question for step in BANK.course(script).questions if step.question and step.question.quietly]
    assert questions
    closed = ("yes", "no", "?")
    assert [one.id for one in questions if not any(word in one.quietly.casefold() for word in closed)] == []
    assert [one.id for one in questions if len(one.quietly) > 170] == []
    opening = ("what ", "how ", "why ", "who ", "which ", "tell me")
    assert [one.id for one in questions if one.quietly.casefold().startswith(opening)] == []


def test_the_usual_words_the_guide_and_the_probe_come_back_when_nobody_hears() -> None:
    quiet, usual = (call("first_assessment", OPENED | {"can_talk": where}) for where in ("careful", "home"))
    assert quiet.to_say("what_goes_on") != usual.to_say("what_goes_on")
    assert quiet.guide("what_goes_on").startswith("Somebody may hear: ask no more than yes or no.")
    assert "Somebody may hear" not in usual.guide("what_goes_on")
    assert (quiet.probe("aim"), usual.probe("aim") != "") == ("", True)


def test_a_private_step_is_not_spoken_of_while_somebody_may_hear() -> None:
    names = {"step_1": "Ring the line", "step_1_private": "private", "step_2": "See the GP"}
    earlier = Earlier(values=names, words=names, slots={"step": ("private_support", "a")})
    quiet, usual = (call("review", OPENED | {"can_talk": where}, earlier) for where in ("careful", "home"))
    assert "step_1_state" not in quiet.route
    assert {"step_2_state"} <= set(quiet.route)
    assert {"step_1_state", "step_2_state"} <= set(usual.route)
