"""Whose day a hearing is, what a yes binds to, and money that is lost while nobody asks for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assessor.care.plan import Suggestion
from tests.bank.first_call import BANK, ByQuestion, offered, plan, urgent
from tests.care.conftest import TODAY


def day(distance: int) -> str:
    """A day so many days from the call."""
    return (TODAY + timedelta(days=distance)).isoformat()


START: ByQuestion = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
JOB: ByQuestion = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "hours": 37}
WORK: ByQuestion = JOB | {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["none"]}
WORK |= {"aim": "retain"}
OFF: ByQuestion = WORK | {"off_sick_now": "yes", "aim": "return", "fit_note": "not_fit", "fit_note_ends": day(20)}
OUT: ByQuestion = START | {"employ_status": "02", "aim": "gain"}


def formal(*codes: str, **more: Any) -> ByQuestion:
    return WORK | {"formal_process": list(codes), "formal_advice": "nobody"} | more


def off(days: int, **more: Any) -> ByQuestion:
    return OFF | {"first_day_off": day(-days)} | more


def ended(how: str, **more: Any) -> ByQuestion:
    return OUT | {"last_job_end": how, "gap": "under_6_months"} | more


def own(**more: Any) -> ByQuestion:
    """Off sick, and working for themselves."""
    answers = off(30, employment_type="self_employed") | more
    del answers["formal_process"]
    return answers


def one(answers: ByQuestion, name: str) -> Suggestion:
    found = plan(answers).suggestion(name)
    assert found is not None, name
    return found


def held(answers: ByQuestion) -> dict[str, str]:
    return {one.id: one.because for one in plan(answers).held_back}


# ---- whose day a hearing is


WORKS, ELSEWHERE = "formal_meeting_ready", "hearing_elsewhere"


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        # a tribunal's or a regulator's day alone is not work's to move
        (formal("tribunal", formal_date=day(6)), {ELSEWHERE}),
        (formal("tribunal", formal_date=day(1), formal_advice="solicitor"), {ELSEWHERE}),
        (formal("tribunal", formal_date="!unknown", other_formal_date=day(6)), {ELSEWHERE}),
        (formal("tribunal", formal_date="!unknown", other_formal_date="!unknown"), {ELSEWHERE}),
        (formal("regulator", formal_date=day(2)), {ELSEWHERE}),
        (formal("regulator", "tribunal", formal_date=day(20)), {ELSEWHERE}),
        (off(40, formal_process=["tribunal"], formal_date=day(5)), {ELSEWHERE}),
        # both run
        (formal("tribunal", "disciplinary", formal_date=day(2)), {WORKS, ELSEWHERE}),
        (formal("regulator", "suspension", formal_date=day(2), other_formal_date=day(9)), {WORKS, ELSEWHERE}),
        (formal("regulator", "suspension", formal_date=day(2), other_formal_date="!unknown"), {WORKS}),
        # work's own
        (formal("disciplinary", formal_date=day(2)), {WORKS}),
        (formal("appeal", formal_date=day(2), other_formal_date=day(30)), {WORKS}),
        (formal("dismissal", formal_date=day(9)), {WORKS}),
        (formal("settlement_offer", formal_date=day(9)), {WORKS}),
        # neither
        (formal("regulator", formal_date="!unknown", other_formal_date="!unknown"), set()),
        (formal("dismissal", formal_date="!unknown"), set()),
        (formal("transfer", formal_date=day(9)), set()),
        (WORK, set()),
        # how a job ended
        (ended("dismissed", ended_fairly="no", ended_unfair="how", ended_date=day(9)), {ELSEWHERE}),
        (ended("dismissed", ended_fairly="no", ended_unfair="how", ended_date="!unknown"), set()),
        (ended("dismissed", ended_fairly="yes"), set()),
    ],
)
def test_a_day_is_got_ready_for_with_whoever_set_it(answers: ByQuestion, names: set[str]) -> None:
    assert offered(answers) & {WORKS, ELSEWHERE} == names
    if names == {ELSEWHERE}:
        told = one(answers, ELSEWHERE)
        assert (
            "only they can change it" in (words := told.explain_to_client) or "only the tribunal can change it" in words
        )
        assert "law centre" in told.on_paper
        assert "ask work" not in f"{told.explain_to_client} {told.on_paper} {told.does['client']}".lower()
    if names == {WORKS, ELSEWHERE}:
        told = one(answers, WORKS)
        assert "whose day" in told.explain_to_client
        assert "only they can change" in told.on_paper


def test_that_somebody_may_come_along_is_no_ground_for_a_tribunals_day() -> None:
    texts = [text for _, text in BANK.interventions[ELSEWHERE].texts()]
    assert not [text for text in texts if "accompanied" in text or "come along" in text]


@pytest.mark.parametrize(
    ("answers", "name", "now"),
    [
        (formal("tribunal", formal_date=day(20), other_formal_date=day(5)), ELSEWHERE, True),
        (formal("tribunal", formal_date="!unknown", other_formal_date=day(5)), ELSEWHERE, True),
        (formal("tribunal", formal_date=day(-3), other_formal_date=day(5)), ELSEWHERE, True),
        (formal("tribunal", formal_date=day(20), other_formal_date=day(30)), ELSEWHERE, False),
        (formal("appeal", formal_date=day(20), other_formal_date=day(2)), WORKS, True),
        (formal("appeal", formal_date=day(2), other_formal_date=day(20)), WORKS, True),
        (formal("appeal", formal_date=day(20), other_formal_date=day(25)), WORKS, False),
        (formal("regulator", formal_date=day(40), other_formal_date=day(6)), "regulator_support", True),
        (formal("regulator", formal_date=day(40), other_formal_date=day(50)), "regulator_support", False),
        (ended("dismissed", ended_fairly="no", ended_unfair="how", ended_date=day(3)), ELSEWHERE, True),
        (ended("dismissed", ended_fairly="no", ended_unfair="how", ended_date=day(60)), ELSEWHERE, False),
    ],
)
def test_the_nearer_of_two_days_says_how_soon(answers: ByQuestion, name: str, now: bool) -> None:
    assert (name in urgent(answers)) == now


# ---- an offer of money, and being asked who would like to go


HARD = "hard to take back"


@pytest.mark.parametrize(
    ("answers", "voluntary"),
    [
        (formal("redundancy", redundancy_stage="voluntary"), True),
        (formal("redundancy", redundancy_stage="voluntary", employment_type="apprentice"), True),
        (formal("redundancy", redundancy_stage="voluntary", formal_advice="union"), True),
        (off(40, formal_process=["redundancy"], redundancy_stage="voluntary"), True),
        (formal("redundancy", "settlement_offer", redundancy_stage="voluntary"), False),
        (formal("settlement_offer"), False),
        (formal("settlement_offer", formal_advice="solicitor"), False),
        (formal("settlement_offer", "tribunal"), False),
    ],
)
def test_putting_a_name_down_is_not_an_offer_that_waits_for_an_adviser(answers: ByQuestion, voluntary: bool) -> None:
    told = one(answers, "offer_to_leave")
    heard = f"{told.explain_to_client} {told.on_paper} {told.does['client']}"
    assert HARD in heard
    assert "before it counts" not in heard
    assert ("even if nobody has advised you" in heard.replace("\n", " ")) == voluntary
    assert ("agreement to settle counts only" in told.does["adviser"]) != voluntary
    assert ("made through Acas can bind without such advice" in told.does["adviser"]) != voluntary
    assert "do not by themselves give more time" in told.does["adviser"]
    assert "(not confirmed)" in told.does["adviser"]
    assert "talks" in one(answers, "acas_advice").on_paper


@pytest.mark.parametrize("stage", ["rumour", "at_risk", "choosing", "notice"])
def test_nobody_else_in_a_redundancy_is_told_of_an_offer(stage: str) -> None:
    assert "offer_to_leave" not in offered(formal("redundancy", redundancy_stage=stage))
