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


# ---- sick pay that has run out, beside Universal Credit


@pytest.mark.parametrize(
    ("answers", "beside"),
    [
        (off(214, sick_pay="ssp", benefits=["uc"], benefits_worry="no"), True),
        (off(214, sick_pay="none", benefits=["uc"], benefits_worry="no"), True),
        (off(214, sick_pay="reduced", benefits=["uc", "pip"]), True),
        (off(300, sick_pay="ssp", benefits=["uc", "letter"]), True),
        (off(214, sick_pay="ssp", benefits=["none"]), False),
        (off(214, sick_pay="none", benefits=["pip"]), False),
        (off(214, sick_pay="ssp", benefits=["esa"]), None),
        (off(214, sick_pay="ssp", benefits=["uc", "esa"]), None),
        (off(100, sick_pay="ssp", benefits=["uc"]), None),
    ],
)
def test_once_sick_pay_may_have_run_out_universal_credit_is_not_the_end_of_it(
    answers: ByQuestion, beside: bool | None
) -> None:
    assert ("sick_pay_ended" in urgent(answers)) == (beside is not None)
    if beside is not None:
        told = one(answers, "sick_pay_ended")
        assert (
            "what Universal Credit should be told of your pay" in " ".join(told.explain_to_client.split())
        ) == beside
        assert "New Style ESA" in told.explain_to_client


def test_with_papers_it_is_still_the_immigration_adviser_first() -> None:
    answers = off(214, sick_pay="ssp", benefits=["uc"], circumstances=["right_to_work"], papers_what="limited")
    told = one(answers, "sick_pay_ended")
    assert "registered immigration adviser" in told.explain_to_client
    assert "Universal Credit" not in f"{told.explain_to_client} {told.on_paper}"


# ---- benefits that were checked before something happened


CHECKED: ByQuestion = {
    "circumstances": ["money_debt"], "money_now": "behind", "benefits": ["uc"], "benefits_worry": "yes",
    "help_already": ["benefits_check"],
}  # fmt: skip
HOME: ByQuestion = {"circumstances": ["money_debt", "housing"]}


@pytest.mark.parametrize(
    ("answers", "again"),
    [
        (formal("dismissal"), True),
        (formal("resigned_pressed"), True),
        (formal("resigned"), True),
        (formal("settlement_offer"), True),
        (formal("redundancy", redundancy_stage="notice"), True),
        (formal("redundancy", redundancy_stage="voluntary"), True),
        (formal("no_work_offered", employment_type="agency"), True),
        (WORK | HOME | {"home_risk": "losing", "home_step": "notice"}, True),
        (WORK | HOME | {"home_risk": "no_home"}, True),
        (WORK | HOME | {"home_risk": "condition"}, False),
        (formal("redundancy", redundancy_stage="at_risk"), False),
        (formal("capability"), False),
        (formal("grievance"), False),
        (WORK, False),
        (OUT | {"last_job_end": "redundancy", "gap": "over_2_years", "job_search": "looking"}, False),
    ],
)
def test_a_check_made_before_the_job_or_the_home_was_at_risk_is_made_again(answers: ByQuestion, again: bool) -> None:
    answers |= {key: value for key, value in CHECKED.items() if key not in answers}
    assert ("benefits_check" in offered(answers)) == again
    if again:
        told = one(answers, "benefits_check").explain_to_client
        assert "checked" in told or "why a job ended" in told
    else:
        assert held(answers)["benefits_check"] == "their benefits have been checked already"


# ---- no wage, and nothing claimed


ASK = "Most benefits count from the day you ask"


@pytest.mark.parametrize(
    ("answers", "today"),
    [
        (ended("dismissed", ended_fairly="yes", benefits=["none"]), True),
        (ended("redundancy", ended_fairly="no", ended_unfair="owed", benefits=["none"]), True),
        (ended("contract_ended", gap="months_6_12", benefits=["none"]), True),
        (ended("dismissed", benefits=["pip"]), True),
        (off(30, sick_pay="none", benefits=["none"]), True),
        (off(30, sick_pay="none", benefits=["pip"]), True),
        (own(benefits=["none"], own_business=["stopped"], who_decides="one_firm"), True),
        (own(benefits=["none"], own_business=["workload"], who_decides="me"), True),
        (WORK | {"keeping_going": "on_leave", "leave_kind": "unpaid", "benefits": ["none"]}, True),
        (formal("no_work_offered", employment_type="zero_hours", benefits=["none"]), True),
        (START | {"employ_status": "06", "wants_work": "later", "last_job_end": "resigned_health"}
         | {"gap": "under_6_months", "benefits": ["none"]}, True),
        # a wage, or a claim, or long ago
        (off(30, sick_pay="ssp", benefits=["none"]), False),
        (off(30, sick_pay="none", benefits=["uc"]), False),
        (ended("dismissed", benefits=["uc"]), False),
        (ended("dismissed", benefits=["jsa", "pip"]), False),
        (ended("dismissed", gap="over_2_years", benefits=["none"]), False),
        (ended("retired", employ_status="08", wants_work="no", benefits=["none"]), False),
        (ended("dismissed", benefits="!declined"), False),
        (WORK | {"keeping_going": "on_leave", "leave_kind": "baby", "benefits": ["none"]}, False),
        (WORK | {"keeping_going": "leaving", "benefits": ["none"]}, False),
    ],
)  # fmt: skip
def test_where_no_wage_comes_in_and_nothing_is_claimed_money_is_asked_about_today(
    answers: ByQuestion, today: bool
) -> None:
    assert ("benefits_check" in urgent(answers)) == today
    found = plan(answers).suggestion("benefits_check")
    said = " ".join(f"{found.explain_to_client} {found.on_paper}".split()) if found else ""
    assert (ASK in said) == today
    assert ("Help to Claim" in said) == today
    for name in ("new_style_jsa", "new_style_esa"):
        claim = plan(answers).suggestion(name)
        assert claim is None or (claim.priority == "urgent") == today
        assert claim is None or not today or "most benefits count from the day you ask" in claim.on_paper


@pytest.mark.parametrize("papers", ["asylum", "limited", "sponsored", "not_sure"])
def test_with_papers_no_claim_is_made_before_an_immigration_adviser_is_asked(papers: str) -> None:
    answers = ended("dismissed", benefits=["none"], circumstances=["right_to_work"], papers_what=papers)
    told = one(answers, "benefits_check")
    assert told.priority == "urgent"
    assert "registered immigration adviser first" in " ".join(told.explain_to_client.split())
    assert "Help to Claim" not in f"{told.explain_to_client} {told.on_paper}"
    assert offered(answers).isdisjoint({"new_style_jsa", "new_style_esa"})


def test_pay_around_a_baby_is_still_spoken_of_and_today() -> None:
    answers = ended("dismissed", benefits=["none"], health_effects=["body"], health_more=["pregnant"])
    told = one(answers, "benefits_check")
    assert told.priority == "urgent"
    assert "Maternity Allowance" in told.explain_to_client


# ---- New Style ESA beside Universal Credit


@pytest.mark.parametrize(
    ("answers", "esa"),
    [
        (ended("resigned_health", employ_status="04", wants_work="not_sure", benefits=["uc"]), True),
        (ended("resigned_health", benefits=["uc"]), True),
        (ended("resigned_health", gap="months_6_12", employ_status="06", wants_work="later", benefits=["uc"]), True),
        (off(30, sick_pay="none", benefits=["uc"]), True),
        (own(benefits=["uc"], own_business=["workload"], who_decides="me"), True),
        (ended("redundancy", benefits=["uc"]), False),
        (ended("resigned_health", gap="over_2_years", benefits=["uc"]), False),
        (ended("resigned_health", benefits=["uc", "esa"]), False),
        (off(30, sick_pay="full", benefits=["uc"]), False),
        (ended("studying", employ_status="03", wants_work="later", benefits=["uc"]), False),
    ],
)
def test_universal_credit_does_not_shut_out_the_benefit_that_rests_on_national_insurance(
    answers: ByQuestion, esa: bool
) -> None:
    assert ("new_style_esa" in offered(answers)) == esa
    if esa:
        told = one(answers, "new_style_esa")
        assert told.priority == "soon"
        assert "what it would do to Universal Credit" in " ".join(told.explain_to_client.split())


# ---- called self-employed


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        (own(fit_note="none", who_decides="one_firm"), {"sick_pay_check", "fit_note_today"}),
        (own(fit_note="none", who_decides="not_sure"), {"sick_pay_check", "fit_note_today"}),
        (own(fit_note="self_certified", who_decides="one_firm"), {"sick_pay_check", "fit_note_today"}),
        (own(fit_note_ends=day(2), who_decides="not_sure"), {"sick_pay_check", "fit_note_today"}),
        (own(fit_note="none", who_decides="me"), set()),
        (own(fit_note_ends=day(2), who_decides="me"), set()),
        (own(who_decides="one_firm"), {"sick_pay_check"}),
        (off(30, fit_note="none", sick_pay="ssp"), {"sick_pay_check", "fit_note_today"}),
    ],
)
def test_pay_and_a_note_are_looked_at_for_whoever_is_only_called_self_employed(
    answers: ByQuestion, names: set[str]
) -> None:
    if answers.get("fit_note") != "not_fit":
        answers = {key: value for key, value in answers.items() if key != "fit_note_ends"}
    assert offered(answers) & {"sick_pay_check", "fit_note_today"} == names
    if "who_decides" in answers:
        for name in names:
            told = one(answers, name)
            assert "Acas" in told.explain_to_client
            assert "the firm" in told.on_paper
