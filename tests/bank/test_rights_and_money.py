"""Rights that run out and money that stops: what is for today, what is said of it, and what must not be held back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from assessor.bank.interventions import Intervention
from assessor.care.answers import Answers
from assessor.care.plan import Suggestion
from assessor.care.plan_builder import make_plan
from assessor.scripts.interview import Interview
from tests.bank.first_call import BANK, COURSE, ByQuestion, offered, plan, urgent
from tests.bank.test_catalogue import JARGON, LIMIT, filled
from tests.care.conftest import ROSA, TODAY
from tests.scripts.conftest import act
from tests.scripts.conftest import entry as entered

START: ByQuestion = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
JOB: ByQuestion = START | {"employ_status": "01", "employment_type": "employee", "hours": 37, "off_sick_now": "no"}
WORK: ByQuestion = JOB | {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["none"]}
WORK |= {"aim": "retain"}
OFF: ByQuestion = JOB | {
    "off_sick_now": "yes", "formal_process": ["none"], "first_day_off": "2026-10-26", "fit_note": "not_fit",
    "fit_note_ends": "2026-12-10", "sick_pay": "full", "aim": "return",
}  # fmt: skip
OUT: ByQuestion = START | {"employ_status": "02", "aim": "gain"}
LEAVING: ByQuestion = WORK | {"keeping_going": "leaving"}
RIGHTS: ByQuestion = {"wants_help_in_work": ["understand_rights"]}


def held(answers: ByQuestion) -> set[str]:
    return {one.id for one in plan(answers).held_back}


def one(answers: ByQuestion, name: str) -> Suggestion:
    found = plan(answers).suggestion(name)
    assert found is not None, name
    return found


def formal(*what: str, **more: Any) -> ByQuestion:
    return WORK | {"formal_process": list(what), "formal_advice": "nobody"} | more


def harmed(how: str, **more: Any) -> ByQuestion:
    return WORK | {"hard_parts": ["treated"], "relationships": how, "treatment_told": "nobody"} | more


def ended(how: str, **more: Any) -> ByQuestion:
    return OUT | {"last_job_end": how, "gap": "under_6_months"} | more


def changes(working: str, **more: Any) -> ByQuestion:
    return WORK | {"adjustments": "agreed", "adjustments_working": working} | more


# ---- how an entry may read in some cases

OTHERWISE = [(entry, other) for entry in BANK.interventions.values() for other in entry.instead]


@pytest.mark.parametrize(
    ("entry", "other"), OTHERWISE, ids=[f"{entry.id}-{other.when}"[:70] for entry, other in OTHERWISE]
)
def test_words_that_are_said_to_some_are_as_plain_and_as_careful_as_the_rest(entry: Intervention, other: Any) -> None:
    told = filled(f"{other.explain_to_client} {other.on_paper}")
    assert JARGON.findall(told.replace("SSP1", "")) == []  # the form's own name, which payroll is asked for by
    assert LIMIT.findall(told + " " + filled(other.does.get("client", ""))) == []
    assert max(len(sentence.split()) for sentence in re.split(r"[.?!:]\s", told)) <= 28
    assert set(other.does) <= set(entry.who)


# ---- having rung before takes nothing away

AGAIN = "anything has to be started by a certain day"
CLOCK = "may not stop time running"
TRIED: ByQuestion = RIGHTS | {"tried_at_work": ["acas_advice", "union_support"]}


@pytest.mark.parametrize(
    "answers",
    [
        formal("disciplinary", formal_advice="acas"),
        formal("grievance", formal_advice="acas"),
        formal("dismissal", formal_advice="union"),
        formal("capability", **TRIED),
        harmed("touched", **TRIED),
        harmed("hurt", treatment_told="union"),
        harmed("picked_on", treatment_told="union", **TRIED),
        harmed("unfair", treatment_told="work"),
        WORK | {"adjustments": "refused"} | TRIED,
        formal("suspension", formal_advice="solicitor", **TRIED),
    ],
)
def test_whoever_has_rung_before_is_told_to_ring_again(answers: ByQuestion) -> None:
    assert "acas_advice" in urgent(answers)
    acas = one(answers, "acas_advice")
    assert CLOCK in acas.explain_to_client
    assert "0300 123 1100" in acas.explain_to_client
    rang = "acas_advice" in answers.get("tried_at_work", []) or answers.get("formal_advice") == "acas"
    assert (AGAIN in acas.explain_to_client) == rang
    assert ("You rang Acas before" in acas.explain_to_client) == rang
    assert "Conciliation is a step before a claim" in acas.does["other"]


@pytest.mark.parametrize(
    ("answers", "before"),
    [
        (formal("disciplinary", formal_advice="union"), True),
        (formal("disciplinary", formal_advice="union_not_yet"), False),
        (formal("redundancy", formal_advice="union_not_yet", **TRIED), True),
        (harmed("touched", treatment_told="union"), True),
        (harmed("unfair", union_member="yes"), False),
        (harmed("unfair", union_member="yes", **TRIED), True),
        (WORK | {"adjustments": "refused", "union_member": "yes"}, False),
        (WORK | {"adjustments": "refused", "union_member": "yes"} | TRIED, True),
        (ended("pushed_out", ended_unfair="treated", union_member="yes"), False),
    ],
)
def test_a_union_that_knows_is_rung_again(answers: ByQuestion, before: bool) -> None:
    assert "union_today" in urgent(answers)
    union = one(answers, "union_today")
    assert CLOCK in union.explain_to_client
    assert ("You spoke to your union before" in union.explain_to_client) == before


@pytest.mark.parametrize("told", ["union", "work", "nobody"])
def test_bullying_is_still_a_matter_for_the_union_once_it_has_been_told(told: str) -> None:
    answers = harmed("one_person", treatment_told=told, union_member="yes")
    assert {"union_support", "acas_advice"} <= offered(answers)
    assert (CLOCK in one(answers, "union_support").explain_to_client) == (told == "union")


def test_where_nothing_has_happened_somebody_who_rang_before_may_ring_again() -> None:
    told = one(LEAVING | TRIED, "where_i_stand")
    assert told.priority == "usual"
    assert AGAIN in told.explain_to_client
    assert "acas_advice" not in offered(LEAVING | TRIED)


def test_a_refusal_is_a_matter_for_an_expert_today() -> None:
    answers = WORK | {"adjustments": "refused", "refusal_reason": "it would not be fair on the others"}
    assert {"acas_advice", "urgent_employment_advice"} <= urgent(answers)
    assert "not be fair on the others" in "; ".join(one(answers, "urgent_employment_advice").because)


def test_the_lengths_of_the_limits_open_with_that_they_are_not_for_the_client() -> None:
    other = one(formal("dismissal"), "urgent_employment_advice").does["other"]
    assert other.index("Do not tell these to the client") < other.index("three months")
    assert "contract claims and some dismissals differ" in other


# ---- an offer, and giving notice


@pytest.mark.parametrize(
    ("answers", "offer"),
    [
        (formal("settlement_offer"), True),
        (formal("settlement_offer", formal_advice="solicitor"), True),
        (formal("settlement_offer", "disciplinary", formal_advice="union"), True),
        (formal("redundancy", redundancy_stage="voluntary"), True),
        (formal("redundancy", redundancy_stage="at_risk"), False),
        (formal("redundancy", redundancy_stage="rumour"), False),
        (OFF | {"formal_process": ["settlement_offer"]}, True),
        (formal("dismissal"), False),
        (WORK, False),
    ],
)
def test_nobody_has_to_say_yes_or_no_to_an_offer_today(answers: ByQuestion, offer: bool) -> None:
    assert ("offer_to_leave" in urgent(answers)) == offer
    if offer:
        told = one(answers, "offer_to_leave")
        assert "no need to say yes or no to me, or to sign anything, today" in told.explain_to_client
        assert "no opinion on the sum" in told.does["adviser"]
        assert "not the employer's" in told.does["adviser"]


@pytest.mark.parametrize(
    ("answers", "priority"),
    [
        (LEAVING, "soon"),
        (LEAVING | {"hard_parts": ["amount"], "demands": "too_much"}, "soon"),
        (LEAVING | {"hard_parts": ["treated"], "relationships": "tension"}, "soon"),
        (LEAVING | {"hard_parts": ["treated"], "relationships": "one_person"}, "urgent"),
        (LEAVING | {"hard_parts": ["treated"], "relationships": "touched"}, "urgent"),
        (LEAVING | {"hard_parts": ["manager"], "manager_support": "hard_on_me"}, "urgent"),
        (LEAVING | {"adjustments": "refused"}, "urgent"),
        (LEAVING | {"adjustments": "agreed", "adjustments_working": "lapsed"}, "urgent"),
        (LEAVING | {"formal_process": ["disciplinary"]}, "urgent"),
        (LEAVING | {"circumstances": ["new_baby"], "baby_told": "not_good"}, "urgent"),
        (LEAVING | {"employment_type": "zero_hours"}, "soon"),
        (OFF | {"return_feeling": ["leaving"]}, "soon"),
        (OFF | {"return_feeling": ["leaving", "people"], "relationships": "unfair"}, "urgent"),
        (OFF | {"return_feeling": ["leaving"], "employer_contact": "made_worse", "contact_worse": ["job"]}, "urgent"),
        (OFF | {"return_feeling": ["losing_job"]}, ""),
        (WORK, ""),
        (LEAVING | {"employment_type": "self_employed"}, ""),
    ],
)
def test_before_notice_is_given_somebody_is_rung(answers: ByQuestion, priority: str) -> None:
    found = plan(answers).suggestion("before_giving_notice")
    assert (found.priority if found else "") == priority
    if found:
        told = found.explain_to_client
        assert told.startswith("Before you hand anything in, or say that you will, ring Acas or your union")
        assert ("today" in f"{told} {found.on_paper}") == (priority == "urgent")
        assert "benefits adviser" in told
        assert not re.search(r"(do not|don't|never) (resign|leave|hand)", told, re.IGNORECASE)


# ---- what was done to somebody

PUSHED: ByQuestion = OUT | {"last_job_end": "pushed_out", "gap": "under_6_months"}


@pytest.mark.parametrize(
    ("answers", "assault", "barrier"),
    [
        (harmed("touched"), True, "sexual_harassment"),
        (harmed("hurt"), True, "violence_at_work"),
        (harmed("touched", treatment_told="work"), True, "sexual_harassment"),
        (harmed("hurt", treatment_told="union"), True, "violence_at_work"),
        (harmed("touched", formal_process=["grievance"], formal_advice="union"), True, "sexual_harassment"),
        (harmed("hurt", employment_type="agency"), True, "violence_at_work"),
        (OFF | {"return_feeling": ["people"], "relationships": "touched"}, True, "sexual_harassment"),
        (OFF | {"return_feeling": ["people"], "relationships": "hurt"}, True, "violence_at_work"),
        (PUSHED | {"ended_unfair": "touched"}, True, "sexual_harassment"),
        (PUSHED | {"ended_unfair": "hurt"}, True, "violence_at_work"),
        (PUSHED | {"ended_unfair": "harmed"}, True, "bullying_harassment"),
        (ended("dismissed", ended_fairly="no", ended_unfair="touched"), True, "sexual_harassment"),
        (PUSHED | {"ended_unfair": "treated"}, False, "bullying_harassment"),
        (harmed("picked_on"), False, "bullying_harassment"),
        (harmed("tension"), False, "difficult_relationships"),
    ],
)
def test_after_an_assault_there_are_people_apart_from_work(answers: ByQuestion, assault: bool, barrier: str) -> None:
    made = plan(answers)
    assert barrier in {line.code for line in made.barriers}
    assert ("after_an_assault" in urgent(answers)) == assault
    if assault:
        found = one(answers, "after_an_assault")
        assert found.private
        assert not found.may_lie_about
        assert "the police" in found.explain_to_client
        assert "A&E" in found.does["adviser"]
        assert "accident book" in found.does["adviser"]
        assert not re.search("assault|police|sexual", found.title + found.does["client"])


def test_the_source_of_help_after_an_assault_follows_what_was_done() -> None:
    touched = one(harmed("touched"), "after_an_assault").source
    assert touched is not None
    assert "sexual" in touched.title
    others = [
        harmed("hurt"),
        PUSHED | {"ended_unfair": "hurt"},
        PUSHED | {"ended_unfair": "harmed"},
        OFF | {"return_feeling": ["violent"]},
    ]
    sources = [one(answers, "after_an_assault").source for answers in others]
    assert all(source and "victim of crime" in source.title for source in sources)


def test_what_is_kept_apart_from_may_be_a_patient_or_a_place() -> None:
    made = one(harmed("hurt"), "kept_apart")
    assert not re.search("that person|the two", made.title + made.explain_to_client + made.does["employer"])
    assert "only as much as you can" in one(harmed("hurt"), "someone_to_tell").does["client"]


def test_nothing_holds_back_what_follows_an_assault_or_an_offer() -> None:
    for name in ("after_an_assault", "offer_to_leave", "acas_advice", "urgent_employment_advice", "union_today"):
        assert BANK.interventions[name].not_if == ()


@pytest.mark.parametrize("situation", ["new_in_work", "new_off_sick"])
def test_a_later_call_tells_bad_treatment_touching_and_hitting_apart(situation: str) -> None:
    question = BANK.course("review").question(situation)
    assert question is not None
    options = {option.code: option for option in question.choices}
    assert {code: options[code].records.barrier for code in ("harmed", "touched", "hurt")} == {
        "harmed": ("bullying_harassment",), "touched": ("sexual_harassment",), "hurt": ("violence_at_work",),
    }  # fmt: skip
    assert all(options[code].offers == "safety" for code in ("harmed", "touched", "hurt"))


@pytest.mark.parametrize(
    ("answers", "assault"),
    [
        ({"off_sick_now": "no", "new_in_work": ["touched"]}, True),
        ({"off_sick_now": "yes", "new_off_sick": ["hurt"]}, True),
        ({"off_sick_now": "no", "new_in_work": ["harmed"]}, False),
    ],
)
def test_what_a_later_call_hears_of_an_assault_is_for_today_as_well(answers: ByQuestion, assault: bool) -> None:
    begun = Interview.begin(BANK.course("review"), ROSA, TODAY, "Dan Price")
    held_call: ByQuestion = {"identity": "confirmed", "can_talk": "home", "employ_status": "01"}
    made = begun.with_entries(entered(act(question, value)) for question, value in (held_call | answers).items())
    assert made.problems == ()
    read = make_plan(Answers.of(made), BANK, {})
    now = {suggestion.id for suggestion in read.proposed() if suggestion.priority == "urgent"}
    assert ("after_an_assault" in now) == assault
    assert "acas_advice" in now


# ---- how it ended


def test_having_spoken_up_is_for_now_and_without_a_number() -> None:
    answers = ended("dismissed", ended_fairly="no", ended_unfair="spoke_up")
    assert {"acas_advice", "urgent_employment_advice"} <= urgent(answers)
    told = one(answers, "urgent_employment_advice")
    assert "not tomorrow" in told.explain_to_client
    assert "Protect" in told.explain_to_client
    assert "only days" in told.does["adviser"]
    assert not re.search(r"\d+ days|seven days", told.explain_to_client + told.does["client"] + told.does["adviser"])


@pytest.mark.parametrize("unfair", ["how", "treated", "spoke_up", "health"])
def test_a_letter_may_name_a_day_for_an_appeal(unfair: str) -> None:
    told = one(ended("dismissed", ended_fairly="no", ended_unfair=unfair), "urgent_employment_advice")
    assert "ask whether the letter names one" in told.does["adviser"]


@pytest.mark.parametrize("name", ["acas_advice", "urgent_employment_advice"])
@pytest.mark.parametrize(("gap", "late"), [("under_6_months", False), ("months_6_12", True)])
def test_after_half_a_year_only_they_can_say_what_is_late(name: str, gap: str, late: bool) -> None:
    told = one(ended("resigned_health", gap=gap, ended_fairly="no", ended_unfair="how"), name)
    assert told.priority == "urgent"
    assert ("it may be late for some steps; only they can say" in told.explain_to_client.replace("It", "it")) == late


# ---- changes that were agreed and then stopped


@pytest.mark.parametrize(
    ("answers", "today"),
    [
        (changes("lapsed"), True),
        (changes("not_started"), True),
        (changes("well"), False),
        (changes("some"), False),
        (changes("not_helping"), False),
        (WORK | {"keeping_going": "days_off", "oh_seen": "yes", "oh_report": "not_followed"}, True),
        (WORK | {"keeping_going": "days_off", "oh_seen": "yes", "oh_report": "helpful"}, False),
        (WORK | {"adjustments": "waiting"}, False),
    ],
)
def test_what_was_agreed_and_does_not_happen_counts_as_refused(answers: ByQuestion, today: bool) -> None:
    assert ({"acas_advice", "urgent_employment_advice"} <= urgent(answers)) == today
    assert ("acas_advice" in offered(answers)) == today


def test_nobody_is_praised_for_changes_that_stopped() -> None:
    told = one(changes("lapsed"), "adjustment_trial_review").explain_to_client
    assert told.startswith("They were agreed and then stopped.")
    assert "best today" in told
    for working in ("lapsed", "not_started"):
        assert "good" not in one(changes(working), "adjustment_trial_review").explain_to_client
    assert "It is good" in one(changes("well"), "adjustment_trial_review").explain_to_client


# ---- having a baby, and who is asked of it

BABY: ByQuestion = {"circumstances": ["new_baby"], "baby_told": "not_good"}
PREGNANT: ByQuestion = {"health_effects": ["body"], "health_more": ["pregnant"]}


@pytest.mark.parametrize(
    ("answers", "today"),
    [
        (WORK | BABY, True),
        (OFF | BABY, True),
        (WORK | PREGNANT | {"circumstances": ["none"], "baby_told": "not_good"}, True),
        (WORK | PREGNANT | {"circumstances": ["none"], "baby_told": "not_yet"}, False),
        (WORK | {"circumstances": ["new_baby"], "baby_told": "good"}, False),
        (formal("redundancy", **PREGNANT), True),
        (formal("probation", circumstances=["new_baby"], baby_told="good"), True),
        (ended("dismissed", ended_fairly="no", ended_unfair="baby"), True),
        (ended("not_renewed", ended_fairly="no", ended_unfair="baby"), True),
        (ended("dismissed", ended_fairly="no", ended_unfair="how"), False),
        (OUT | {"circumstances": ["new_baby"]}, False),
    ],
)
def test_work_and_a_baby_that_went_badly_is_for_maternity_action_today(answers: ByQuestion, today: bool) -> None:
    assert ("maternity_action_today" in urgent(answers)) == today


@pytest.mark.parametrize("answers", [WORK | BABY, OFF | BABY, WORK | BABY | {"employment_type": "self_employed"}])
def test_a_baby_that_work_took_badly_is_unfair_treatment(answers: ByQuestion) -> None:
    assert "discrimination" in {line.code for line in plan(answers).barriers}
    assert {"equality_advice", "acas_advice"} <= urgent(answers)


# ---- who is urgent, and who is not held back


@pytest.mark.parametrize(
    ("answers", "priority"),
    [
        (harmed("touched"), "urgent"),
        (harmed("unfair"), "urgent"),
        (ended("dismissed", ended_fairly="no", ended_unfair="who_i_am"), "urgent"),
        (harmed("one_person"), "soon"),
        (harmed("picked_on"), "soon"),
        (harmed("hurt"), "soon"),
        (WORK | {"hard_parts": ["other"], "hard_parts_weigh": "advice"}, "urgent"),
    ],
)
def test_the_equality_line_comes_after_acas_unless_it_is_about_who_they_are(answers: ByQuestion, priority: str) -> None:
    assert one(answers, "equality_advice").priority == priority
    names = [found.id for found in plan(answers).suggestions]
    assert names.index("acas_advice") < names.index("equality_advice")


WANTS: ByQuestion = {
    "wants_help_in_work": ["adjustments_at_work", "manage_health_at_work"],
    "health_effects": ["anxiety_at_work"],
}


@pytest.mark.parametrize(
    ("stage", "kept"), [("rumour", True), ("at_risk", True), ("choosing", True), ("voluntary", True), ("notice", False)]
)
def test_changes_and_support_are_not_withheld_for_a_rumour(stage: str, kept: bool) -> None:
    answers = formal("redundancy", redundancy_stage=stage, **WANTS)
    assert ({"reasonable_adjustments", "access_to_work_mhss"} <= offered(answers)) == kept
    assert ({"reasonable_adjustments", "access_to_work_mhss"} <= held(answers)) != kept


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (formal("suspension"), False),
        (formal("dismissal", formal_advice="union_not_yet"), False),
        (formal("dismissal", formal_advice="union"), True),
        (WORK, True),
    ],
)
def test_no_other_firm_hears_of_somebody_whose_job_hangs_before_advice(answers: ByQuestion, kept: bool) -> None:
    looking = {
        "aim": "change",
        "wants_help_change": ["find_work"],
        "change_hard": ["references"],
        "circumstances": ["none"],
    }
    assert ("employer_approach" in offered(answers | looking)) == kept


OWN: ByQuestion = WORK | {"employment_type": "self_employed"}


@pytest.mark.parametrize(
    ("answers", "acas", "status"),
    [
        (OWN | {"own_business": ["treated"], "relationships": "hurt", "who_decides": "me"}, True, ""),
        (OWN | {"own_business": ["treated"], "relationships": "picked_on", "who_decides": "one_firm"}, True, "urgent"),
        (OWN | {"own_business": ["treated"], "relationships": "unfair", "who_decides": "not_sure"}, True, "urgent"),
        (OWN | {"own_business": ["too_little"], "who_decides": "one_firm"}, False, "urgent"),
        (OWN | {"own_business": ["paperwork"], "who_decides": "one_firm"}, False, "soon"),
        (OWN | {"own_business": ["paperwork"], "who_decides": "me"}, False, ""),
        (OWN | {"own_business": ["too_little"], "who_decides": "me"}, False, ""),
        (OWN | BABY, True, ""),
    ],
)
def test_acas_is_there_for_somebody_who_is_only_called_self_employed(
    answers: ByQuestion, acas: bool, status: str
) -> None:
    assert ("acas_advice" in urgent(answers)) == acas
    found = plan(answers).suggestion("employment_status_advice")
    assert (found.priority if found else "") == status


@pytest.mark.parametrize(
    ("answers", "priority"),
    [
        (formal("suspension"), "soon"),
        (WORK | {"keeping_going": "on_leave", "leave_kind": "told_away"}, "soon"),
        (OFF | {"formal_process": ["suspension"], "sick_pay": "none"}, "urgent"),
        (formal("suspension", **PREGNANT), "urgent"),
        (formal("suspension", circumstances=["new_baby"], baby_told="good"), "urgent"),
    ],
)
def test_being_told_to_stay_away_may_be_called_suspension(answers: ByQuestion, priority: str) -> None:
    found = one(answers, "suspended_from_work")
    assert found.priority == priority
    assert "may be called suspension; ask in writing which it is, and what you are paid" in found.explain_to_client


def test_nobody_signs_new_terms_before_ringing() -> None:
    found = one(formal("transfer"), "change_of_employer")
    assert found.priority == "soon"
    assert found.explain_to_client.startswith("Before you sign new terms, or say that you will not move, ring Acas")


# ---- money: before hours or pay change, near the end of sick pay, and this week

CHECK = "we check with a benefits adviser before hours or pay change"
STEPS: ByQuestion = {"fit_note": "may_be_fit", "fit_note_boxes": ["phased_return"], "aim": "retain"}


def off(days: int, **more: Any) -> ByQuestion:
    return OFF | {"first_day_off": (TODAY - timedelta(days=days)).isoformat()} | more


@pytest.mark.parametrize(
    ("answers", "checked"),
    [
        (OFF | STEPS | {"benefits": ["uc"], "benefits_worry": "no"}, True),
        (OFF | STEPS | {"benefits": ["carers_allowance"]}, True),
        (OFF | STEPS | {"benefits": ["none"]}, False),
        (OFF | {"benefits": ["pip"], "benefits_worry": "no"}, True),  # going back changes the pay
        (WORK | {"benefits": ["uc"], "wants_help_in_work": ["work_life_balance"]}, True),
        (WORK | {"benefits": ["uc"], "hard_parts": ["say"], "control": "hours"}, True),
        (WORK | {"benefits": ["none"], "wants_help_in_work": ["work_life_balance"]}, False),
        (WORK | {"benefits": ["uc"], "benefits_worry": "no"}, False),
        (OUT | {"benefits": ["uc"], "job_search": "interviews", "interview_ahead": "no", "job_offer": "yes"}, True),
        (OUT | {"benefits": ["uc"], "job_search": "interviews", "interview_ahead": "no", "job_offer": "no"}, False),
        # out of work and without any
        (ended("contract_ended", benefits=["none"]), True),
        (ended("dismissed", gap="months_6_12", benefits=["none"]), True),
        (ended("resigned_health", gap="over_2_years", benefits=["none"]), True),
        (ended("contract_ended", gap="over_2_years", benefits=["none"]), False),
        (OUT | {"employ_status": "06", "wants_work": "no", "benefits": ["none"]}, True),
        (OUT | {"employ_status": "05", "wants_work": "later", "benefits": ["none"]}, False),
    ],
)
def test_benefits_are_checked_before_hours_or_pay_change(answers: ByQuestion, checked: bool) -> None:
    assert ("benefits_check" in offered(answers)) == checked
    if checked:
        found = one(answers, "benefits_check")
        assert "Carer's Allowance its limit on earnings is something to check" in found.does["adviser"]
        assert found.because


def test_a_check_that_was_made_before_a_job_was_offered_is_made_again() -> None:
    checked = OUT | {"circumstances": ["none"], "benefits": ["uc"], "benefits_worry": "yes"}
    checked |= {"help_already": ["benefits_check"]}
    assert "benefits_check" not in offered(checked | {"job_search": "looking"})
    offer = {"job_search": "interviews", "interview_ahead": "no", "job_offer": "yes"}
    assert "benefits_check" in offered(checked | offer)


@pytest.mark.parametrize(
    ("news", "benefits", "checked"),
    [("hours", "uc", True), ("new_job", "pip", True), ("manager", "uc", False), ("hours", "none", False)],
)
def test_hours_that_changed_since_the_last_call_bring_a_check(news: str, benefits: str, checked: bool) -> None:
    begun = Interview.begin(BANK.course("review"), ROSA, TODAY, "Dan Price")
    answers: ByQuestion = {"identity": "confirmed", "can_talk": "home", "employ_status": "01", "off_sick_now": "no"}
    answers |= {"work_news": [news], "benefits": [benefits]}
    made = begun.with_entries(entered(act(question, value)) for question, value in answers.items())
    assert made.problems == ()
    read = make_plan(Answers.of(made), BANK, {})
    assert ("benefits_check" in {suggestion.id for suggestion in read.proposed()}) == checked


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        (OFF | {"fit_note": "may_be_fit", "fit_note_boxes": ["altered_hours"]}, "altered_hours"),
        (OFF | STEPS, "phased_return"),
        (WORK | {"wants_help_in_work": ["work_life_balance"]}, "flexible_working_request"),
        (OUT | {"wants_help_out_of_work": ["find_work"]}, "job_search_plan"),
    ],
)
def test_whoever_changes_hours_hears_that_benefits_come_first(answers: ByQuestion, name: str) -> None:
    assert CHECK in one(answers, name).explain_to_client


@pytest.mark.parametrize(
    ("answers", "esa"),
    [
        (ended("resigned_health", benefits=["none"]), True),
        (OUT | {"employ_status": "06", "wants_work": "no", "benefits": ["none"]}, True),
        (ended("contract_ended", benefits=["none"]), False),  # fit for work: New Style JSA, which names this one
        (ended("resigned_health", benefits=["esa"]), False),
        (ended("retired", benefits=["none"], employ_status="08", wants_work="no"), False),
        (ended("contract_ended", gap="over_2_years", benefits=["none"]), False),
    ],
)
def test_new_style_esa_is_there_for_somebody_who_lost_work_lately_or_for_health(answers: ByQuestion, esa: bool) -> None:
    assert ("new_style_esa" in offered(answers)) == esa


@pytest.mark.parametrize(
    ("days", "pay", "priority"),
    [
        (139, "full", ""),
        (140, "full", "soon"),
        (180, "reduced", "soon"),
        (182, "full", "urgent"),
        (189, "ssp", "urgent"),
        (196, "ssp", "urgent"),
        (210, "ssp", ""),  # it may have ended already
        (160, "ssp", "soon"),
        (189, "none", ""),
    ],
)
def test_statutory_sick_pay_may_end_beneath_the_contracts_pay(days: int, pay: str, priority: str) -> None:
    answers = off(days, sick_pay=pay)
    found = plan(answers).suggestion("sick_pay_ends")
    assert (found.priority if found else "") == priority
    if found:
        assert ("may end under your contract pay without your noticing" in found.explain_to_client) == (pay != "ssp")
        assert "last day" in found.does["client"]
        assert "SSP1" in found.does["client"]


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        (off(14, sick_pay="ssp"), "sick_pay_check"),
        (off(14, sick_pay="full", hours=20, other_job="off_too"), "sick_pay_each_job"),
        (WORK | {"employment_type": "zero_hours", "keeping_going": "days_off"}, "sick_pay_each_job"),
    ],
)
def test_who_looks_into_sick_pay_is_said_as_not_confirmed_and_to_the_adviser_alone(
    answers: ByQuestion, name: str
) -> None:
    found = one(answers, name)
    assert "HMRC's dispute team without delay" in found.does["adviser"]
    assert "who enforces it now was not found (not confirmed)" in found.does["adviser"]
    assert "HMRC" not in found.explain_to_client


def money(now: str) -> ByQuestion:
    return {"circumstances": ["money_debt"], "money_now": now}


@pytest.mark.parametrize("whoever", [WORK, OFF, OUT, OUT | {"employ_status": "05", "wants_work": "no"}])
@pytest.mark.parametrize(("now", "today"), [("this_week", True), ("behind", False), ("tight", False)])
def test_who_is_short_this_week_has_help_for_this_week(whoever: ByQuestion, now: str, today: bool) -> None:
    answers = whoever | money(now)
    assert ("money_today" in urgent(answers)) == today
    if today:
        told = one(answers, "money_today").explain_to_client
        assert "council" in told
        assert "food bank" in told
        assert "Citizens Advice" in told
    assert "bailiff" in one(answers, "debt_advice").does["adviser"]


# ---- with papers that a claim or a change may touch


def papers(what: str, *more: str) -> ByQuestion:
    return {"circumstances": ["right_to_work", *more], "papers_what": what}


FIRST = "a registered immigration adviser first"
TOUCHED = ("asylum", "limited", "sponsored", "not_sure")


@pytest.mark.parametrize("what", [*TOUCHED, "!declined"])
@pytest.mark.parametrize(
    ("answers", "name"),
    [
        (off(60, sick_pay="none"), "benefits_check"),
        (off(189, sick_pay="ssp"), "sick_pay_ends"),
        (off(189, sick_pay="full"), "sick_pay_ends"),
        (OFF | {"fit_note": "may_be_fit", "fit_note_boxes": ["altered_hours"]}, "altered_hours"),
        (OFF | STEPS, "phased_return"),
        (WORK | {"wants_help_in_work": ["work_life_balance"]}, "flexible_working_request"),
        (WORK | {"circumstances": ["childcare"]}, "childcare_information"),
    ],
)
def test_with_some_papers_an_immigration_adviser_is_asked_before_a_claim_or_other_hours(
    answers: ByQuestion, name: str, what: str
) -> None:
    answers |= {"circumstances": [*answers.get("circumstances", []), "right_to_work"]}
    told = one(answers | {"papers_what": what}, name).explain_to_client
    assert FIRST in told
    assert "Universal Credit" not in told
    assert FIRST not in one(answers | {"papers_what": "proof"}, name).explain_to_client
    assert "new_style_esa" not in offered(answers | {"papers_what": what})


@pytest.mark.parametrize("what", ["limited", "sponsored", "not_sure"])
@pytest.mark.parametrize("name", ["job_search_plan", "application_support"])
def test_with_some_papers_an_immigration_adviser_is_asked_before_a_job(name: str, what: str) -> None:
    looking: ByQuestion = {"job_search": "applying", "wants_help_out_of_work": ["find_work", "applications_and_cv"]}
    told = one(OUT | looking | papers(what), name).explain_to_client
    assert FIRST in told


def test_nobody_who_waits_on_asylum_is_sent_to_look_for_work() -> None:
    looking: ByQuestion = {"job_search": "not_started", "assets": ["experience"], "volunteering_wish": "yes"}
    looking |= {"wants_help_out_of_work": ["find_work", "applications_and_cv"], "search_blocks": ["references"]}
    answers = OUT | looking | papers("asylum")
    job = {"job_search_plan", "cv_support", "application_support", "employer_approach", "connect_to_work", "work_trial"}
    assert offered(answers) & job == set()
    volunteering = one(answers, "volunteering_step")
    assert "paid work" not in volunteering.explain_to_client
    assert "immigration adviser" in volunteering.explain_to_client
    assert "(not confirmed)" in one(answers, "visa_advice_first").does["adviser"]


@pytest.mark.parametrize(
    ("answers", "priority"),
    [
        (WORK | papers("sponsored"), "soon"),
        (WORK | {"keeping_going": "leaving"} | papers("sponsored"), "urgent"),
        (formal("dismissal") | papers("sponsored"), "urgent"),
        (formal("redundancy") | papers("sponsored"), "urgent"),
        (OFF | papers("sponsored"), "urgent"),
        (OFF | papers("limited"), "soon"),
        (off(60, sick_pay="none") | papers("limited"), "urgent"),
        (OUT | papers("not_sure"), "soon"),
        (OUT | papers("not_sure") | {"wants_help_out_of_work": ["benefits_and_money"]}, "urgent"),
        (OUT | papers("asylum", "housing") | {"home_risk": "losing"}, "urgent"),
        (OUT | papers("proof"), ""),
    ],
)
def test_immigration_advice_is_for_today_where_a_claim_or_the_end_of_a_job_is_near(
    answers: ByQuestion, priority: str
) -> None:
    found = plan(answers).suggestion("visa_advice_first")
    assert (found.priority if found else "") == priority


@pytest.mark.parametrize("risk", ["losing", "no_home"])
def test_somebody_who_waits_on_asylum_is_sent_to_the_asylum_helpline_first(risk: str) -> None:
    found = one(OUT | papers("asylum", "housing") | {"home_risk": risk}, "housing_today")
    assert "Migrant Help" in found.explain_to_client
    assert "council" not in found.explain_to_client
    assert found.does["adviser"].startswith("Migrant Help first")


@pytest.mark.parametrize(
    ("risk", "name"),
    [
        ("losing", "housing_today"),
        ("no_home", "housing_today"),
        ("condition", "housing_advice"),
        ("other", "housing_advice"),
    ],
)
@pytest.mark.parametrize("what", ["", "limited", "asylum"])
def test_nobody_hands_back_keys_before_asking_unless_in_danger(risk: str, name: str, what: str) -> None:
    answers = OUT | {"circumstances": ["housing"], "home_risk": risk}
    answers |= papers(what, "housing") if what else {}
    if risk == "other":
        answers |= {"home_risk_weigh": "ordinary"}
    told = one(answers, name).explain_to_client
    assert "Unless you are in danger, ask" in told
    assert "before you move out or hand back keys" in told


# ---- those who care, those who expect, and those who keep it to themselves


@pytest.mark.parametrize("kind", ["employee", "zero_hours", "agency", "worker"])
def test_a_contract_that_may_not_count_is_asked_about_and_not_ruled_out(kind: str) -> None:
    told = one(WORK | {"employment_type": kind, "circumstances": ["caring"]}, "carers_leave").explain_to_client
    assert ("whether this kind of contract counts" in told) == (kind != "employee")
    assert "that you plan" in told
    assert "at once when something goes wrong" in told


@pytest.mark.parametrize("whoever", [WORK, OFF, OUT])
def test_caring_that_is_too_much_is_for_today(whoever: ByQuestion) -> None:
    assert "carer_crisis" in urgent(whoever | {"circumstances": ["more"], "life_more": ["caring_too_much"]})


@pytest.mark.parametrize("told", ["not_yet", "good", "not_good"])
def test_when_to_tell_of_a_baby_is_theirs_and_somebody_can_say_by_when(told: str) -> None:
    found = one(WORK | {"circumstances": ["new_baby"], "baby_told": told}, "pregnancy_at_work").explain_to_client
    assert "When to tell work is yours to choose" in found
    assert "Maternity Action can say which day is yours, before you decide" in found


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (WORK | PREGNANT | {"circumstances": ["none"]}, True),
        (WORK | {"circumstances": ["new_baby"]}, True),
        (OUT | PREGNANT | {"circumstances": ["none"]}, False),
        (WORK | {"circumstances": ["none"]}, False),
    ],
)
def test_who_is_pregnant_is_asked_whether_work_knows(answers: ByQuestion, asked: bool) -> None:
    begun = Interview.begin(COURSE, ROSA, TODAY, "Dan Price")
    made = begun.with_entries(entered(act(question, value)) for question, value in answers.items())
    assert ("baby_told" in made.route) == asked


@pytest.mark.parametrize("known", ["not_know", "partly", "knows"])
def test_who_keeps_it_from_work_hears_first_of_help_that_work_need_not_hear_of(known: str) -> None:
    answers = WORK | {"health_effects": ["anxiety_at_work", "physical_health"], "wants_manager_to_know": known}
    answers |= {"adjustments": "not_asked", "wants_help_in_work": ["manage_health_at_work"]}
    found = {name: one(answers, name) for name in ("access_to_work", "access_to_work_mhss")}
    assert "The scheme usually needs to speak to somebody at your work" in found["access_to_work"].explain_to_client
    assert "may take months" in found["access_to_work"].explain_to_client
    names = [suggestion.id for suggestion in plan(answers).suggestions]
    if known == "not_know":
        assert names.index("access_to_work_mhss") < names.index("access_to_work")
        assert names.index("disclosure_planning") < names.index("access_to_work")
    assert (found["access_to_work"].priority == "usual") == (known == "not_know")
