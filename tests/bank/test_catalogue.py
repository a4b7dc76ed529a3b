"""The shipped catalogue: it is whole, its figures are right, and nothing is offered where it would harm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest

from assessor.bank.interventions import Intervention
from assessor.care.answers import Answers
from assessor.care.plan import Plan
from assessor.care.plan_builder import make_plan
from assessor.scripts.interview import Interview
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.each import of_each
from tests.scripts.conftest import act
from tests.scripts.conftest import entry as entered

ByQuestion = dict[str, Any]

BANK = shipped_bank()
COURSE = BANK.course("first_assessment")
ENTRIES = list(BANK.interventions.values())
each_entry = of_each(ENTRIES, lambda entry: entry.id)

AGREED = """
    workplace_meeting keep_in_touch return_to_work_plan phased_return altered_hours amended_duties
    workplace_adaptations fit_note_conversation reasonable_adjustments adjustment_trial_review wellness_action_plan
    stress_conversation occupational_health access_to_work access_to_work_mhss access_to_work_interview
    disclosure_planning employer_letter mediation policy_review union_support acas_advice urgent_employment_advice
    flexible_working_request carers_leave sick_pay_check benefits_check debt_advice housing_advice digital_support
    childcare_information career_guidance skills_assessment training_course cv_support application_support
    job_search_plan employer_approach mock_interview volunteering_step work_trial self_employment_support
    redundancy_support ips_referral workwell_referral jobcentre_liaison expert_language_support immigration_advice
    carers_assessment sign_interpreter
    fit_note_today sick_pay_each_job sick_pay_ends new_style_esa employment_status_advice
    neurodivergence_support hearing_sight_support help_in_next_job pregnancy_at_work
    menopause_support bereavement_support private_support gambling_support alcohol_drugs_support housing_today
    carer_crisis apprentice_support student_support education_support driving_and_health civil_service_support
    connect_to_work veteran_support criminal_record_advice visa_advice_first later_life_work
    therapy_interview_anxiety therapy_fear_of_return therapy_confidence therapy_activation_work_goals
    therapy_worry_rumination therapy_sleep therapy_assertiveness therapy_perfectionism therapy_panic
    union_today equality_advice someone_to_tell kept_apart who_can_advise_today formal_meeting_ready
    suspended_from_work regulator_support change_of_employer contract_end_ahead where_i_stand redundancy_and_baby
    after_an_assault offer_to_leave before_giving_notice maternity_action_today money_today kept_in_a_job
    notice_handed_in ill_health_retirement_advice benefit_letter_today sick_pay_ended new_style_jsa
    hearing_elsewhere money_owed fit_note_for_claim
"""
IDS = AGREED.split()
RIGHTS_TODAY = {"acas_advice", "urgent_employment_advice"}
URGENT = RIGHTS_TODAY | {
    "fit_note_today",
    "union_today",
    "after_an_assault",
    "kept_in_a_job",
    "offer_to_leave",
    "maternity_action_today",
    "money_today",
    "carer_crisis",
    "who_can_advise_today",
    "redundancy_and_baby",
    "housing_today",
    "notice_handed_in",
    "ill_health_retirement_advice",
    "benefit_letter_today",
    "sick_pay_ended",
    "money_owed",
}

# ---- whole


def test_the_catalogue_has_an_entry_for_every_agreed_id_and_no_other() -> None:
    assert sorted(BANK.interventions) == sorted(IDS)


@each_entry
def test_an_entry_says_why_who_what_each_of_them_does_and_on_whose_word(entry: Intervention) -> None:
    assert entry.because
    assert entry.explain_to_client
    assert {"client", "adviser"} <= set(entry.who)
    assert set(entry.does) == set(entry.who)
    assert entry.source is not None
    assert entry.source.publisher
    assert entry.source.jurisdiction
    assert entry.source.review_by is not None


@each_entry
def test_only_a_request_to_the_therapist_is_worded_as_one(entry: Intervention) -> None:
    assert bool(entry.ask) == ("therapist" in entry.who) == entry.id.startswith("therapy_")


def test_what_nobody_has_checked_is_shown_as_not_yet_verified() -> None:
    """A fact that is not confirmed ships with no day of checking, until somebody has looked it up."""
    doubted = [one for one in ENTRIES if one.source and one.source.standing != "own_example"]
    unchecked = {one.id for one in doubted if one.source and one.source.checked_on is None}
    assert unchecked == {
        "occupational_health", "career_guidance", "skills_assessment", "cv_support", "application_support",
        "volunteering_step", "work_trial", "self_employment_support", "digital_support", "childcare_information",
        "expert_language_support", "immigration_advice", "carers_assessment",
        "neurodivergence_support", "hearing_sight_support", "menopause_support", "bereavement_support",
        "private_support", "gambling_support", "alcohol_drugs_support", "housing_today", "carer_crisis",
        "apprentice_support", "student_support", "education_support", "driving_and_health", "veteran_support",
        "visa_advice_first", "later_life_work", "after_an_assault", "offer_to_leave", "maternity_action_today",
        "money_today", "sign_interpreter", "benefit_letter_today", "kept_in_a_job", "hearing_elsewhere",
    }  # fmt: skip
    reported = {one.id for one in ENTRIES if one.source and one.source.standing == "secondary"}
    assert reported == {
        "carers_leave", "workwell_referral", "sick_pay_each_job", "equality_advice", "formal_meeting_ready",
        "suspended_from_work", "contract_end_ahead", "redundancy_and_baby", "civil_service_support",
        "ill_health_retirement_advice",
    }  # fmt: skip


# ---- words for the client

JARGON = re.compile(
    r"\b(intervention|barrier|signpost|liais|party|parties|stakeholder|referr|client|service user|caseload|psycholog"
    r"|symptom|diagnos|disclos|adaptation|rehabilitat|retention|clinical|graded|rumination|behavioural|perfectionis"
    r"|assertive|MHSS|SSP|IPS|WRAP|OH\b|EA\b|statement of fitness|welfare.rights)",
    re.IGNORECASE,
)
COUNT = r"(\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
LIMIT = re.compile(rf"deadline|(within|no later than|left|limit of|have) {COUNT}( \w+)? (days?|weeks?|months?)", re.I)


def heard(entry: Intervention) -> str:
    """All of an entry that a client hears or reads."""
    reasons = (reason if isinstance(reason, str) else reason.say for reason in entry.because)
    return filled(" ".join((entry.title, entry.explain_to_client, entry.does["client"], entry.on_paper, *reasons)))


def filled(text: str) -> str:
    """A text with the facts that it quotes put into words."""
    return re.sub(r"\{\{ fact\.(\w+) \}\}", lambda found: BANK.names[f"fact.{found[1]}"].words, text)


@each_entry
def test_what_a_client_hears_is_in_everyday_words(entry: Intervention) -> None:
    told = filled(f"{entry.explain_to_client} {entry.on_paper}")
    assert JARGON.findall(told.replace("SSP1", "")) == []  # the form's own name, which payroll is asked for by
    longest = max(len(sentence.split()) for sentence in re.split(r"[.?!:]\s", told))
    assert longest <= 28


@each_entry
def test_nobody_is_told_how_long_they_have_to_act(entry: Intervention) -> None:
    assert LIMIT.findall(heard(entry)) == []


@each_entry
def test_no_reason_for_holding_back_names_a_code_or_starts_a_sentence(entry: Intervention) -> None:
    """A reason reads on after "not offered:"."""
    for rule in entry.not_if:
        assert "_" not in rule.because
        assert rule.because[0].islower()
        assert not rule.because.endswith(".")


# ---- figures

FIGURES = [
    ("£", {"sick_pay_check", "benefits_check"}),
    ("£123.25 a week", {"sick_pay_check"}),
    ("80% of your usual pay if that is less", {"sick_pay_check"}),
    ("first full day", {"sick_pay_check"}),
    ("since 6 April 2026", {"sick_pay_check"}),
    ("£217.26 a month", {"benefits_check"}),
    ("since 30 April 2026 (as reported)", {"benefits_check"}),
    ("no lower earnings limit", {"sick_pay_check"}),
    ("for up to 28 weeks", {"sick_pay_check", "sick_pay_ends"}),
    ("28", {"sick_pay_check", "sick_pay_ends"}),
    ("SSP1", {"sick_pay_check", "sick_pay_ends", "sick_pay_ended", "sick_pay_each_job"}),
    ("by the 23rd week (as reported)", {"sick_pay_ends"}),
    ("up to 3 months before", {"sick_pay_ends", "sick_pay_ended"}),
    ("first 7 days off", {"fit_note_today"}),
    ("since 1 July 2022", {"fit_note_conversation"}),
    ("nurses, occupational therapists, pharmacists and physiotherapists may sign", {"fit_note_conversation"}),
    ("Able Futures", {"access_to_work_mhss"}),
    ("Maximus", {"access_to_work_mhss"}),
    ("aged 16 or over", {"access_to_work_mhss"}),
    ("April 2025", {"access_to_work_mhss", "civil_service_support"}),
    ("since 1 April 2022", {"civil_service_support"}),
    (
        "0300 123 1100",
        {"acas_advice", "urgent_employment_advice", "redundancy_support", "employment_status_advice", "union_today"}
        | {"change_of_employer", "contract_end_ahead", "where_i_stand", "redundancy_and_baby", "offer_to_leave"}
        | {"before_giving_notice", "maternity_action_today", "adjustment_trial_review", "carers_leave"}
        | {"notice_handed_in", "ill_health_retirement_advice", "sick_pay_check", "who_can_advise_today"}
        | {"fit_note_today", "money_owed"}
        | {"equality_advice", "formal_meeting_ready", "suspended_from_work"},
    ),
    ("0808 800 0082", {"equality_advice"}),
    ("up to twelve weeks where Acas was told from 1 December 2025 on (as reported)", {"acas_advice"}),
    ("three months less a day for most claims about what happened before 1", {"urgent_employment_advice"}),
    ("six months less a day for most claims about what happened from 1 October", {"urgent_employment_advice"}),
    ("perhaps still three months for breach of contract (not confirmed)", {"urgent_employment_advice"}),
    ("from 1 January 2027 six months in the job are enough", {"urgent_employment_advice"}),
    ("no time at all (expected)", {"urgent_employment_advice"}),
]


def whole(entry: Intervention) -> str:
    """Every text of an entry, as one line."""
    source = (entry.source.title, entry.source.publisher) if entry.source else ()
    return filled(" ".join(" ".join((*(text for _, text in entry.texts()), *source)).split()))


@pytest.mark.parametrize(("figure", "ids"), FIGURES, ids=[figure for figure, _ in FIGURES])
def test_a_figure_stands_in_the_entry_it_belongs_to_and_in_no_other(figure: str, ids: set[str]) -> None:
    assert {entry.id for entry in ENTRIES if figure in whole(entry)} == ids


NUMBERS = {
    "pregnancy_at_work": {"0808 801 0488"},
    "bereavement_support": {"0808 808 1677"},
    "private_support": {"0808 2000 247", "0808 801 0327"},
    "gambling_support": {"0808 8020 133", "0808 808 4000"},
    "alcohol_drugs_support": {"0300 123 1110"},
    "housing_today": {"0808 800 4444"},
    "carer_crisis": {"0808 808 7777"},
    "education_support": {"08000 562 561"},
    "veteran_support": {"0808 802 8080"},
    "criminal_record_advice": {"0300 123 1999"},
    "later_life_work": {"0800 138 3944"},
    "equality_advice": {"0808 800 0082"},
    "maternity_action_today": {"0808 801 0488"},
    "redundancy_and_baby": {"0808 801 0488"},
    "urgent_employment_advice": {"020 3117 2520", "0808 801 0488"},
    "debt_advice": {"0808 808 4000"},
    "benefits_check": {"0800 144 8444"},
    "money_owed": {"0330 331 0020"},
    "kept_in_a_job": {"08000 121 700"},
}
"""The numbers of named national services, each where it belongs; that of Acas may stand anywhere."""


def test_no_telephone_number_is_given_but_of_services_that_are_known() -> None:
    given = {entry.id: set(re.findall(r"\b0[\d ]{8,}\d", whole(entry))) - {"0300 123 1100"} for entry in ENTRIES}
    assert {name: numbers for name, numbers in given.items() if numbers} == NUMBERS


@pytest.mark.parametrize(
    ("name", "valid_from"), [("sick_pay_check", "2026-04-06"), ("fit_note_conversation", "2022-07-01")]
)
def test_a_rule_with_a_first_day_is_valid_from_it(name: str, valid_from: str) -> None:
    source = BANK.interventions[name].source
    assert source is not None
    assert str(source.valid_from) == valid_from


def test_the_published_time_limits_are_for_the_adviser_and_never_for_the_client() -> None:
    for entry in ENTRIES:
        for limit in ("three months", "six months", "twelve weeks", "1 October 2026", "1 January 2027"):
            assert limit not in heard(entry)


# ---- what is urgent


def test_what_cannot_wait_is_urgent_and_nothing_else_is() -> None:
    assert {entry.id for entry in ENTRIES if entry.priority == "urgent"} == URGENT


@pytest.mark.parametrize("name", sorted(RIGHTS_TODAY))
def test_what_is_urgent_says_that_time_is_short_who_to_ring_and_when(name: str) -> None:
    said = BANK.interventions[name].explain_to_client.lower()
    assert "time limits" in said
    assert "short" in said
    assert "acas" in said
    assert "0300 123 1100" in said
    assert "today" in said


def test_nothing_holds_back_urgent_advice() -> None:
    """Whatever has been tried before, a new dismissal has a new time limit."""
    assert BANK.interventions["urgent_employment_advice"].not_if == ()


# ---- what fits: for each entry, answers that it is offered on

START: ByQuestion = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
WORK: ByQuestion = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee"}
WORK |= {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["none"], "aim": "retain"}
OFF: ByQuestion = WORK | {"off_sick_now": "yes", "first_day_off": "2026-10-01", "fit_note": "not_fit", "aim": "return"}
OUT: ByQuestion = START | {"employ_status": "02", "aim": "gain"}


def boxes(*ticked: str) -> ByQuestion:
    return OFF | {"fit_note": "may_be_fit", "fit_note_boxes": list(ticked)}


def wants(*needs: str) -> ByQuestion:
    """What someone in work wants help with."""
    return WORK | {"wants_help_in_work": list(needs)}


def hopes(*needs: str) -> ByQuestion:
    """What someone out of work wants help with."""
    return OUT | {"wants_help_out_of_work": list(needs)}


def health(*effects: str) -> ByQuestion:
    return WORK | {"health_effects": list(effects)}


def life(*circumstances: str) -> ByQuestion:
    return WORK | {"circumstances": list(circumstances)}


def named(effect: str, *what: str) -> ByQuestion:
    """What of their body or mind they have put a name to."""
    return health(effect) | {"health_more": list(what)}


def more(*what: str) -> ByQuestion:
    """What else there is in their life."""
    return life("more") | {"life_more": list(what)}


APPLYING: ByQuestion = OUT | {"job_search": "applying", "interview_ahead": "no"}
INTERVIEW: ByQuestion = OUT | {"job_search": "applying", "interview_ahead": "yes"}

FITS: dict[str, ByQuestion] = {
    "workplace_meeting": OFF,
    "keep_in_touch": OFF | {"employer_contact": "none"},
    "return_to_work_plan": OFF,
    "fit_note_conversation": OFF,
    "phased_return": OFF,
    "sick_pay_check": OFF | {"sick_pay": "ssp"},
    "fit_note_today": OFF | {"fit_note": "none"},
    "sick_pay_each_job": OFF | {"sick_pay": "full", "hours": 20, "other_job": "off_too"},
    "sick_pay_ends": OFF | {"first_day_off": "2026-05-11", "sick_pay": "ssp"},
    "new_style_esa": OFF | {"sick_pay": "none"},
    "new_style_jsa": OUT | {"last_job_end": "contract_ended", "gap": "under_6_months", "benefits": ["none"]},
    "sick_pay_ended": OFF | {"first_day_off": "2026-02-02", "sick_pay": "ssp"},
    "notice_handed_in": WORK | {"formal_process": ["resigned"]},
    "ill_health_retirement_advice": OFF | {"formal_process": ["ill_health_retirement"]},
    "benefit_letter_today": OUT | {"benefits": ["uc", "letter"]},
    "employment_status_advice": WORK | {"employment_type": "self_employed", "who_decides": "one_firm"},
    "reasonable_adjustments": wants("adjustments_at_work"),
    "altered_hours": boxes("altered_hours"),
    "amended_duties": boxes("amended_duties"),
    "workplace_adaptations": boxes("workplace_adaptations"),
    "adjustment_trial_review": WORK | {"adjustments": "agreed"},
    "wellness_action_plan": wants("manage_health_at_work"),
    "stress_conversation": WORK | {"hard_parts": ["amount"], "demands": "too_much"},
    "occupational_health": OFF | {"employer_contact": "regular", "meeting_due": "no", "oh_seen": "no"},
    "access_to_work": health("physical_health"),
    "access_to_work_mhss": wants("manage_health_at_work") | {"health_effects": ["anxiety_at_work"]},
    "flexible_working_request": wants("work_life_balance"),
    "carers_leave": life("caring"),
    "disclosure_planning": OFF | {"return_feeling": ["telling"]},
    "employer_letter": OFF | {"employer_contact": "none", "contact_wish": "writing", "consent_employer": "yes"},
    "mediation": WORK
    | {"hard_parts": ["manager", "treated"], "manager_support": "hard_on_me", "relationships": "tension"}
    | {"tension_wish": "both"},
    "policy_review": wants("understand_rights"),
    "union_support": WORK
    | {"hard_parts": ["treated"], "relationships": "one_person", "treatment_told": "nobody", "union_member": "yes"},
    "acas_advice": WORK | {"formal_process": ["grievance"], "formal_advice": "nobody"},
    "urgent_employment_advice": WORK | {"formal_process": ["dismissal"]},
    "union_today": WORK | {"formal_process": ["disciplinary"], "formal_advice": "union_not_yet"},
    "equality_advice": WORK | {"hard_parts": ["treated"], "relationships": "touched"},
    "someone_to_tell": WORK | {"hard_parts": ["treated"], "relationships": "hurt", "treatment_told": "nobody"},
    "kept_apart": WORK | {"hard_parts": ["treated"], "relationships": "one_person"},
    "who_can_advise_today": WORK | {"hard_parts": ["other"], "hard_parts_weigh": "advice"},
    "formal_meeting_ready": WORK | {"formal_process": ["probation"]},
    "suspended_from_work": WORK | {"formal_process": ["suspension"]},
    "regulator_support": WORK | {"formal_process": ["regulator"]},
    "change_of_employer": WORK | {"formal_process": ["transfer"]},
    "contract_end_ahead": WORK | {"formal_process": ["contract_ending"]},
    "redundancy_and_baby": WORK | {"formal_process": ["redundancy"], "keeping_going": "on_leave", "leave_kind": "baby"},
    "money_owed": OUT | {"last_job_end": "redundancy", "gap": "under_6_months", "ended_owed": ["holiday"]},
    "fit_note_for_claim": OUT
    | {"last_job_end": "resigned_health", "gap": "under_6_months"}
    | {"benefits": ["uc"], "jobcentre_asks": "meetings", "claim_note": "gap"},
    "hearing_elsewhere": WORK | {"formal_process": ["tribunal"]},
    "where_i_stand": WORK | {"keeping_going": "leaving", "wants_help_in_work": ["understand_rights"]},
    "after_an_assault": WORK | {"hard_parts": ["treated"], "relationships": "touched", "treatment_told": "work"},
    "kept_in_a_job": WORK | {"hard_parts": ["kept"]},
    "offer_to_leave": WORK | {"formal_process": ["settlement_offer"], "formal_advice": "solicitor"},
    "before_giving_notice": WORK | {"keeping_going": "leaving"},
    "maternity_action_today": life("new_baby") | {"baby_told": "not_good"},
    "money_today": life("money_debt") | {"money_now": "this_week"},
    "redundancy_support": OUT | {"last_job_end": "redundancy", "gap": "under_6_months"},
    "career_guidance": hopes("career_direction"),
    "skills_assessment": OUT | {"search_blocks": ["direction", "gap"]},
    "training_course": hopes("skills_training"),
    "job_search_plan": hopes("find_work"),
    "cv_support": hopes("applications_and_cv"),
    "application_support": hopes("applications_and_cv") | {"job_search": "applying"},
    "employer_approach": hopes("find_work") | {"search_blocks": ["references"], "circumstances": ["none"]},
    "mock_interview": INTERVIEW,
    "access_to_work_interview": INTERVIEW | {"communication_what": ["hearing"]},
    "volunteering_step": OUT
    | {"job_search": "not_started", "assets": ["experience"], "volunteering_wish": "yes", "circumstances": ["none"]},
    "work_trial": OUT | {"benefits": ["uc"], "search_blocks": ["experience"], "job_search": "looking"},
    "self_employment_support": hopes("self_employment"),
    "ips_referral": OUT | {"secondary_care": "yes"},
    "jobcentre_liaison": hopes("find_work") | {"benefits": ["uc"]},
    "benefits_check": hopes("benefits_and_money"),
    "debt_advice": life("money_debt"),
    "housing_advice": life("housing"),
    "digital_support": life("digital_access"),
    "childcare_information": life("childcare"),
    "expert_language_support": life("language"),
    "sign_interpreter": WORK | {"communication_what": ["signs"]},
    "workwell_referral": health("physical_health"),
    "immigration_advice": life("right_to_work"),
    "carers_assessment": life("caring"),
    "neurodivergence_support": named("mind", "adhd"),
    "hearing_sight_support": named("senses", "hearing"),
    "help_in_next_job": OUT | {"health_effects": ["mind"], "health_more": ["autism"]},
    "pregnancy_at_work": named("body", "pregnant"),
    "menopause_support": named("body", "menopause"),
    "bereavement_support": more("bereavement"),
    "private_support": more("close_person") | {"close_person_now": "no"},
    "gambling_support": more("gambling"),
    "alcohol_drugs_support": more("alcohol_drugs"),
    "housing_today": life("housing") | {"home_risk": "losing"},
    "carer_crisis": more("caring_too_much"),
    "apprentice_support": WORK | {"employment_type": "apprentice"},
    "student_support": OUT | {"employ_status": "03"},
    "education_support": WORK | {"work_kind": ["classroom"]},
    "driving_and_health": health("medication_effects") | {"work_kind": ["driving"]},
    "civil_service_support": named("senses", "sight") | {"employment_type": "civil_servant"},
    "connect_to_work": hopes("find_work") | {"circumstances": ["caring"], "secondary_care": "yes"},
    "veteran_support": more("forces"),
    "criminal_record_advice": life("criminal_record"),
    "visa_advice_first": life("right_to_work") | {"papers_what": "sponsored"},
    "later_life_work": OUT | {"search_blocks": ["age"]},
    "therapy_interview_anxiety": INTERVIEW | {"interview_feeling": 8},
    "therapy_fear_of_return": OFF | {"return_feeling": ["ill_again"]},
    "therapy_confidence": wants("confidence") | {"confidence": 5},
    "therapy_activation_work_goals": health("low_motivation"),
    "therapy_worry_rumination": health("anxiety_at_work"),
    "therapy_sleep": health("sleep_fatigue"),
    "therapy_assertiveness": WORK | {"hard_parts": ["treated"], "relationships": "tension"},
    "therapy_perfectionism": WORK | {"hard_parts": ["self"]},
    "therapy_panic": health("panic_travel"),
}


def plan(answers: ByQuestion) -> Plan:
    begun = Interview.begin(COURSE, ROSA, TODAY, "Dan Price")
    made = begun.with_entries(entered(act(question, value)) for question, value in answers.items())
    assert made.problems == ()
    return make_plan(Answers.of(made), BANK, {})


def offered(answers: ByQuestion) -> list[str]:
    return [one.id for one in plan(answers).proposed()]


@cache
def offered_where_it_fits(name: str) -> list[str]:
    return offered(FITS[name])


@pytest.mark.parametrize("name", IDS)
def test_each_entry_is_offered_to_somebody(name: str) -> None:
    assert name in offered_where_it_fits(name)


def test_the_urgent_stand_first() -> None:
    """Among much else that fits, what cannot wait leads the list."""
    made = plan(
        OFF | {"formal_process": ["dismissal"], "formal_advice": "nobody", "sick_pay": "none", "consent_gp": "yes"}
    )
    first = [one.priority for one in made.suggestions]
    assert {one.id for one in made.suggestions[:2]} == RIGHTS_TODAY
    assert first == sorted(first, key=["urgent", "soon", "usual"].index)
    assert len(first) > 3


# ---- what must not be offered, although it fits

OWN: ByQuestion = {"employment_type": "self_employed"}
DISMISSED: ByQuestion = {"formal_process": ["dismissal"], "formal_advice": "solicitor"}
SETTLEMENT: ByQuestion = {"formal_process": ["settlement_offer"], "formal_advice": "solicitor"}
NOTICE: ByQuestion = {"formal_process": ["redundancy"], "formal_advice": "union", "redundancy_stage": "notice"}
JOB_OFFER: ByQuestion = {"job_search": "interviews", "interview_ahead": "no", "job_offer": "yes"}
GOING_WELL: ByQuestion = {"job_search": "applying", "interview_ahead": "no", "applications_outcome": "some"}
BACK: ByQuestion = {"fit_note": "may_be_fit", "return_date": "2026-11-20"}
NO_WISH: ByQuestion = {"employ_status": "05", "wants_work": "no"}
RIGHT_TO_WORK: ByQuestion = {"circumstances": ["right_to_work"]}
UNCERTAIN = "it is meant for employees, and Acas can say if it covers this kind of contract"
ENDING = "the job may be ending, so expert advice comes before any other step"
ADVICE = "something formal is under way, so advice comes before a talk with work"

MEETS_WORK = (
    "workplace_meeting", "keep_in_touch", "employer_letter", "mediation", "stress_conversation",
    "flexible_working_request",
)  # fmt: skip
ENDS_WITH_THE_JOB = (
    "workplace_meeting", "keep_in_touch", "return_to_work_plan", "fit_note_conversation", "phased_return",
    "reasonable_adjustments", "altered_hours", "amended_duties", "workplace_adaptations", "wellness_action_plan",
    "stress_conversation", "access_to_work", "access_to_work_mhss", "flexible_working_request", "carers_leave",
    "employer_letter", "mediation",
)  # fmt: skip
ENDS_NOT_WELLNESS = tuple(name for name in ENDS_WITH_THE_JOB if name != "wellness_action_plan")
THERAPY = tuple(name for name in IDS if name.startswith("therapy_"))

Misuse = tuple[str, ByQuestion, str]


def misuses() -> Iterator[Misuse]:
    """An entry, the answers that turn it into harm or waste, and the reason held ("" where it no longer fits)."""
    for name in MEETS_WORK:
        for process in ("disciplinary", "capability", "grievance_against", "grievance", "redundancy"):
            if (name, process[:9]) not in {("mediation", "grievance")}:
                for adviser in ("nobody", "union_not_yet", "friends"):
                    yield name, {"formal_process": [process], "formal_advice": adviser}, ADVICE
        yield name, {"formal_process": ["disciplinary"]}, ""  # not until it is known whether advice was taken
        yield name, {"formal_process": ["disciplinary"], "formal_advice": "!skip"}, ""
        yield name, {"formal_process": ["disciplinary"], "formal_advice": "!declined"}, ""
    for name in ENDS_WITH_THE_JOB:
        for ending in (DISMISSED, SETTLEMENT, NOTICE):
            yield name, ending, ENDING
    for name in THERAPY:
        yield (
            name,
            {"consent_therapist": "no"},
            "the therapist is not to hear from us; they can still raise it at a session",
        )
    yield from WITHOUT_AN_EMPLOYER
    yield from DONE_ALREADY
    yield from NOT_FOR_THEM
    yield from BETWEEN_PEOPLE
    yield from ENDS_AND_BENEFITS


WITHOUT_AN_EMPLOYER: list[Misuse] = [
    ("workplace_meeting", OWN, "they work for themselves, so there is no manager to meet"),
    ("keep_in_touch", OWN, ""),
    ("return_to_work_plan", OWN, "they work for themselves, so there is nobody to agree it with"),
    ("fit_note_conversation", OWN, "they work for themselves, so there is no employer to act on the note"),
    (
        "fit_note_today",
        OWN | {"who_decides": "me"},
        "they work for themselves, so there is no employer to send a note to",
    ),
    ("phased_return", OWN, "they work for themselves, and set their own hours"),
    (
        "sick_pay_check",
        OWN | {"who_decides": "me"},
        "they work for themselves, and statutory sick pay comes from an employer",
    ),
    ("altered_hours", OWN, "they work for themselves, and set their own hours"),
    ("amended_duties", OWN, "they work for themselves, and choose their own tasks"),
    ("workplace_adaptations", OWN, "they work for themselves, so there is no employer to ask"),
    ("reasonable_adjustments", OWN, ""),
    ("adjustment_trial_review", OWN, ""),
    ("occupational_health", OWN, ""),
    ("employer_letter", OWN, ""),
    ("carers_leave", OWN, "they work for themselves, so there is no employer to give it"),
    (
        "wellness_action_plan",
        OWN | {"wants_help_own": ["manage_health_at_work"]},
        "they work for themselves, and it is made to be shared with a manager",
    ),
    (
        "stress_conversation",
        OWN | {"own_business": ["workload"]},
        "they work for themselves, so there is no manager to talk to",
    ),
    ("mediation", OWN | {"own_business": ["customers"]}, ""),
    (
        "flexible_working_request",
        OWN | {"wants_help_own": ["work_life_balance"]},
        "they work for themselves, and set their own hours",
    ),
    (
        "policy_review",
        OWN | {"aim": "change", "wants_help_change": ["understand_rights"]},
        "they work for themselves, so there are no such policies",
    ),
    ("flexible_working_request", {"employment_type": "agency"}, UNCERTAIN),
    ("flexible_working_request", {"employment_type": "worker"}, UNCERTAIN),
]

# these are asked only where something of the kind was spoken of
RIGHTS: ByQuestion = {"wants_help_in_work": ["understand_rights"]}
BALANCE: ByQuestion = {"wants_help_in_work": ["understand_rights", "work_life_balance"]}
HEALTH: ByQuestion = {"wants_help_in_work": ["understand_rights", "manage_health_at_work"]}
LOOKING: ByQuestion = {"job_search": "looking"}

DONE_ALREADY: list[Misuse] = [
    (
        "workplace_meeting",
        {"wants_help_off_sick": ["understand_rights"], "tried_at_work": ["workplace_meeting"]},
        "they have had that meeting already",
    ),
    ("stress_conversation", RIGHTS | {"tried_at_work": ["stress_conversation"]}, "they have had that talk already"),
    ("wellness_action_plan", HEALTH | {"tried_at_work": ["wellness_action_plan"]}, "they have one already"),
    (
        "reasonable_adjustments",
        {"adjustments": "waiting", "tried_at_work": ["reasonable_adjustments"]},
        "they have asked for changes already",
    ),
    ("access_to_work", RIGHTS | {"tried_at_work": ["access_to_work"]}, "they have applied already"),
    (
        "flexible_working_request",
        BALANCE | {"tried_at_work": ["flexible_working_request"]},
        "they have asked in writing already",
    ),
    ("policy_review", {"tried_at_work": ["policy_review"]}, "they have read them already"),
    ("occupational_health", {"oh_seen": "yes"}, "they have seen occupational health already"),
    ("occupational_health", {"oh_seen": "booked"}, "they have an appointment with occupational health already"),
    ("cv_support", LOOKING | {"tried_job_search": ["cv_support"]}, "they have had help with a CV already"),
    ("job_search_plan", LOOKING | {"tried_job_search": ["job_search_plan"]}, "they have a plan for it already"),
    ("mock_interview", {"tried_job_search": ["mock_interview"]}, "they have practised with someone already"),
    ("career_guidance", LOOKING | {"tried_job_search": ["career_guidance"]}, "they have had career guidance already"),
    (
        "training_course",
        LOOKING | {"tried_job_search": ["training_course"]},
        "they have taken a course already, or are taking one",
    ),
    (
        "jobcentre_liaison",
        LOOKING | {"tried_job_search": ["jobcentre_liaison"]},
        "someone has spoken to the Jobcentre for them already",
    ),
    ("debt_advice", {"help_already": ["debt_advice"]}, "they have help with money or debts already"),
    ("carers_assessment", {"help_already": ["carers"]}, "they have help as a carer already"),
    ("housing_advice", {"help_already": ["housing_advice"]}, "they have help with housing already"),
    (
        "benefits_check",
        LOOKING | {"circumstances": ["caring"], "benefits": ["uc"], "help_already": ["benefits_check"]},
        "their benefits have been checked already",
    ),
    ("childcare_information", {"help_already": ["childcare_information"]}, "they have asked about childcare already"),
    ("digital_support", {"help_already": ["digital_support"]}, "they have help with getting online already"),
]

HOME = ("losing", "no_home")
CIVIL: ByQuestion = {"employment_type": "civil_servant"}
SCHEMES = ("access_to_work", "access_to_work_mhss")
HARD_MANAGER = {"hard_parts": ["manager", "treated"], "manager_support": "hard_on_me"}

NOT_FOR_THEM: list[Misuse] = [
    # nobody is asked to sit down with whoever bullies them, and a grievance is not talked away
    ("mediation", HARD_MANAGER | {"relationships": "picked_on"}, ""),
    ("mediation", HARD_MANAGER | {"relationships": "unfair"}, ""),
    (
        "mediation",
        {"formal_process": ["grievance"], "formal_advice": "union"},
        "a grievance is being looked into, and that comes first",
    ),
    (
        "mediation",
        {"formal_process": ["grievance_against"], "formal_advice": "acas"},
        "a grievance is being looked into, and that comes first",
    ),
    (
        "stress_conversation",
        {"hard_parts": ["amount"], "demands": "too_much", "formal_process": ["grievance"], "formal_advice": "union"},
        "a grievance is being looked into, and that comes first",
    ),
    (
        "stress_conversation",
        {"hard_parts": ["amount", "treated"], "relationships": "picked_on"},
        "how they are treated at work needs advice first",
    ),
    # a job at risk is no time for a wellness plan
    ("wellness_action_plan", {"formal_process": ["redundancy"], "formal_advice": "union"}, ENDING),
    # nobody gives notice to themselves, and no firm hears of somebody whose job still hangs
    ("before_giving_notice", OWN, "they work for themselves, and give notice to nobody"),
    (
        "employer_approach",
        WORK
        | {"aim": "change", "wants_help_change": ["find_work"], "change_hard": ["references"]}
        | {"formal_process": ["suspension"], "formal_advice": "nobody"},
        "how the job stands needs advice before another firm hears of it",
    ),
    (
        "employer_approach",
        {"last_job_end": "dismissed", "gap": "under_6_months", "ended_fairly": "no"},
        "how the last job ended needs advice before another firm hears of it",
    ),
    # who is not to hear of it
    (
        "employer_letter",
        {"consent_employer": "no"},
        "work is not to hear from us; they can send a letter of their own, and we can help to word it",
    ),
    ("employer_letter", {"consent_employer": "!declined"}, ""),
    ("employer_letter", {"consent_employer": "!skip"}, ""),
    # the union: only with one, and not in place of advice today
    ("union_support", {"union_member": "no"}, "they are not in a union"),
    (
        "union_support",
        {"formal_process": ["disciplinary"], "formal_advice": "union_not_yet"},
        "it cannot wait, and ringing the union is part of getting advice today",
    ),
    # schemes for paid work
    ("access_to_work", {"employ_status": "07"}, ""),
    ("access_to_work", {"employ_status": "02"}, ""),
    ("access_to_work", {"employ_status": "02"} | JOB_OFFER | {"job_offer": "no"}, ""),
    ("access_to_work_mhss", {"employ_status": "07"}, ""),
    ("access_to_work_mhss", {"employ_status": "02"}, ""),
    ("redundancy_support", {"last_job_end": "contract_ended"}, ""),
    # a step behind where they are
    ("volunteering_step", {"employ_status": "01"}, ""),
    ("volunteering_step", {"employ_status": "07"}, ""),
    ("work_trial", {"employ_status": "01"}, ""),
    ("skills_assessment", JOB_OFFER, "a job is about to start"),
    ("job_search_plan", JOB_OFFER, "a job is about to start"),
    ("cv_support", JOB_OFFER, "a job is about to start"),
    ("application_support", JOB_OFFER, "a job is about to start"),
    ("employer_approach", JOB_OFFER, "a job is about to start"),
    (
        "mock_interview",
        JOB_OFFER | {"wants_help_out_of_work": ["interview_skills"]},
        "a job is about to start",
    ),
    ("work_trial", JOB_OFFER, "a job is about to start"),
    ("redundancy_support", JOB_OFFER, "a job is about to start"),
    ("job_search_plan", GOING_WELL, "the search is going well as it is"),
    ("cv_support", GOING_WELL, "applying is going well as it is"),
    ("application_support", GOING_WELL, "applying is going well as it is"),
    (
        "mock_interview",
        {"job_search": "looking", "search_blocks": ["how"], "wants_help_out_of_work": ["interview_skills"]},
        "no interview is near, and interviews are not what they fear",
    ),
    ("access_to_work_interview", {"interview_ahead": "no"}, ""),
    # a note that is in hand, or has run out
    ("fit_note_today", OFF | {"fit_note_ends": "2026-11-19"} | BACK, "they are going back as the note ends"),
    ("fit_note_today", {"first_day_off": "2026-11-12"}, ""),
    ("fit_note_conversation", {"fit_note_ends": "2026-11-08"}, "it has run out, so a new one comes first"),
    # help that rests on something they do not have
    ("new_style_esa", {"benefits": ["esa"]}, "they get ESA already"),
    ("employment_status_advice", {"who_decides": "me"}, ""),
    ("jobcentre_liaison", {"benefits": ["none"]}, "they get no benefit that the Jobcentre looks after"),
    ("jobcentre_liaison", {"benefits": ["pip"]}, "they get no benefit that the Jobcentre looks after"),
    ("work_trial", {"benefits": ["none"]}, ""),
    ("ips_referral", {"secondary_care": "no"}, ""),
    ("ips_referral", {"team_job_help": "yes"}, "that team has offered help with work already"),
    ("ips_referral", NO_WISH, "they do not want paid work just now"),
    ("jobcentre_liaison", NO_WISH, "they do not want paid work just now"),
    ("ips_referral", WORK, ""),
    ("employer_approach", RIGHT_TO_WORK, "whether they may work here has to be clear first"),
    ("work_trial", RIGHT_TO_WORK, "whether they may work here has to be clear first"),
    *(
        (
            "volunteering_step",
            RIGHT_TO_WORK | {"papers_what": papers},
            "whether they may work here has to be clear first",
        )
        for papers in ("limited", "sponsored", "proof", "not_sure")
    ),
    ("volunteering_step", RIGHT_TO_WORK, ""),
    (
        "job_search_plan",
        RIGHT_TO_WORK | {"papers_what": "asylum"},
        "whether they may work here has to be clear first",
    ),
    *(
        (name, RIGHT_TO_WORK | {"papers_what": "asylum"}, "whether they may work here has to be clear first")
        for name in ("cv_support", "application_support")
    ),
    *(
        (
            "new_style_esa",
            RIGHT_TO_WORK | {"papers_what": papers},
            "a claim can touch whether they may stay, so a registered immigration adviser is asked first",
        )
        for papers in ("asylum", "limited", "sponsored", "not_sure", "!declined")
    ),
    ("self_employment_support", RIGHT_TO_WORK, "whether they may work here has to be clear first"),
    # no record is told of, and no paper put at risk, before advice
    *(
        (
            "employer_approach",
            {"circumstances": ["criminal_record"], "record_advice": advice},
            "what has to be told of the record, and when, is gone through with a trained adviser first",
        )
        for advice in ("no", "partly")
    ),
    ("employer_approach", {"circumstances": ["criminal_record"]}, ""),
    ("employer_approach", {"circumstances": ["criminal_record"], "record_advice": "!declined"}, ""),
    ("criminal_record_advice", {"record_advice": "yes"}, "somebody has gone through it with them already"),
    *(
        (
            "connect_to_work",
            {"circumstances": ["caring", "right_to_work"], "papers_what": papers},
            "whether they may work here has to be clear first",
        )
        for papers in ("asylum", "not_sure")
    ),
    ("connect_to_work", NO_WISH, "they do not want paid work just now"),
    (
        "connect_to_work",
        {"team_job_help": "yes"},
        "the mental health team's own help with work comes first, and the two may not go together",
    ),
    ("help_in_next_job", NO_WISH, "they do not want paid work just now"),
    ("pregnancy_at_work", OWN, "they work for themselves, so there is no employer to look at it"),
    *(("housing_advice", {"home_risk": risk}, "it cannot wait, and ringing the council is for today") for risk in HOME),
    # what a civil servant cannot have, and what a small firm does not
    *((name, CIVIL, "their own department arranges this for civil servants") for name in SCHEMES),
    (
        "occupational_health",
        {"employer_size": "small"},
        "an employer as small as this seldom has it; the GP or Access to Work can say what would help",
    ),
    # asked once, not twice
    (
        "therapy_worry_rumination",
        OFF | {"return_feeling": ["walking_in"]},
        "it is part of the steps towards going back to work",
    ),
    (
        "therapy_worry_rumination",
        INTERVIEW | {"interview_feeling": 8},
        "it is part of the steps towards interviews",
    ),
]
HARMED = "how they are treated at work needs advice first"

OUTSIDE: ByQuestion = {"hard_parts": ["other"], "hard_parts_weigh": "advice", "relationships": "outside"}
SIGNS = "they sign, so it is an interpreter of sign language that is wanted"

BETWEEN_PEOPLE: list[Misuse] = [
    ("workplace_meeting", {"return_feeling": ["people"], "relationships": "touched"}, HARMED),
    (
        "workplace_meeting",
        {"formal_process": ["capability"], "formal_advice": "union"},
        "a formal meeting is got ready for as what it is, and not as a friendly talk",
    ),
    ("mediation", {"tension_wish": "only_me"}, ""),
    ("mediation", {"tension_wish": "above_me"}, ""),
    ("mediation", {"tension_wish": "!declined"}, ""),
    (
        "workplace_meeting",
        {"formal_process": ["regulator"], "formal_advice": "union"},
        "something formal is under way, and whoever advises them says what comes next",
    ),
    (
        "workplace_meeting",
        {"formal_process": ["ill_health_retirement"], "formal_advice": "union"},
        "they are asking to retire on health grounds, and the scheme and the union come first",
    ),
    (
        "sick_pay_ends",
        {"first_day_off": "2026-03-02", "benefits": ["esa"]},
        "they get ESA already, which is what there is after sick pay",
    ),
    (
        "mediation",
        {"manager_support": "other", "manager_support_weigh": "concern"},
        "they have been harmed, and are not to be asked to meet whoever did it",
    ),
    (
        "therapy_assertiveness",
        {"hard_parts": ["manager", "treated"], "manager_support": "other", "manager_support_weigh": "concern"},
        "harm was done to them, and it is not for them to practise saying no to it",
    ),
    (
        "someone_to_tell",
        {"formal_process": ["grievance"], "formal_advice": "union"},
        "a grievance has told somebody at work already",
    ),
    ("someone_to_tell", {"treatment_told": "union"}, "somebody who can act on it has been told already"),
    ("kept_apart", OUTSIDE, "it is somebody outside work, and nothing about it is put to work"),
    ("someone_to_tell", OUTSIDE, "it is somebody outside work, and nothing about it is put to work"),
    ("equality_advice", OUTSIDE, "it is somebody outside work, and this service does not advise on that"),
    ("expert_language_support", {"communication_what": ["language", "signs"]}, SIGNS),
    ("expert_language_support", {"health_effects": ["senses"], "health_more": ["signing"]}, SIGNS),
    ("kept_apart", {"relationships": "tension"}, ""),
    ("kept_apart", DISMISSED, ENDING),
    (
        "where_i_stand",
        {"adjustments": "refused"},
        "something has happened, and advice on it is for today",
    ),
    (
        "where_i_stand",
        OWN | {"own_business": ["too_little"], "aim": "change", "wants_help_change": ["understand_rights"]},
        "they work for themselves, and nobody employs them",
    ),
]
HEALTH_GROUNDS: ByQuestion = {"formal_process": ["ill_health_retirement"], "formal_advice": "union"}
SCHEME_FIRST = "they are asking to retire on health grounds, and the scheme and the union come first"
HOURS_COUNT = "hours and pay can count for the pension, so the scheme is asked first"
LOOKED_AT: ByQuestion = {"benefits": ["uc"], "benefits_worry": "yes", "benefits_worry_what": "review"}
RESTS_ON_HEALTH: ByQuestion = {"benefits": ["uc", "esa"], "benefits_worry": "yes", "circumstances": ["none"]}
LOOKED_AT |= {"circumstances": ["none"], "help_already": ["none"]}

ENDS_AND_BENEFITS: list[Misuse] = [
    *((name, HEALTH_GROUNDS, HOURS_COUNT) for name in ("phased_return", "altered_hours", "flexible_working_request")),
    *((name, HEALTH_GROUNDS, SCHEME_FIRST) for name in ("fit_note_conversation",)),
    ("reasonable_adjustments", HEALTH_GROUNDS | {"aim": "!declined"}, SCHEME_FIRST),
    (
        "connect_to_work",
        OFF | HEALTH_GROUNDS | {"health_effects": ["body"], "health_more": ["long_term"]},
        SCHEME_FIRST,
    ),
    *(
        (name, LOOKED_AT, "they fear having their health looked at again, so benefits advice comes first")
        for name in ("jobcentre_liaison", "work_trial", "employer_approach")
    ),
    *(
        (name, RESTS_ON_HEALTH, "they worry about a benefit that rests on their health, so benefits advice comes first")
        for name in ("jobcentre_liaison", "work_trial", "employer_approach")
    ),
    (
        "before_giving_notice",
        {"formal_process": ["resigned"]},
        "they have handed it in already, so it is asked about today",
    ),
    *((name, {"formal_process": ["resigned"], "formal_advice": "union"}, ENDING) for name in ENDS_NOT_WELLNESS),
    (
        "sick_pay_ends",
        {"first_day_off": "2026-03-02"},
        "it may have run out already, and what comes next is asked about today",
    ),
    ("sick_pay_ended", {"benefits": ["esa"]}, "they get ESA already, which is what there is after sick pay"),
    ("sick_pay_ended", OWN, "they work for themselves, and statutory sick pay comes from an employer"),
    (
        "new_style_jsa",
        RIGHT_TO_WORK | {"papers_what": "limited"},
        "a claim can touch whether they may stay, so a registered immigration adviser is asked first",
    ),
    ("new_style_jsa", {"benefits": ["jsa"]}, ""),
    ("benefit_letter_today", {"benefits": ["uc"]}, ""),
]

KEPT = "those who keep them there may be those who would hear of it, so the helpline comes first"


def kept() -> Iterable[tuple[str, ByQuestion, str]]:
    """Everything that would meet work, of somebody whose work keeps their papers or their pay."""
    for name in (
        "someone_to_tell", "kept_apart", "flexible_working_request", "policy_review", "workplace_meeting",
        "stress_conversation", "mediation", "keep_in_touch", "employer_letter", "disclosure_planning",
    ):  # fmt: skip
        question = "return_feeling" if FITS[name].get("off_sick_now") == "yes" else "hard_parts"
        said = [code for code in FITS[name].get(question, ()) if code != "none"]
        yield name, {question: [*said, "kept"]}, KEPT


DECIDED: list[tuple[str, ByQuestion, str]] = [
    (
        "jobcentre_liaison",
        {"benefits_worry": "yes", "benefits_worry_what": "review", "jobcentre_asks": "nothing"},
        "what they fear is having their health looked at again, so a benefits adviser is asked first",
    ),
    (
        "disclosure_planning",
        {"off_sick_now": "no", "keeping_going": "struggling", "hard_parts": ["none"], "adjustments": "not_asked",
         "aim": "retain", "wants_help_in_work": ["talk_to_employer"], "wants_manager_to_know": "not_know",
         "telling_worry": "private"},
        "they have decided to keep it to themselves, and nothing about that worries them",
    ),
]  # fmt: skip
MISUSES = [*misuses(), *kept(), *DECIDED]


@pytest.mark.parametrize(
    ("name", "change", "because"),
    MISUSES,
    ids=[f"{name}-{'-'.join(map(str, change.values()))}"[:90] for name, change, _ in MISUSES],
)
def test_what_fits_is_not_offered_once_it_would_harm_or_be_wasted(name: str, change: ByQuestion, because: str) -> None:
    """The same answers without the change do offer it; with it, the adviser can read why it is held back."""
    assert name in offered_where_it_fits(name)
    made = plan(FITS[name] | change)
    assert name not in [one.id for one in made.proposed()]
    if because:
        assert (name, because) in [(held.id, held.because) for held in made.held_back]


def test_every_rule_that_holds_something_back_has_been_seen_to_do_so() -> None:
    rules = {(one.id, rule.because) for one in ENTRIES for rule in one.not_if}
    # No script of ours asks both things of one person; a service's own may.
    out_of_reach = {
        ("volunteering_step", "they have volunteered already"),
        ("reasonable_adjustments", "they work for themselves, so there is no employer to ask"),
        ("mediation", "they work for themselves, so there is no employer to arrange it"),
        # what a later call may say, after both wished to talk
        ("mediation", "they are being picked on, and are not to be asked to meet whoever does it"),
        ("mediation", "being treated unfairly for who they are is a matter of rights, and needs advice"),
    }
    assert rules - {(name, because) for name, _, because in MISUSES} == out_of_reach


@pytest.mark.parametrize("adviser", ["union", "acas", "citizens_advice", "solicitor"])
@pytest.mark.parametrize("process", ["disciplinary", "capability"])
@pytest.mark.parametrize("name", [name for name in MEETS_WORK if name != "workplace_meeting"])
def test_once_advice_is_taken_a_step_with_work_is_offered_again(name: str, process: str, adviser: str) -> None:
    assert name in offered(FITS[name] | {"formal_process": [process], "formal_advice": adviser})


def test_a_meeting_of_their_own_is_still_offered_to_someone_who_wants_no_contact_from_us() -> None:
    assert "workplace_meeting" in offered(OFF | {"consent_employer": "no"})


@pytest.mark.parametrize(
    "answers",
    [
        WORK | {"formal_process": ["capability"]},
        WORK | {"hard_parts": ["treated"], "relationships": "unfair"},
        WORK | {"hard_parts": ["treated"], "relationships": "picked_on"},
        WORK | {"adjustments": "refused"},
        WORK | {"circumstances": ["new_baby"], "baby_told": "not_good"},
        WORK | {"keeping_going": "on_leave", "leave_kind": "told_away"},
        OFF | {"employer_contact": "made_worse", "contact_worse": ["job"]},
        OUT | {"last_job_end": "dismissed", "gap": "under_6_months"},
        OUT | {"last_job_end": "redundancy", "gap": "under_6_months", "ended_fairly": "no"},
    ],
)
def test_acas_leads_the_list_wherever_rights_may_be_at_stake(answers: ByQuestion) -> None:
    assert "acas_advice" in [one.id for one in plan(answers).suggestions[:2]]


def test_a_job_offer_opens_access_to_work() -> None:
    starting = OUT | JOB_OFFER | {"health_effects": ["physical_health", "anxiety_at_work"]}
    assert {"access_to_work", "access_to_work_mhss"} <= set(offered(starting))


@pytest.mark.parametrize("advice", ["union", "acas", "solicitor", "nobody", "!declined"])
@pytest.mark.parametrize(
    "process",
    ["disciplinary", "capability", "grievance", "grievance_against", "redundancy", "dismissal", "settlement_offer"],
)
def test_urgent_advice_is_offered_in_every_formal_matter_whatever_was_tried(process: str, advice: str) -> None:
    answers = WORK | {"formal_process": [process], "formal_advice": advice, "tried_at_work": ["acas_advice"]}
    assert "urgent_employment_advice" in [one.id for one in plan(answers).suggestions[:3]]
