"""People whom work is often not set up for: what each is offered, what none may be, and who is asked about telling."""

from __future__ import annotations

import pytest

from assessor.bank.adjustments import fitting
from assessor.care.answers import Answers
from assessor.care.plan_builder import make_plan
from assessor.scripts.interview import Interview
from tests.bank.first_call import BANK, ByQuestion, offered, plan, talk
from tests.care.conftest import ROSA, TODAY
from tests.scripts.conftest import act
from tests.scripts.conftest import entry as entered

NEW = {
    *("autism", "adhd", "dyslexia", "hearing", "sight", "long_term_condition", "pregnancy", "menopause"),
    *("bereavement", "separation", "gambling", "alcohol_drugs"),
}


def held(answers: ByQuestion) -> dict[str, str]:
    return {one.id: one.because for one in plan(answers).held_back}


START: ByQuestion = {
    "identity": "confirmed",
    "can_talk": "home",
    "consent_therapist": "yes",
    "communication_what": ["none"],
}
WORK: ByQuestion = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "hours": 37}
WORK |= {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["none"], "adjustments": "not_asked"}
WORK |= {"health_effects": ["none"], "circumstances": ["none"], "aim": "retain", "wants_help_in_work": ["confidence"]}
OFF: ByQuestion = WORK | {"off_sick_now": "yes", "first_day_off": "2026-10-01", "fit_note": "not_fit", "aim": "return"}
OUT: ByQuestion = START | {"employ_status": "02", "health_effects": ["none"], "circumstances": ["none"], "aim": "gain"}
OUT |= {"wants_help_out_of_work": ["find_work"], "job_search": "looking", "search_blocks": ["none"]}
WAY_IN = {"autism": "mind", "adhd": "mind", "dyslexia": "mind", "signing": "senses", "hearing": "senses"}
WAY_IN |= {"sight": "senses", "long_term": "body", "pregnant": "body", "menopause": "body"}


def body(*what: str) -> ByQuestion:
    """What they have put a name to of their body or their mind."""
    return {"health_effects": sorted({WAY_IN[one] for one in what}), "health_more": list(what)}


def life(*what: str) -> ByQuestion:
    """What else there is in their life."""
    return {"circumstances": ["more"], "life_more": list(what)}


CAPABILITY: ByQuestion = {"formal_process": ["capability"], "formal_advice": "nobody"}
APPRENTICE: ByQuestion = WORK | {"employment_type": "apprentice"}
CIVIL: ByQuestion = WORK | {"employment_type": "civil_servant"}
SOON: ByQuestion = OUT | {"job_search": "interviews", "interview_ahead": "yes"}
STARTS: ByQuestion = OUT | {"job_search": "interviews", "interview_ahead": "no", "job_offer": "yes"}


# ---- what each is offered

OFFERED: list[tuple[ByQuestion, str]] = [
    # how a mind works, diagnosed or not
    (WORK | body("autism"), "neurodivergence_support reasonable_adjustments access_to_work"),
    (WORK | body("adhd", "dyslexia"), "neurodivergence_support reasonable_adjustments access_to_work"),
    (APPRENTICE | CAPABILITY | body("adhd"), "urgent_employment_advice apprentice_support access_to_work"),
    (APPRENTICE | CAPABILITY | body("adhd"), "reasonable_adjustments neurodivergence_support"),
    (OFF | body("autism"), "neurodivergence_support reasonable_adjustments access_to_work"),
    (OUT | body("autism"), "help_in_next_job"),
    (SOON | body("autism"), "help_in_next_job access_to_work_interview"),
    (SOON | body("dyslexia"), "access_to_work_interview"),
    (STARTS | body("adhd"), "access_to_work help_in_next_job"),
    # hearing and sight
    (WORK | body("signing"), "hearing_sight_support access_to_work reasonable_adjustments"),
    (WORK | body("sight"), "hearing_sight_support access_to_work reasonable_adjustments"),
    (OUT | body("hearing"), "hearing_sight_support help_in_next_job"),
    (WORK | body("sight") | {"work_kind": ["driving"]}, "driving_and_health"),
    # a long-term illness, pregnancy, the menopause
    (WORK | body("long_term"), "access_to_work workwell_referral reasonable_adjustments"),
    (WORK | body("pregnant"), "pregnancy_at_work reasonable_adjustments"),
    (OFF | body("pregnant"), "pregnancy_at_work"),
    (OFF | {"circumstances": ["new_baby"], "baby_told": "not_yet"}, "pregnancy_at_work"),
    (OFF | {"circumstances": ["new_baby"], "baby_told": "not_good"}, "pregnancy_at_work acas_advice"),
    (WORK | body("menopause"), "menopause_support reasonable_adjustments"),
    # pregnant in probation, with a meeting that is formal; made redundant on leave for a baby
    (OFF | CAPABILITY | body("pregnant"), "pregnancy_at_work urgent_employment_advice acas_advice"),
    (
        WORK | {"keeping_going": "on_leave", "leave_kind": "baby", "formal_process": ["redundancy"]},
        "redundancy_support urgent_employment_advice",
    ),
    (WORK | {"formal_process": ["redundancy"]} | body("pregnant"), "redundancy_support pregnancy_at_work"),
    # loss, and what is hard to say
    (OFF | life("bereavement"), "bereavement_support reasonable_adjustments"),
    (OUT | life("separation"), "bereavement_support"),
    (OFF | life("gambling") | {"circumstances": ["money_debt", "more"]}, "gambling_support debt_advice"),
    (OFF | {"fit_note": "none"} | {"employment_type": "agency"} | life("gambling"), "fit_note_today gambling_support"),
    (OUT | life("alcohol_drugs"), "alcohol_drugs_support"),
    (WORK | life("close_person") | {"close_person_now": "no"}, "private_support"),
    (OUT | life("close_person") | {"close_person_now": "not_now"}, "private_support"),
    (
        OUT | {"circumstances": ["housing"], "home_risk": "who_with", "close_person_now": "not_always"},
        "private_support",
    ),
    (WORK | life("caring_too_much"), "carer_crisis carers_leave carers_assessment"),
    (OUT | life("caring_too_much"), "carer_crisis connect_to_work"),
    # by what they do
    (WORK | {"work_kind": ["classroom"]}, "education_support"),
    (OUT | {"employ_status": "03", "wants_work": "no"}, "student_support"),
    (WORK | {"work_kind": ["driving"], "health_effects": ["medication_effects"]}, "driving_and_health"),
    (WORK | {"work_kind": ["driving"]} | life("alcohol_drugs"), "driving_and_health"),
    (CIVIL | body("sight"), "civil_service_support reasonable_adjustments"),
    (
        CIVIL | {"wants_help_in_work": ["manage_health_at_work"], "health_effects": ["anxiety_at_work"]},
        "civil_service_support",
    ),
    (OUT | life("later_life"), "later_life_work"),
    (OUT | {"search_blocks": ["age"]}, "later_life_work"),
    # finding work with more in the way
    (OUT | life("forces") | {"secondary_care": "yes"}, "veteran_support ips_referral connect_to_work"),
    (OUT | {"circumstances": ["criminal_record"], "record_advice": "no"}, "criminal_record_advice connect_to_work"),
    (OUT | {"circumstances": ["criminal_record"], "record_advice": "yes"}, "employer_approach"),
    (OUT | {"circumstances": ["housing"], "home_risk": "losing", "home_date": "2026-12-06"}, "housing_today"),
    (WORK | CAPABILITY | body("long_term"), "connect_to_work"),
    # papers, told apart
    (OUT | {"circumstances": ["right_to_work"], "papers_what": "asylum"}, "visa_advice_first immigration_advice"),
    (
        OUT
        | {"circumstances": ["right_to_work"], "papers_what": "asylum"}
        | {"job_search": "not_started", "assets": ["experience"], "volunteering_wish": "yes"},
        "volunteering_step",
    ),
    (WORK | {"circumstances": ["right_to_work"], "papers_what": "sponsored"}, "visa_advice_first"),
    (OUT | {"circumstances": ["right_to_work"], "papers_what": "limited"}, "visa_advice_first"),
]


@pytest.mark.parametrize(("answers", "wanted"), OFFERED, ids=lambda one: one if isinstance(one, str) else "")
def test_each_is_offered_what_fits(answers: ByQuestion, wanted: str) -> None:
    assert set(wanted.split()) <= offered(answers)


# ---- what would harm, or is not to be had

NOT_OFFERED: list[tuple[ByQuestion, str]] = [
    # not because of pregnancy alone
    (WORK | body("pregnant"), "access_to_work access_to_work_mhss neurodivergence_support"),
    (WORK | body("menopause"), "access_to_work"),
    (OFF | body("pregnant"), "access_to_work"),
    (WORK | body("pregnant") | {"employment_type": "self_employed"}, "pregnancy_at_work"),
    (OUT | body("pregnant"), "pregnancy_at_work"),
    # what civil servants cannot have
    (CIVIL | body("autism", "sight", "long_term"), "access_to_work access_to_work_mhss"),
    (
        CIVIL | {"health_effects": ["anxiety_at_work"], "wants_help_in_work": ["manage_health_at_work"]},
        "access_to_work_mhss",
    ),
    (CIVIL | {"health_effects": ["physical_health"]}, "access_to_work"),
    # schemes for paid work alone
    (OUT | body("autism"), "access_to_work access_to_work_interview neurodivergence_support"),
    # no employer hears of a record before advice, and none of a person whose papers are not clear
    (OUT | {"circumstances": ["criminal_record"]}, "employer_approach"),
    (OUT | {"circumstances": ["criminal_record"], "record_advice": "no"}, "employer_approach"),
    (OUT | {"circumstances": ["criminal_record"], "record_advice": "partly"}, "employer_approach"),
    (OUT | {"circumstances": ["criminal_record"], "record_advice": "!declined"}, "employer_approach"),
    (
        OUT | {"circumstances": ["right_to_work"], "papers_what": "asylum"},
        "work_trial employer_approach connect_to_work",
    ),
    (
        OUT
        | {"circumstances": ["right_to_work"], "papers_what": "limited", "job_search": "not_started"}
        | {"assets": ["experience"], "volunteering_wish": "yes"},
        "volunteering_step",
    ),
    # not both
    (OUT | {"secondary_care": "yes", "team_job_help": "yes"} | life("forces"), "connect_to_work ips_referral"),
    # occupational health only where there is one
    (
        WORK
        | {
            "keeping_going": "days_off",
            "oh_seen": "no",
            "employer_size": "small",
            "health_effects": ["physical_health"],
        },
        "occupational_health",
    ),
    # nothing is read into what was not said
    (WORK, "apprentice_support education_support driving_and_health civil_service_support private_support"),
    (WORK | {"work_kind": ["driving"]}, "driving_and_health"),
    (WORK | life("close_person") | {"close_person_now": "yes"}, "private_support"),
    (WORK | life("unsaid"), "private_support gambling_support alcohol_drugs_support"),
    (WORK | {"health_effects": ["mind"], "health_more": ["unsaid"]}, "neurodivergence_support"),
    (OUT | {"wants_work": "no", "employ_status": "04"} | body("autism"), "help_in_next_job connect_to_work"),
]


@pytest.mark.parametrize(("answers", "unwanted"), NOT_OFFERED, ids=lambda one: one if isinstance(one, str) else "")
def test_what_would_harm_or_is_not_to_be_had_is_not_offered(answers: ByQuestion, unwanted: str) -> None:
    assert set(unwanted.split()) & offered(answers) == set()


def test_what_is_held_back_says_why() -> None:
    no_advice = held(OUT | {"circumstances": ["criminal_record"], "record_advice": "no"})
    assert "trained adviser first" in no_advice["employer_approach"]
    assert "department" in held(CIVIL | body("autism"))["access_to_work"]


def test_a_reason_that_is_printed_is_one_that_triggered() -> None:
    """Work that has been good about a baby is no reason for anything urgent."""
    made = plan(WORK | {"circumstances": ["new_baby"], "baby_told": "good"})
    assert [one.id for one in made.suggestions if one.priority == "urgent"] == []
    asked = plan(WORK | body("adhd")).suggestion("neurodivergence_support")
    assert asked is not None
    assert asked.because == ("what it is: ADHD, or I may have it",)


def test_no_reason_tells_what_else_was_said_beside_what_triggered() -> None:
    """A list of what somebody lives with is not quoted whole: betting is no reason for help with one's age."""
    quoted = [text for one in BANK.interventions.values() for _, text in one.texts()]
    assert [text for text in quoted if "life_more" in text or "health_more" in text or "close_person" in text] == []


def test_good_news_about_a_baby_is_given_as_no_reason() -> None:
    (because,) = [
        one.because
        for one in plan(WORK | {"circumstances": ["new_baby"], "baby_told": "good"}).suggestions
        if one.id == "pregnancy_at_work"
    ]
    assert because == ("is pregnant or has a new baby, and has a job",)


def test_a_home_that_may_go_comes_first_with_its_day() -> None:
    made = plan(
        OUT
        | {"circumstances": ["housing"], "home_risk": "losing"}
        | {"home_step": "!unknown", "home_date": "2026-12-06"}
    )
    assert made.suggestions[0].id == "housing_today"
    assert [(one.what, str(one.on)) for one in made.coming_up] == [("Day that matters for the home", "2026-12-06")]


@pytest.mark.parametrize("name", ["access_to_work", "help_in_next_job"])
def test_the_wait_for_access_to_work_is_told_honestly(name: str) -> None:
    entry = BANK.interventions[name]
    assert "months" in entry.explain_to_client
    assert "access_to_work_wait" in BANK.text(entry.does["adviser"]).quotes


def test_who_comes_first_for_a_vacancy_in_pregnancy_or_on_leave_is_told_as_information_with_its_source() -> None:
    made = plan(WORK | {"keeping_going": "on_leave", "leave_kind": "baby", "formal_process": ["redundancy"]})
    told = made.suggestion("redundancy_support")
    assert told is not None
    assert BANK.names["fact.redundancy_family"].words in told.does["adviser"]
    assert BANK.facts["redundancy_family"].url


def test_workwell_is_promised_to_nobody() -> None:
    told = BANK.interventions["workwell_referral"].explain_to_client
    assert "may not have begun" in told


@pytest.mark.parametrize("name", ["driving_and_health", "education_support", "pregnancy_at_work", "visa_advice_first"])
def test_who_can_say_is_told_and_not_what_to_do(name: str) -> None:
    entry = BANK.interventions[name]
    assert not any(word in entry.explain_to_client for word in ("you must", "you have to tell", "you should tell"))
    assert "other" in entry.does


@pytest.mark.parametrize("name", ["gambling_support", "alcohol_drugs_support", "private_support"])
def test_a_service_that_is_named_for_a_dark_hour_gives_its_hours(name: str) -> None:
    told = BANK.interventions[name].does["adviser"]
    assert "day and night" in told or "weekdays" in told


# ---- the call grows only for those whom it touches


@pytest.mark.parametrize(
    ("answers", "question", "asked"),
    [
        (WORK | {"health_effects": ["physical_health"]}, "health_more", False),
        (WORK | {"health_effects": ["mind"]}, "health_more", True),
        (WORK | {"circumstances": ["money_debt"]}, "life_more", False),
        (WORK | {"circumstances": ["more"]}, "life_more", True),
        (WORK | life("bereavement"), "close_person_now", False),
        (WORK | life("close_person"), "close_person_now", True),
        (OUT | {"circumstances": ["criminal_record"]}, "record_advice", True),
        (OUT, "record_advice", False),
        (OUT | {"circumstances": ["right_to_work"]}, "papers_what", True),
        (OUT | {"circumstances": ["housing"], "home_risk": "condition"}, "home_date", False),
        # telling work, or a new employer: whatever they want help with
        (WORK, "wants_manager_to_know", True),
        (WORK | {"aim": "change"}, "wants_manager_to_know", True),
        (WORK | {"adjustments": "refused"}, "wants_manager_to_know", True),
        (WORK | {"formal_process": ["disciplinary"]}, "wants_manager_to_know", True),
        (OFF | {"formal_process": ["capability"]}, "wants_manager_to_know", True),
        (APPRENTICE | CAPABILITY, "wants_manager_to_know", True),
        (WORK | {"adjustments": "!declined"}, "wants_manager_to_know", True),
        (WORK | {"adjustments": "agreed"}, "wants_manager_to_know", False),
        (WORK | {"employment_type": "self_employed"}, "wants_manager_to_know", False),
        (OFF, "wants_manager_to_know", False),
        (OUT, "wants_manager_to_know", False),
        (OUT | {"job_search": "applying", "interview_ahead": "no"}, "telling_employers", True),
        (SOON, "telling_employers", True),
        (OUT | {"wants_help_out_of_work": ["interview_skills"]}, "telling_employers", True),
        (OUT, "telling_employers", False),
        (STARTS, "telling_employers", False),
        (WORK | {"aim": "retain"}, "telling_employers", False),
    ],
)
def test_who_is_asked(answers: ByQuestion, question: str, asked: bool) -> None:
    assert (question in talk(answers).route) == asked


@pytest.mark.parametrize(
    ("answers", "fits"),
    [
        (WORK | {"wants_manager_to_know": "not_know"}, True),  # the firm is to know nothing
        (WORK | {"wants_manager_to_know": "partly"}, True),
        (WORK | {"wants_manager_to_know": "knows"}, False),
        (OFF | CAPABILITY | {"wants_manager_to_know": "partly"}, True),
        (SOON | {"telling_employers": "not_sure"}, True),
        (SOON | {"telling_employers": "nothing"}, False),  # that is a decision, and a good one
        (SOON | {"telling_employers": "settled"}, False),
        (OFF | {"return_feeling": ["telling"]}, True),
    ],
)
def test_what_to_tell_is_gone_through_with_whoever_has_not_settled_it(answers: ByQuestion, fits: bool) -> None:
    assert ("disclosure_planning" in offered(answers)) == fits


def test_wanting_to_keep_it_private_is_nothing_to_be_treated() -> None:
    assert "therapy_assertiveness" not in offered(WORK | {"wants_manager_to_know": "not_know"})


# ---- adjustments


@pytest.mark.parametrize("difficulty", sorted(NEW - {"gambling", "alcohol_drugs"}))
def test_each_has_at_least_three_changes_to_ask_for(difficulty: str) -> None:
    fitted = fitting(BANK.adjustments.values(), [difficulty], [], 5)
    assert len(fitted) >= 2
    assert sum(difficulty in one.answers for one in BANK.adjustments.values()) >= 3


@pytest.mark.parametrize(
    ("difficulty", "kind", "wanted"),
    [
        ("hearing", "kitchen", "nod_at_the_pass orders_on_a_ticket light_or_wave_for_attention"),
        ("adhd", "warehouse", "one_zone_to_pick_in rate_counted_by_the_week shown_then_done_together"),
        ("autism", "classroom", "same_room_all_term no_cover_at_short_notice"),
        ("menopause", "kitchen", "away_from_the_hot_line"),
        ("pregnancy", "warehouse", "others_do_the_lifting"),
        ("dyslexia", "desk", "screen_made_for_reading software_that_reads_aloud"),
        ("sight", "warehouse", "large_clear_labels"),
        ("bereavement", "classroom", "two_days_in_term_time"),
        ("caring", "kitchen", "number_that_home_can_ring no_split_shifts"),
    ],
)
def test_changes_fit_the_difficulty_and_the_kind_of_work(difficulty: str, kind: str, wanted: str) -> None:
    fitted = {name for name, _ in fitting(BANK.adjustments.values(), [difficulty], [kind], 8)}
    assert fitted & set(wanted.split())


def test_a_meeting_about_how_they_do_the_job_takes_no_adjustments_away() -> None:
    made = plan(APPRENTICE | CAPABILITY | body("adhd") | {"work_kind": ["manual"]})
    assert len(made.adjustments) == 5
    assert any("ADHD" in one.because[0] for one in made.adjustments)


# ---- in a later call

LATER = BANK.course("review")


def later(answers: ByQuestion) -> Interview:
    begun = Interview.begin(LATER, ROSA, TODAY, "Dan Price")
    made = begun.with_entries(entered(act(question, value)) for question, value in answers.items())
    assert made.problems == ()
    return made


AGAIN: ByQuestion = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01"}
AGAIN |= {"off_sick_now": "no", "employment_type": "civil_servant"}


@pytest.mark.parametrize(
    ("said", "code", "wanted"),
    [
        ("pregnant", "pregnancy", "pregnancy_at_work"),
        ("mind", "autism", "neurodivergence_support"),
        ("bereavement", "bereavement", "bereavement_support"),
        ("gambling", "gambling", "gambling_support"),
        ("sight", "sight", "civil_service_support"),
    ],
)
def test_what_comes_up_in_a_later_call_has_a_way_in_too(said: str, code: str, wanted: str) -> None:
    made = later(AGAIN | {"new_in_work": ["other"], "new_what": [said]})
    told = make_plan(Answers.of(made), BANK, {})
    assert code in [line.code for line in told.barriers]
    assert wanted in [one.id for one in told.proposed()]
    assert "access_to_work" not in [one.id for one in told.proposed()]


def test_in_a_later_call_too_it_is_asked_in_private_how_things_are_at_home() -> None:
    assert "close_person_now" not in later(AGAIN | {"new_in_work": ["none"]}).route
    made = later(AGAIN | {"new_in_work": ["other"], "new_what": ["close_person"]})
    assert "close_person_now" in made.route
    question = LATER.question("close_person_now")
    assert question is not None
    assert question.private
