"""A job that ends, notice handed in, changes refused, and a benefit with a date: who is named, and how soon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from assessor.bank.interventions import Intervention
from assessor.care.employment_status import status_record
from assessor.care.plan import Plan, Suggestion
from tests.bank.first_call import BANK, ByQuestion, offered, plan, talk, urgent
from tests.care.conftest import TODAY


def day(distance: int) -> str:
    """A day so many days from the call."""
    return (TODAY + timedelta(days=distance)).isoformat()


START: ByQuestion = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
WORK: ByQuestion = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "hours": 30}
WORK |= {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["none"], "aim": "retain"}
OFF: ByQuestion = WORK | {"off_sick_now": "yes", "aim": "return", "fit_note": "not_fit", "fit_note_ends": day(20)}
OUT: ByQuestion = START | {"employ_status": "02", "aim": "gain"}


def formal(*codes: str, **more: Any) -> ByQuestion:
    return WORK | {"formal_process": list(codes)} | more


def off(days: int, **more: Any) -> ByQuestion:
    return OFF | {"first_day_off": day(-days)} | more


def one(made: Plan, name: str) -> Suggestion:
    return next(suggestion for suggestion in made.suggestions if suggestion.id == name)


def held(made: Plan) -> dict[str, str]:
    return {one.id: one.because for one in made.held_back}


# ---- whom to ring stands on the client's paper


CAN_BE_URGENT = [
    entry
    for entry in BANK.interventions.values()
    if "urgent" in (entry.priority, *(other.priority for other in entry.instead))
]


@pytest.mark.parametrize("entry", CAN_BE_URGENT, ids=lambda entry: entry.id)
def test_what_may_be_for_today_says_on_paper_whom_to_ring(entry: Any) -> None:
    """Whatever stays off paper is told by voice; of everything else the client reads whom to ring, and what to mind."""
    words = (entry.on_paper, *(other.on_paper for other in entry.instead))
    assert entry.private or any(words)


# ---- a job that is ending, while they are still in it


ENDING: list[ByQuestion] = [
    formal("contract_ending", employment_type="fixed_term", ending_why=["refused"]),
    formal("contract_ending", employment_type="fixed_term", ending_why=["health"]),
    formal("contract_ending", employment_type="fixed_term", ending_why=["who_i_am"]),
    formal("contract_ending", ending_why=["how"]),
    formal("contract_ending", ending_why=["spoke_up"]),
    formal("contract_ending", ending_why=["union"]),
    formal("dismissal", ending_why=["spoke_up"]),
    formal("redundancy", redundancy_stage="choosing", ending_why=["health"]),
    formal("resigned", ending_why=["treated"]),
    formal("no_work_offered", employment_type="zero_hours", ending_why=["not_told"]),
    off(30, formal_process=["contract_ending"], ending_why=["baby"]),
    formal("resigned_pressed"),
]


@pytest.mark.parametrize("answers", ENDING)
def test_what_is_behind_a_job_that_ends_is_for_advice_today(answers: ByQuestion) -> None:
    made = plan(answers | {"formal_advice": "nobody"})
    names = {s.id for s in made.proposed() if s.priority == "urgent"}
    assert "acas_advice" in names
    assert "urgent_employment_advice" in names
    assert "where_i_stand" not in offered(answers)


@pytest.mark.parametrize(
    "answers",
    [
        formal("contract_ending", ending_why=["fair"]),
        formal("contract_ending", ending_why=["not_told"], last_day=day(160)),
        formal("resigned", ending_why=["own"]),
        WORK,
        off(30),
        WORK | {"keeping_going": "leaving"},
        formal("transfer"),
        OUT | {"last_job_end": "contract_ended", "gap": "under_6_months", "ended_fairly": "yes"},
    ],
)
def test_nobody_else_is_sent_to_an_expert_for_it(answers: ByQuestion) -> None:
    assert "urgent_employment_advice" not in offered(answers)


@pytest.mark.parametrize("reason", ["spoke_up", "union"])
@pytest.mark.parametrize("where", ["ending_why", "ended_unfair"])
def test_for_speaking_up_or_a_union_it_is_now_and_not_tomorrow(reason: str, where: str) -> None:
    answers = formal("dismissal", ending_why=[reason]) if where == "ending_why" else ended(reason, fairly="!unknown")
    expert = one(plan(answers), "urgent_employment_advice")
    assert "not tomorrow" in expert.explain_to_client
    assert "not tomorrow" in expert.on_paper
    assert ("Protect on 020 3117 2520" in expert.on_paper) == (reason == "spoke_up")


def ended(reason: str, fairly: str, **more: Any) -> ByQuestion:
    answers = OUT | {"last_job_end": "dismissed", "gap": "under_6_months", "ended_fairly": fairly}
    return answers | {"ended_unfair": reason} | more


@pytest.mark.parametrize("fairly", ["no", "!unknown", "!declined"])
@pytest.mark.parametrize("reason", ["spoke_up", "union", "health", "baby", "refused", "how"])
def test_why_it_felt_unfair_is_asked_of_whoever_cannot_say_whether_it_was_fair(reason: str, fairly: str) -> None:
    answers = ended(reason, fairly, wants_help_out_of_work=["find_work"], search_blocks=["references"])
    assert {"acas_advice", "urgent_employment_advice"} <= urgent(answers)
    assert "employer_approach" not in offered(answers)


@pytest.mark.parametrize("fairly", ["yes"])
def test_a_fair_ending_is_asked_no_more_about(fairly: str) -> None:
    interview = talk(OUT | {"last_job_end": "dismissed", "gap": "under_6_months", "ended_fairly": fairly})
    assert "ended_unfair" not in interview.route


# ---- notice that was handed in


@pytest.mark.parametrize(
    "answers",
    [
        formal("resigned", last_day=day(26)),
        formal("resigned", last_day="!unknown"),
        formal("resigned_pressed", last_day=day(3)),
        formal("resigned", "grievance"),
        formal("resigned", keeping_going="leaving"),
        formal("resigned", employment_type="zero_hours"),
        formal("resigned", employment_type="apprentice"),
        off(40, formal_process=["resigned"], return_feeling=["leaving"]),
    ],
)
def test_notice_that_was_handed_in_is_asked_about_today(answers: ByQuestion) -> None:
    made = plan(answers)
    notice = one(made, "notice_handed_in")
    assert notice.priority == "urgent"
    assert "Notice may sometimes be taken back" in notice.explain_to_client
    assert "Notice may sometimes be taken back: ask today" in notice.on_paper
    assert "0300 123 1100" in notice.on_paper
    money = one(made, "benefits_check")
    assert (money.priority, "why" in money.explain_to_client) == ("urgent", True)
    assert {"before_giving_notice", "where_i_stand", "return_to_work_plan", "reasonable_adjustments"}.isdisjoint(
        suggestion.id for suggestion in made.proposed()
    )


@pytest.mark.parametrize("answers", [WORK | {"keeping_going": "leaving"}, off(40, return_feeling=["leaving"])])
def test_who_only_thinks_of_it_is_asked_before_anything_is_handed_in(answers: ByQuestion) -> None:
    assert "notice_handed_in" not in offered(answers)
    assert "before_giving_notice" in offered(answers)


def test_the_last_day_of_notice_comes_up() -> None:
    made = plan(formal("resigned", last_day=day(26)))
    assert [(c.what, c.on) for c in made.coming_up] == [("Last day in the job", TODAY + timedelta(days=26))]


# ---- changes that were refused, whatever else is formal


@pytest.mark.parametrize(
    "answers",
    [
        formal("transfer", hard_parts=["refused"], formal_date=day(9)),
        formal("grievance", hard_parts=["refused"]),
        formal("redundancy", hard_parts=["refused"]),
        formal("probation", hard_parts=["refused"]),
        WORK | {"hard_parts": ["refused"]},
        off(40, return_feeling=["refused"]),
        off(40, return_feeling=["refused"], formal_process=["disciplinary"]),
        WORK | {"keeping_going": "on_leave", "leave_kind": "baby", "leave_worries": ["refused"]},
        formal("disciplinary", wants_help_in_work=["understand_rights"], tried_at_work=["changes_refused"]),
    ],
)
def test_refused_changes_are_heard_of_everybody_with_an_employer(answers: ByQuestion) -> None:
    made = plan(answers)
    assert "adjustments_refused" in {line.code for line in made.barriers}
    assert {"acas_advice", "urgent_employment_advice"} <= {s.id for s in made.proposed() if s.priority == "urgent"}


@pytest.mark.parametrize(
    ("more", "priority"),
    [
        ({"formal_date": day(9)}, "urgent"),
        ({"formal_date": day(14)}, "urgent"),
        ({"formal_date": day(15)}, "soon"),
        ({"formal_date": "!unknown"}, "soon"),
        ({"formal_date": "!unknown", "hard_parts": ["refused"]}, "urgent"),
    ],
)
def test_a_change_of_employer_with_a_day_near_is_for_today(more: ByQuestion, priority: str) -> None:
    change = one(plan(formal("transfer", **more)), "change_of_employer")
    assert change.priority == priority
    assert "Before you sign new terms" in change.on_paper


# ---- a hearing that is very near


@pytest.mark.parametrize(("days", "near"), [(0, True), (1, True), (2, True), (3, False), (20, False), (-1, False)])
def test_for_a_hearing_in_two_days_another_day_may_be_asked_for_in_writing(days: int, near: bool) -> None:
    ready = one(plan(formal("disciplinary", formal_date=day(days))), "formal_meeting_ready")
    assert (ready.priority == "urgent") == near
    assert ("for another day" in ready.explain_to_client) == near


# ---- work that is no longer given


@pytest.mark.parametrize("kind", ["zero_hours", "agency", "worker", "employee"])
def test_who_is_given_no_more_work_is_sent_to_acas_today(kind: str) -> None:
    assert "acas_advice" in urgent(formal("no_work_offered", employment_type=kind))
    assert "acas_advice" in urgent(off(20, formal_process=["no_work_offered"], employment_type=kind))


@pytest.mark.parametrize(
    ("kind", "pay", "today"),
    [
        ("zero_hours", "none", True),
        ("agency", "none", True),
        ("worker", "none", True),
        ("zero_hours", "ssp", False),
        ("employee", "none", False),
    ],
)
def test_no_sick_pay_without_fixed_hours_is_for_today(kind: str, pay: str, today: bool) -> None:
    pay_check = one(plan(off(20, employment_type=kind, sick_pay=pay)), "sick_pay_check")
    assert (pay_check.priority == "urgent") == today
    assert "time limit" in pay_check.does["adviser"]


OWN: ByQuestion = OFF | {"employment_type": "self_employed", "formal_process": "!skip", "first_day_off": day(-40)}
OWN.pop("formal_process")


def test_somebody_self_employed_and_off_sick_needs_a_fit_note_for_a_claim() -> None:
    claim = one(plan(OWN), "new_style_esa")
    assert "fit note" in claim.explain_to_client
    assert "fit note" in claim.does["client"]


def test_a_firm_that_gives_no_more_work_is_a_matter_for_today() -> None:
    answers = OWN | {"own_business": ["stopped"], "who_decides": "one_firm"}
    assert "employment_status_advice" in urgent(answers)
    assert "employment_status_advice" not in urgent(OWN | {"own_business": ["paperwork"], "who_decides": "one_firm"})


# ---- retiring on health grounds


@pytest.mark.parametrize("aim", ["!declined", "change"])
def test_before_retiring_on_health_grounds_the_scheme_and_the_union_come_first(aim: str) -> None:
    answers = off(
        60, formal_process=["ill_health_retirement", "capability"], aim=aim, health_effects=["body", "sleep_fatigue"],
        health_more=["long_term"], fit_note="may_be_fit", fit_note_boxes=["altered_hours", "phased_return"],
    )  # fmt: skip
    made = plan(answers)
    advice = one(made, "ill_health_retirement_advice")
    assert advice.priority == "urgent"
    assert "Before you hand in notice, agree to leave" in advice.on_paper
    assert "not for this" in advice.does["adviser"]
    names = {s.id for s in made.proposed()}
    assert names.isdisjoint({"altered_hours", "phased_return", "reasonable_adjustments", "connect_to_work"})
    assert made.adjustments == ()


# ---- the home


@pytest.mark.parametrize(
    ("step", "label"),
    [
        ("notice", "Day that matters for the home: the notice runs out"),
        ("court", "Day that matters for the home: a court hearing"),
        ("bailiffs", "Day that matters for the home: bailiffs are due"),
        ("told", "Day that matters for the home: the day they were told to go by"),
        ("!unknown", "Day that matters for the home"),
    ],
)
def test_a_day_for_the_home_stands_there_for_what_it_is(step: str, label: str) -> None:
    made = plan(WORK | HOME | {"home_step": step, "home_date": day(14)})
    assert [coming.what for coming in made.coming_up] == [label]


HOME: ByQuestion = {"circumstances": ["housing", "money_debt"], "money_now": "behind", "home_risk": "losing"}


@pytest.mark.parametrize("step", ["notice", "court", "bailiffs", "behind"])
def test_there_is_free_legal_help_for_somebody_who_may_lose_their_home(step: str) -> None:
    home = one(plan(WORK | HOME | {"home_step": step}), "housing_today")
    assert "find-legal-advice.justice.gov.uk" in home.on_paper
    assert "0808 800 4444" in home.on_paper
    assert "ask before you move out or hand back keys" in home.on_paper


@pytest.mark.parametrize(("step", "today"), [("court", True), ("bailiffs", True), ("notice", False), ("told", False)])
def test_a_court_or_bailiffs_make_debt_advice_for_today(step: str, today: bool) -> None:
    assert (one(plan(WORK | HOME | {"home_step": step}), "debt_advice").priority == "urgent") == today


@pytest.mark.parametrize("pay", ["ssp", "none", "reduced"])
def test_where_rent_is_owed_and_they_are_off_sick_benefits_advice_is_for_today(pay: str) -> None:
    answers = off(60, sick_pay=pay, circumstances=["housing"], home_risk="losing", home_step="behind")
    assert "benefits_check" in urgent(answers)


@pytest.mark.parametrize("step", ["behind", "not_yet"])
def test_where_nothing_has_come_no_day_is_asked_for(step: str) -> None:
    assert "home_date" not in talk(WORK | HOME | {"home_step": step}).route


# ---- benefits


@pytest.mark.parametrize(
    "answers",
    [
        OUT | {"benefits": ["uc", "letter"], "benefit_date": day(2)},
        OUT | {"benefits": ["letter"], "benefit_date": day(2)},
        OUT | {"benefits": ["pip", "letter"], "benefit_date": day(10)},
        OUT | {"benefits": ["stopped", "letter"], "benefit_date": day(10)},
        WORK | {"benefits": ["stopped"]},
        WORK | {"benefits": ["uc", "stopped"]},
        off(40, benefits=["letter"], benefit_date="!unknown"),
        START
        | {"employ_status": "04", "wants_work": "later", "benefits": ["uc", "pip", "letter"], "benefit_date": day(10)},
    ],
)
def test_a_letter_about_a_benefit_is_for_advice_today(answers: ByQuestion) -> None:
    made = plan(answers)
    advice = one(made, "benefit_letter_today")
    assert advice.priority == "urgent"
    assert "ask for more time" in advice.explain_to_client
    assert "before the day in it" in advice.on_paper
    on = answers.get("benefit_date", "!unknown")
    days = [coming.on for coming in made.coming_up if coming.what == "Day in a letter about a benefit"]
    assert days == ([] if on.startswith("!") else [date.fromisoformat(on)])


@pytest.mark.parametrize("benefits", [["uc"], ["none"], ["pip", "carers_allowance"], ["uc", "changing"]])
def test_without_a_letter_no_day_is_asked_for(benefits: list[str]) -> None:
    answers = WORK | {"benefits": benefits}
    assert "benefit_letter_today" not in offered(answers)
    assert "benefit_date" not in talk(answers).route


@pytest.mark.parametrize(
    ("benefits", "any_benefit"),
    [(["letter"], "N"), (["stopped"], "N"), (["stopped", "letter"], "N"), (["uc", "letter"], "Y"), (["none"], "N")],
)
def test_what_goes_on_about_a_benefit_is_not_a_benefit(benefits: list[str], any_benefit: str) -> None:
    assert status_record(talk(WORK | {"benefits": benefits})).BenefitRecInd == any_benefit


@pytest.mark.parametrize(
    ("benefits", "priority"),
    [
        (["carers_allowance"], "soon"),
        (["uc", "carers_allowance"], "soon"),
        (["esa"], "soon"),
        (["uc", "carers_allowance", "changing"], "urgent"),
        (["uc", "changing"], "urgent"),
    ],
)
def test_a_benefit_beside_a_job_is_looked_at_whether_or_not_they_worry(benefits: list[str], priority: str) -> None:
    check = one(plan(WORK | {"benefits": benefits, "benefits_worry": "no"}), "benefits_check")
    assert check.priority == priority
    assert check.explain_to_client.startswith("You get a benefit and you have a job")
    assert "£204 a week" in check.does["adviser"]


@pytest.mark.parametrize(
    ("weeks", "ends", "ended"),
    [(19, False, False), (27, True, False), (28, True, False), (29, False, True), (43, False, True)],
)
@pytest.mark.parametrize("pay", ["ssp", "reduced", "full"])
def test_sick_pay_is_got_ready_for_until_it_may_have_ended(weeks: int, ends: bool, ended: bool, pay: str) -> None:
    made = plan(off(weeks * 7, sick_pay=pay))
    names = {s.id for s in made.proposed()}
    assert ("sick_pay_ends" in names, "sick_pay_ended" in names) == (ends, ended)
    if ends:
        assert "Universal Credit can be asked about now" in one(made, "sick_pay_ends").explain_to_client
    if ended:
        words = one(made, "sick_pay_ended")
        assert "may have run out already" in words.explain_to_client
        assert "go back in time" in words.on_paper


def test_after_half_a_year_with_no_pay_at_all_a_claim_is_asked_about_today() -> None:
    assert "sick_pay_ended" in urgent(off(230, sick_pay="none"))


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        (OUT | {"last_job_end": "redundancy", "gap": "under_6_months", "benefits": ["none"]}, {"new_style_jsa"}),
        (OUT | {"last_job_end": "dismissed", "gap": "months_6_12", "benefits": ["none"]}, {"new_style_jsa"}),
        (
            OUT | {"last_job_end": "resigned_health", "gap": "under_6_months", "benefits": ["none"]},
            {"new_style_jsa", "new_style_esa"},
        ),
        (OUT | {"last_job_end": "redundancy", "gap": "over_2_years", "benefits": ["none"]}, set()),
        (OUT | {"last_job_end": "redundancy", "gap": "under_6_months", "benefits": ["uc"]}, set()),
        (OUT | {"last_job_end": "never_worked", "benefits": ["none"]}, set()),
        (START | {"employ_status": "06", "wants_work": "later", "benefits": ["none"]}, {"new_style_esa"}),
        (START | {"employ_status": "08", "wants_work": "no", "benefits": ["none"]}, set()),
    ],
)
def test_who_looks_for_work_is_told_of_the_benefit_for_that(answers: ByQuestion, names: set[str]) -> None:
    assert offered(answers) & {"new_style_jsa", "new_style_esa"} == names


@pytest.mark.parametrize("kind", ["agency", "zero_hours", "self_employed", "worker", "fixed_term"])
def test_maternity_allowance_is_named_where_work_is_not_steady(kind: str) -> None:
    answers = WORK | {"employment_type": kind, "health_effects": ["body"], "health_more": ["pregnant"]}
    answers = {k: v for k, v in answers.items() if kind != "self_employed" or k not in ("formal_process", "hard_parts")}
    assert "Maternity Allowance" in one(plan(answers), "benefits_check").explain_to_client


def test_maternity_allowance_is_named_to_somebody_who_lost_the_job_too() -> None:
    answers = ended("baby", "no", health_effects=["body"], health_more=["pregnant"])
    check = one(plan(answers), "benefits_check")
    assert "Maternity Allowance" in check.explain_to_client
    assert "pay and benefits around having a baby" in check.because


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        (ended("how", "no"), "Begin with Acas"),
        (ended("baby", "no"), "Begin with Maternity Action"),
        (ended("spoke_up", "no"), "Ring now, and not tomorrow: your union if you have one, the charity Protect"),
        (ended("how", "no", union_member="yes"), "Begin with your union"),
        (formal("grievance", formal_advice="union_not_yet"), "Begin with your union"),
    ],
)
def test_of_several_numbers_it_is_said_which_comes_first(answers: ByQuestion, first: str) -> None:
    assert one(plan(answers), "urgent_employment_advice").on_paper.startswith(first)


@pytest.mark.parametrize(
    ("help_already", "held_back"), [(["none"], True), ("!unknown", True), (["benefits_check"], False)]
)
def test_fear_of_being_looked_at_again_holds_the_jobcentre_and_trials_back(help_already: Any, held_back: bool) -> None:
    answers = OUT | {
        "gap": "over_2_years", "last_job_end": "redundancy", "job_search": "looking",
        "search_blocks": ["gap", "belief", "experience"], "benefits": ["uc"], "benefits_worry": "yes",
        "benefits_worry_what": "review", "help_already": help_already,
        "wants_help_out_of_work": ["find_work"], "circumstances": ["none"],
    }  # fmt: skip
    names = {"jobcentre_liaison", "work_trial", "employer_approach"}
    assert (offered(answers) & names == set()) == held_back
    assert held_back == (names <= set(held(plan(answers))))


# ---- a visa, and somebody who is not safe at home


NOT_SAFE: ByQuestion = OFF | {
    "first_day_off": day(-60), "circumstances": ["right_to_work", "more"], "life_more": ["close_person"],
    "close_person_now": "not_always",
}  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "said"),
    [("limited", True), ("sponsored", True), ("not_sure", True), ("!declined", True), ("proof", False)],
)
def test_with_a_visa_and_unsafe_at_home_the_adviser_is_one_who_knows_both(papers: str, said: bool) -> None:
    private = one(plan(NOT_SAFE | {"papers_what": papers}), "private_support")
    assert private.private
    assert private.on_paper == ""
    assert ("Migrant Victims of Domestic Abuse Concession" in private.does["adviser"]) == said
    assert (private.priority == "urgent") == said
    assert "Concession" not in private.explain_to_client


def test_asylum_is_spoken_of_to_nobody_else() -> None:
    short = {"circumstances": ["right_to_work", "money_debt"], "money_now": "this_week"}
    assert "asylum" not in one(plan(WORK | short | {"papers_what": "limited"}), "money_today").explain_to_client
    assert "Migrant Help" in one(plan(WORK | short | {"papers_what": "asylum"}), "money_today").explain_to_client


def test_why_immigration_advice_is_offered_is_what_they_said() -> None:
    made = plan(WORK | {"circumstances": ["right_to_work"], "papers_what": "limited"})
    because = one(made, "immigration_advice").because
    assert "which papers: I have a visa or leave with an end or conditions" in because
    assert not any("has to show" in reason for reason in because)


def test_a_home_is_asked_about_in_the_same_breath_nowhere() -> None:
    texts = [text for entry in BANK.interventions.values() for _, text in entry.texts()]
    assert [text for text in texts if "same breath" in text] == []


# ---- what does not fit together


@pytest.mark.parametrize(
    ("advice", "doubted"), [("nobody", True), ("friends", True), ("union_not_yet", True), ("solicitor", False)]
)
def test_a_goal_beside_an_offer_that_nobody_has_advised_on_is_asked_about(advice: str, doubted: bool) -> None:
    interview = talk(formal("settlement_offer", formal_advice=advice, goal1_what="Sign it and move on"))
    assert ("signing_before_advice" in {check.id for check in interview.doubts}) == doubted


def test_what_is_private_can_have_no_words_for_paper() -> None:
    private = BANK.interventions["private_support"].model_dump(mode="json")
    Intervention.model_validate(private)
    with pytest.raises(ValidationError, match="stands on no paper"):
        Intervention.model_validate(private | {"on_paper": "Ring 0808 2000 247."})
