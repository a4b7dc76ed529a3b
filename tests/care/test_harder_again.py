"""Whom somebody will turn to is asked again where it may be harder: thoughts of death, a concern, newly off sick."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.care.test_later_scripts import IN_WORK, OFF_SICK, after, call


@pytest.mark.parametrize(
    ("before", "known", "now", "asked"),
    [
        (IN_WORK, {}, {}, False),
        (IN_WORK, {"phq9_9": "0"}, {}, False),
        (IN_WORK, {"phq9_9": "1"}, {}, True),
        (IN_WORK, {"phq9_9": "3"}, {}, True),
        (IN_WORK, {"close_person_now": "no"}, {}, True),
        (IN_WORK, {"close_person_now": "yes"}, {}, False),
        (IN_WORK, {"life_more_weigh": "concern"}, {}, True),
        (IN_WORK, {}, {"off_sick_now": "yes"}, True),
        (OFF_SICK, {}, {"off_sick_now": "yes"}, False),
    ],
)
def test_whom_they_turn_to_is_asked_again_where_it_may_be_harder(
    before: dict[str, Any], known: dict[str, Any], now: dict[str, Any], asked: bool
) -> None:
    earlier = after(before)
    earlier = replace(earlier, values={**earlier.values, **known}, words={**earlier.words, **known})
    _, put = call("review", now, earlier)
    assert ("if_harder" in put) is asked


def test_a_condition_is_not_asked_whether_it_is_gone() -> None:
    earlier = after(IN_WORK | {"health_effects": ["senses", "anxiety_at_work"], "health_more": ["hearing"]})
    barriers = [earlier.words.get(f"barrier_{number}", "") for number in range(1, 9)]
    assert "anxiety or panic" in barriers
    assert "following what is said" not in barriers


def test_who_would_rather_wait_for_a_video_call_in_sign_is_asked_for_the_day_and_nothing_else() -> None:
    _, put = call("first_assessment", {"communication_what": ["signs"], "sign_call": "yes"})
    known = ["identity", "can_talk", "communication_what", "sign_call", "interpreter_who", "safe_to_send"]
    assert put == [*known, "next_date", "next_time", "next_how"]
    _, put = call("first_assessment", {"communication_what": ["signs"], "sign_call": "no"})
    assert "what_goes_on" in put
