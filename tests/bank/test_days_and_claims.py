"""Whose day a hearing is, what a yes binds to, and money that is lost while nobody asks for it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from assessor.care.employment_status import status_record
from assessor.care.plan import Plan, Suggestion
from assessor.care.replay import played
from tests.bank.first_call import BANK, COURSE, ByQuestion, offered, plan, talk, urgent
from tests.bank.test_catalogue import FITS, MISUSES
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


# ---- a visa that a job holds up


def sponsored(answers: ByQuestion, papers: str = "sponsored") -> ByQuestion:
    return answers | {"circumstances": ["right_to_work"], "papers_what": papers}


ON_LEAVE: ByQuestion = WORK | {"keeping_going": "on_leave"}


@pytest.mark.parametrize(
    ("answers", "now"),
    [
        *((sponsored(formal(process)), True) for process in (
            "capability", "disciplinary", "probation", "suspension", "transfer", "regulator", "ill_health_retirement",
            "dismissal", "resigned", "contract_ending",
        )),
        (sponsored(ON_LEAVE | {"leave_kind": "unpaid"}), True),
        (sponsored(ON_LEAVE | {"leave_kind": "told_away"}), True),
        (sponsored(WORK | {"benefits": ["changing"]}), True),
        (sponsored(ended("dismissed", benefits=["none"])), True),
        (sponsored(ON_LEAVE | {"leave_kind": "baby"}), False),
        (sponsored(formal("grievance")), False),
        (sponsored(formal("tribunal")), False),
        (sponsored(WORK), False),
        (sponsored(formal("capability"), "limited"), False),
        (sponsored(formal("disciplinary"), "not_sure"), False),
        (sponsored(ended("dismissed", gap="over_2_years", benefits=["none"])), False),
    ],
)  # fmt: skip
def test_whatever_may_end_a_sponsored_job_or_its_pay_is_for_advice_today(answers: ByQuestion, now: bool) -> None:
    assert ("visa_advice_first" in urgent(answers)) == now
    assert "visa_advice_first" in offered(answers)


# ---- a fit note while a claim looks at somebody's health


UC_SICK: ByQuestion = ended("resigned_health", employ_status="04", wants_work="not_sure", benefits=["uc"])
UC_SICK |= {"jobcentre_asks": "meetings"}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (UC_SICK, True),
        (UC_SICK | {"benefits": ["esa"], "gap": "over_2_years"}, True),
        (UC_SICK | {"employ_status": "02", "jobcentre_asks": "too_much"}, True),
        (UC_SICK | {"jobcentre_asks": "nothing"}, False),
        (UC_SICK | {"benefits": ["none"]}, False),
        (UC_SICK | {"benefits": ["pip"]}, False),
        (UC_SICK | {"employ_status": "02", "last_job_end": "redundancy"}, False),
        (UC_SICK | {"employ_status": "02", "gap": "over_2_years"}, False),
        (off(30, sick_pay="none", benefits=["uc"]), False),
    ],
)
def test_a_note_is_asked_about_where_a_claim_may_rest_on_it(answers: ByQuestion, asked: bool) -> None:
    answers = {key: value for key, value in answers.items() if key != "wants_work" or answers["employ_status"] != "02"}
    if not {"uc", "esa"} & set(answers["benefits"]):
        answers.pop("jobcentre_asks", None)
    assert ("claim_note" in talk(answers).route) == asked


@pytest.mark.parametrize(
    ("note", "priority"),
    [("gap", "urgent"), ("ends_soon", "soon"), ("not_sure", "soon"), ("covered", ""), ("not_needed", ""),
     ("!declined", "")],
)  # fmt: skip
def test_a_gap_between_notes_is_for_today(note: str, priority: str) -> None:
    found = plan(UC_SICK | {"claim_note": note}).suggestion("fit_note_for_claim")
    assert (found.priority if found else "") == priority
    assert offered(UC_SICK | {"claim_note": note}) != set()


# ---- what the last job still owes


@pytest.mark.parametrize(
    ("answers", "owed"),
    [
        (ended("dismissed", ended_fairly="yes", ended_owed=["wages"]), True),
        (ended("redundancy", ended_fairly="yes", ended_owed=["redundancy_pay", "notice", "holiday"]), True),
        (ended("contract_ended", ended_fairly="yes", ended_owed=["holiday"]), True),
        (ended("no_more_work", ended_fairly="yes", ended_owed=["wages", "bust"]), True),
        (ended("redundancy", ended_fairly="yes", ended_owed=["bust"]), True),
        (ended("dismissed", ended_fairly="no", ended_unfair="how", ended_owed=["notice"]), True),
        (ended("dismissed", ended_fairly="no", ended_unfair="owed"), True),
        (ended("dismissed", gap="months_6_12", ended_fairly="no", ended_unfair="owed"), True),
        (ended("pushed_out", ended_unfair="treated", ended_owed=["wages"]), True),
        (ended("dismissed", ended_fairly="yes", ended_owed=["none"]), False),
        (ended("dismissed", ended_fairly="yes", ended_owed="!declined"), False),
        (ended("dismissed", ended_fairly="no", ended_unfair="health", ended_owed=["none"]), False),
        (WORK, False),
    ],
)
def test_what_is_owed_is_asked_for_today_however_the_job_ended(answers: ByQuestion, owed: bool) -> None:
    assert ("money_owed" in urgent(answers)) == owed
    if owed:
        told = one(answers, "money_owed")
        heard = " ".join(f"{told.explain_to_client} {told.on_paper}".split())
        assert "0300 123 1100" in heard
        assert ("Redundancy Payments Service" in heard) == ("bust" in answers.get("ended_owed", []))
        assert "work out no date" in " ".join(told.does["adviser"].split())
    if answers.get("ended_fairly") == "yes":
        assert "urgent_employment_advice" not in offered(answers)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (ended("dismissed"), True),
        (ended("redundancy"), True),
        (ended("resigned_health"), True),
        (ended("redundancy", gap="over_2_years"), False),
        (ended("retired"), False),
        (ended("studying"), False),
        (OUT | {"last_job_end": "never_worked"}, False),
        (WORK, False),
    ],
)
def test_nobody_is_asked_who_can_be_owed_nothing_lately(answers: ByQuestion, asked: bool) -> None:
    assert ("ended_owed" in talk(answers).route) == asked


# ---- a second no, and money that was paid too much


@pytest.mark.parametrize(
    ("benefits", "said", "never"),
    [
        (["pip", "still_no"], "an appeal to a tribunal, which decides for itself", "looked at again, or to pay back"),
        (["still_no"], "an appeal to a tribunal, which decides for itself", "pay back more slowly"),
        (["stopped", "still_no"], "an appeal to a tribunal, which decides for itself", "pay back more slowly"),
        (["uc", "overpaid"], "or to pay back more slowly", "appeal"),
        (["overpaid", "letter"], "or to pay back more slowly", "appeal"),
        (["uc", "stopped"], "If that was done already, there may be an appeal to a tribunal", "pay back"),
        (["uc", "letter"], "A letter about a benefit with a day in it is best not left", "appeal"),
    ],
)
def test_a_letter_about_a_benefit_leads_to_what_can_still_be_done(benefits: list[str], said: str, never: str) -> None:
    answers = OUT | {"benefits": benefits}
    told = one(answers, "benefit_letter_today")
    assert told.priority == "urgent"
    words = " ".join(told.explain_to_client.split())
    assert said in words
    assert never not in words
    assert ("benefit_date" in talk(answers).route) == bool({"letter", "still_no", "overpaid"} & set(benefits))


@pytest.mark.parametrize("benefits", [["uc"], ["none"], ["changing"]])
def test_nobody_else_is_told_of_an_appeal(benefits: list[str]) -> None:
    assert "benefit_letter_today" not in offered(OUT | {"benefits": benefits})


@pytest.mark.parametrize(
    ("benefits", "any_benefit"), [(["still_no"], "N"), (["overpaid"], "N"), (["uc", "overpaid"], "Y")]
)
def test_a_letter_is_no_benefit(benefits: list[str], any_benefit: str) -> None:
    assert status_record(talk(WORK | {"benefits": benefits})).BenefitRecInd == any_benefit


# ---- what is behind it


BEHIND = ("disciplinary", "probation", "suspension", "appeal", "settlement_offer", "dismissal", "resigned")


@pytest.mark.parametrize("process", [*BEHIND, "no_work_offered", "contract_ending"])
def test_whoever_spoke_up_is_told_to_ring_now_also_before_the_job_ends(process: str) -> None:
    answers = formal(process, ending_why=["spoke_up"])
    told = one(answers, "urgent_employment_advice")
    assert told.priority == "urgent"
    assert "right now and not tomorrow" in " ".join(told.explain_to_client.split())
    assert "Protect on 020 3117 2520" in told.on_paper


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        *((formal(process), True) for process in BEHIND),
        (formal("settlement_offer", "redundancy", redundancy_stage="notice"), True),
        (formal("capability"), False),
        (formal("grievance"), False),
        (formal("grievance_against"), False),
        (formal("tribunal"), False),
        (formal("regulator"), False),
        (formal("transfer"), False),
        (formal("redundancy", redundancy_stage="at_risk"), False),
        (WORK, False),
    ],
)
def test_it_is_asked_where_a_reason_cannot_wait(answers: ByQuestion, asked: bool) -> None:
    assert ("ending_why" in talk(answers).route) == asked


@pytest.mark.parametrize("process", ["disciplinary", "suspension", "probation"])
def test_where_it_seems_fair_nothing_is_read_into_it(process: str) -> None:
    answers = formal(process, ending_why=["fair"])
    assert "Protect" not in one(answers, "urgent_employment_advice").on_paper
    assert "equality_advice" not in offered(answers)


# ---- an offer of another job in a redundancy with a baby


@pytest.mark.parametrize("who", [{"keeping_going": "on_leave", "leave_kind": "baby"}, {"circumstances": ["new_baby"]}])
def test_an_offer_of_another_job_is_answered_in_time(who: ByQuestion) -> None:
    told = one(formal("redundancy", redundancy_stage="at_risk") | who, "redundancy_and_baby")
    for words in (told.explain_to_client, told.on_paper):
        assert "answer, or ask for more time, before any day the letter gives" in " ".join(words.split())


# ---- what is held back for the sake of something else


PROMISES: dict[str, set[str]] = {
    "a claim can touch whether they may stay, so a registered immigration adviser is asked first": {
        "immigration_advice", "visa_advice_first",
    },
    "hours and pay can count for the pension, so the scheme is asked first": {"ill_health_retirement_advice"},
    "they are asking to retire on health grounds, and the scheme and the union come first": {
        "ill_health_retirement_advice",
    },
    "how the job stands needs advice before another firm hears of it": {"acas_advice", "urgent_employment_advice"},
    "how the last job ended needs advice before another firm hears of it": {
        "acas_advice", "urgent_employment_advice",
    },
    "it cannot wait, and ringing the council is for today": {"housing_today"},
    "it cannot wait, and ringing the union is part of getting advice today": {"union_today"},
    "it has run out, so a new one comes first": {"fit_note_today"},
    "it is meant for employees, and Acas can say if it covers this kind of contract": set(),
    "it may have run out already, and what comes next is asked about today": {"sick_pay_ended", "new_style_esa"},
    "something formal is under way, so advice comes before a talk with work": {
        "acas_advice", "urgent_employment_advice",
    },
    "something has happened, and advice on it is for today": {
        "acas_advice", "urgent_employment_advice", "contract_end_ahead", "notice_handed_in", "change_of_employer",
        "who_can_advise_today",
    },
    "the job may be ending, so expert advice comes before any other step": {
        "acas_advice", "urgent_employment_advice", "contract_end_ahead", "notice_handed_in",
    },
    "they fear having their health looked at again, so benefits advice comes first": {"benefits_check"},
    "they have handed it in already, so it is asked about today": {"notice_handed_in"},
    "they worry about a benefit that rests on their health, so benefits advice comes first": {"benefits_check"},
    "those who keep them there may be those who would hear of it, so the helpline comes first": {"kept_in_a_job"},
    "what has to be told of the record, and when, is gone through with a trained adviser first": {
        "criminal_record_advice",
    },
    "what they fear is having their health looked at again, so a benefits adviser is asked first": {"benefits_check"},
    "whether they may work here has to be clear first": {"immigration_advice", "visa_advice_first"},
    "they sign, so it is an interpreter of sign language that is wanted": {"sign_interpreter"},
    "how they are treated at work needs advice first": {"acas_advice", "urgent_employment_advice"},
    "a formal meeting is got ready for as what it is, and not as a friendly talk": {
        "formal_meeting_ready", "hearing_elsewhere",
    },
    "it is part of the steps towards going back to work": {"therapy_fear_of_return"},
    "it is part of the steps towards interviews": {"therapy_interview_anxiety"},
    "they get ESA already, which is what there is after sick pay": set(),
    "the mental health team's own help with work comes first, and the two may not go together": set(),
    "a grievance is being looked into, and that comes first": {"acas_advice", "urgent_employment_advice"},
    "being treated unfairly for who they are is a matter of rights, and needs advice": {"acas_advice"},
}  # fmt: skip
"""A reason that sends somebody elsewhere, and where: one of these has to stand on the plan beside it."""
SENDS = re.compile(r"\b(first|today|covers?|in its place|instead|comes before|wanted|part of|got ready)\b|needs advice")


def test_a_reason_that_sends_somebody_elsewhere_says_where_here() -> None:
    reasons = {rule.because for entry in BANK.interventions.values() for rule in entry.not_if}
    assert {reason for reason in reasons if SENDS.search(reason)} - set(PROMISES) == set()
    assert set(PROMISES) - reasons == set()


def unkept(made: Plan) -> list[tuple[str, str]]:
    there = {suggestion.id for suggestion in (*made.suggestions, *made.therapist_requests)}
    return [(one.id, one.because) for one in made.held_back if (kept := PROMISES.get(one.because)) and not kept & there]


@pytest.mark.parametrize("name", sorted(BANK.personas))
def test_what_a_persona_is_kept_from_for_something_else_has_that_on_the_plan(name: str) -> None:
    for _, problems, case in played(BANK.personas[name], BANK, TODAY):
        assert problems == []
        assert unkept(case.plan) == []


@pytest.mark.parametrize(
    ("name", "change"), [(name, change) for name, change, because in MISUSES if because in PROMISES]
)
def test_whoever_is_kept_from_something_for_something_else_has_that_on_the_plan(name: str, change: ByQuestion) -> None:
    assert unkept(plan(FITS[name] | change)) == []


FORMAL = [option.code for option in COURSE.question("formal_process").choices if option.code != "none"]  # type: ignore[union-attr]


@pytest.mark.parametrize("advice", ["union", "nobody", "solicitor"])
@pytest.mark.parametrize("process", FORMAL)
def test_whatever_is_formal_what_is_held_back_for_it_is_there(process: str, advice: str) -> None:
    for whoever in (WORK, off(214, sick_pay="ssp", benefits=["uc"], benefits_worry="yes")):
        answers = whoever | {"formal_process": [process], "formal_advice": advice, "formal_date": day(9)}
        if process in ("resigned", "contract_ending"):
            del answers["formal_date"]
        assert unkept(plan(answers)) == []
