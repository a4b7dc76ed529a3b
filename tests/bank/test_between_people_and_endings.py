"""Harm between people, what is formal, and how work ended: what is for today, and what must not be offered."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.scripts.kinds.options import Coded
from assessor.scripts.recording import answer_recording
from assessor.views import call as telling
from tests.bank.first_call import BANK, COURSE, ByQuestion, offered, plan, talk, urgent

START: ByQuestion = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
JOB: ByQuestion = START | {"employ_status": "01", "employment_type": "employee", "hours": 37}
WORK: ByQuestion = JOB | {
    "off_sick_now": "no",
    "formal_process": ["none"],
    "keeping_going": "struggling",
    "aim": "retain",
}
OFF: ByQuestion = JOB | {
    "off_sick_now": "yes", "formal_process": ["none"], "first_day_off": "2026-10-26", "fit_note": "not_fit",
    "fit_note_ends": "2026-12-10", "sick_pay": "full", "aim": "return",
}  # fmt: skip
OUT: ByQuestion = START | {"employ_status": "02", "aim": "gain"}


# ---- harm between people

GENTLE = {"mediation", "workplace_meeting", "stress_conversation", "therapy_assertiveness"}
STRESSED: ByQuestion = {"hard_parts": ["treated", "amount", "role"], "demands": "too_much", "role_clear": "never_told"}


def harmed(how: str, **more: Any) -> ByQuestion:
    return WORK | STRESSED | {"relationships": how, "treatment_told": "nobody"} | more


@pytest.mark.parametrize(
    ("answers", "barrier"),
    [
        (harmed("touched"), "sexual_harassment"),
        (harmed("hurt"), "violence_at_work"),
        (harmed("unfair"), "discrimination"),
        (harmed("one_person"), "bullying_harassment"),
        (harmed("picked_on"), "bullying_harassment"),
        (harmed("touched", employment_type="agency"), "sexual_harassment"),
        (OFF | {"return_feeling": ["people"], "relationships": "hurt"}, "violence_at_work"),
        (OFF | {"return_feeling": ["people"], "relationships": "one_person"}, "bullying_harassment"),
        # by the other ways in
        (
            OFF | {"return_feeling": ["manager"], "manager_support": "hard_on_me", "relationships": "touched"},
            "sexual_harassment",
        ),
        (
            OFF | {"employer_contact": "made_worse", "contact_worse": ["tone"], "relationships": "unfair"},
            "discrimination",
        ),
        (
            WORK | {"hard_parts": ["manager"], "manager_support": "hard_on_me", "relationships": "hurt"},
            "violence_at_work",
        ),
        (
            WORK | {"hard_parts": ["manager"], "manager_support": "!declined", "relationships": "touched"},
            "sexual_harassment",
        ),
        (
            WORK | {"hard_parts": ["other"], "hard_parts_weigh": "advice", "relationships": "touched"},
            "sexual_harassment",
        ),
    ],
)
def test_harm_is_written_down_as_what_it_is_and_leads_to_advice_and_no_friendly_talk(
    answers: ByQuestion, barrier: str
) -> None:
    made_plan = plan(answers)
    assert barrier in {line.code for line in made_plan.barriers}
    assert "acas_advice" in urgent(answers)
    assert ("equality_advice" in urgent(answers)) == (barrier in ("sexual_harassment", "discrimination"))
    assert {"someone_to_tell", "equality_advice"} <= offered(answers)
    assert offered(answers) & GENTLE == set()


@pytest.mark.parametrize("how", ["touched", "hurt", "one_person", "picked_on", "unfair"])
def test_harm_offers_the_safety_page_and_opens_nothing(how: str) -> None:
    question = COURSE.question("relationships")
    assert isinstance(question, Coded)
    option = question.option(how)
    assert option.offers == "safety"
    assert not option.safety
    assert plan(harmed(how)).safety == ()


@pytest.mark.parametrize(
    ("answers", "fits"),
    [
        (harmed("tension", tension_wish="both"), True),
        (harmed("tension", tension_wish="only_me"), False),
        (harmed("tension", tension_wish="above_me"), False),
        (harmed("tension", tension_wish="no"), False),
        (harmed("tension", tension_wish="!unknown"), False),
        (harmed("tension"), False),
        (harmed("one_person"), False),
        (harmed("other", relationships_weigh="ordinary"), False),
        (WORK | {"hard_parts": ["none"]}, False),
    ],
)
def test_mediation_is_offered_by_what_both_wish_and_by_nothing_that_is_lacking(answers: ByQuestion, fits: bool) -> None:
    assert ("mediation" in offered(answers)) == fits


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (OFF | {"return_feeling": ["manager"], "manager_support": "hard_on_me"}, True),
        (OFF | {"return_feeling": ["manager"], "manager_support": "busy"}, False),
        (OFF | {"return_feeling": ["none"], "employer_contact": "made_worse", "contact_worse": ["tone"]}, True),
        (OFF | {"return_feeling": ["none"], "employer_contact": "made_worse", "contact_worse": ["too_much"]}, False),
        (OFF | {"return_feeling": ["other"], "return_feeling_weigh": "concern"}, True),
        (OFF | {"return_feeling": ["other"], "return_feeling_weigh": "ordinary"}, False),
        (WORK | {"hard_parts": ["amount"]}, False),
        (WORK | {"hard_parts": ["manager"], "manager_support": "other", "manager_support_weigh": "advice"}, True),
    ],
)
def test_how_they_are_treated_is_asked_of_those_whom_it_may_touch(answers: ByQuestion, asked: bool) -> None:
    assert ("relationships" in talk(answers).route) == asked


def test_somebody_who_is_only_called_self_employed_can_say_it_too() -> None:
    own = WORK | {"employment_type": "self_employed", "own_business": ["treated"], "relationships": "touched"}
    assert "sexual_harassment" in {line.code for line in plan(own).barriers}
    assert "equality_advice" in urgent(own)


def test_what_nobody_has_weighed_is_not_taken_for_mild() -> None:
    assert offered(harmed("other", relationships_weigh="!declined")) & GENTLE == set()
    assert "stress_conversation" in offered(harmed("other", relationships_weigh="ordinary"))


# ---- something else


@pytest.mark.parametrize(
    ("key", "barriers", "concerned"),
    [("advice", {"advice_today"}, False), ("concern", set(), True), ("ordinary", set(), False)],
)
def test_something_else_is_weighed_by_the_adviser(key: str, barriers: set[str], concerned: bool) -> None:
    answers = harmed("other", relationships_weigh=key)
    words = ("relationships", "he waits by my car")
    read = plan(answers, words)
    assert {line.code for line in read.barriers} & {"advice_today"} == barriers
    assert bool(read.safety) == concerned
    assert [line.words for line in read.barriers if line.code == "advice_today"] == ["he waits by my car"] * len(
        barriers
    )
    if concerned:
        assert "he waits by my car" in read.safety[0].because
    if key != "ordinary":
        assert {one.id for one in read.proposed()} & GENTLE == set()


def test_what_needs_advice_today_is_urgent_in_their_own_words() -> None:
    read = plan(harmed("other", relationships_weigh="advice"), ("relationships", "he waits by my car"))
    for name in ("acas_advice", "equality_advice", "who_can_advise_today"):
        one = read.suggestion(name)
        assert one is not None
        assert one.priority == "urgent"
        assert "he waits by my car" in "; ".join(one.because)


def test_the_key_is_for_the_adviser_and_is_not_read_aloud() -> None:
    interview = talk(WORK | {"hard_parts": ["other"]})
    assert interview.next == "hard_parts_weigh" or "hard_parts_weigh" in interview.route
    told = telling.put_to_client(interview, "hard_parts_weigh")
    assert "“" not in told
    assert told.startswith("For you")
    assert telling.put_to_client(interview, "hard_parts").startswith("“")


@pytest.mark.parametrize("script", [name for name, course in BANK.courses.items() if course.script.stage != "protocol"])
def test_every_something_else_is_weighed_unless_nothing_hangs_on_it(script: str) -> None:
    light = {"communication_what", "good_parts", "assets"}
    course = BANK.course(script)
    for _, _, question in course.script.questions():
        for option in question.choices:
            if option.note and option.label == "Something else" and question.id not in light:
                assert option.weigh, question.id
                assert f"{question.id}_weigh" in course.at


def test_what_something_else_was_takes_its_place_once_a_note_has_named_it() -> None:
    found = answer_recording(talk(harmed("other")), "barrier", "sexual_harassment")
    assert found is not None
    assert (found.question, found.value) == ("relationships", "touched")
    assert answer_recording(talk(harmed("tension")), "barrier", "sexual_harassment") is None


# ---- what is formal


def formal(*what: str, **more: Any) -> ByQuestion:
    return WORK | {"formal_process": list(what), "formal_advice": "nobody"} | more


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        (formal("probation"), "acas_advice"),
        (formal("suspension", "disciplinary", formal_advice="union_not_yet"), "union_today"),
        (formal("regulator"), "acas_advice"),
        (formal("appeal"), "acas_advice"),
        (formal("tribunal", formal_advice="union_not_yet"), "union_today"),
        (formal("disciplinary", off_sick_now="yes"), "acas_advice"),
        (formal("capability"), "acas_advice"),
        (formal("grievance", formal_advice="union_not_yet"), "union_today"),
    ],
)
def test_what_is_formal_is_for_today_and_the_union_comes_first(answers: ByQuestion, first: str) -> None:
    read = plan(answers)
    assert read.suggestions[0].id == first
    assert {"acas_advice", "urgent_employment_advice"} <= urgent(answers)
    assert "mediation" not in offered(answers)


@pytest.mark.parametrize("advice", ["union", "acas", "solicitor", "nobody"])
@pytest.mark.parametrize("what", ["disciplinary", "capability", "probation", "suspension", "appeal", "grievance"])
def test_a_formal_meeting_is_got_ready_for_as_one(what: str, advice: str) -> None:
    answers = OFF | {"formal_process": [what], "formal_date": "2026-12-07", "formal_advice": advice, "aim": "return"}
    assert "formal_meeting_ready" in offered(answers)
    assert "workplace_meeting" not in offered(answers)
    ready = plan(answers).suggestion("formal_meeting_ready")
    assert ready is not None
    assert "colleague" in ready.explain_to_client
    assert ready.source is not None
    assert ready.source.url


def test_suspended_is_said_as_what_it_is_and_not_asked_about_as_work_or_leave() -> None:
    answers = START | JOB | {"off_sick_now": "no", "formal_process": ["suspension"], "formal_date": "2026-12-07"}
    route = talk(answers).route
    assert {"keeping_going", "hard_parts", "leave_kind", "good_parts"} & set(route) == set()
    one = plan(answers).suggestion("suspended_from_work")
    assert one is not None
    assert "not as leave" in one.does["adviser"]


@pytest.mark.parametrize(
    ("answers", "days"),
    [
        (formal("disciplinary", formal_date="2026-12-07"), ["Formal date: a disciplinary"]),
        (
            formal("appeal", formal_date="2026-12-07", other_formal_date="2026-12-14"),
            ["Formal date: an appeal", "Appeal, hearing or decision"],
        ),
        (formal("dismissal", last_day="2026-12-31"), ["Last day in the job"]),
        (formal("contract_ending", last_day="2027-03-31"), ["Last day in the job"]),
        (
            OUT
            | {"last_job_end": "dismissed", "gap": "under_6_months", "ended_fairly": "no", "ended_date": "2026-12-03"},
            ["Appeal, hearing or decision"],
        ),
    ],
)
def test_each_date_is_among_the_days_coming_up(answers: ByQuestion, days: list[str]) -> None:
    assert [day.what for day in plan(answers).coming_up] == days


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (formal("transfer"), "change_of_employer"),
        (formal("contract_ending"), "contract_end_ahead"),
        (WORK | {"keeping_going": "leaving", "wants_help_in_work": ["understand_rights"]}, "where_i_stand"),
        (
            WORK | {"hard_parts": ["change"], "change_told": "jobs_going", "wants_help_in_work": ["understand_rights"]},
            "where_i_stand",
        ),
        (OFF | {"return_feeling": ["losing_job"], "wants_help_off_sick": ["understand_rights"]}, "where_i_stand"),
    ],
)
def test_nothing_is_urgent_where_nothing_has_happened(answers: ByQuestion, wanted: str) -> None:
    assert urgent(answers) == set()
    assert wanted in offered(answers)


# ---- how work ended


def ended(how: str, **more: Any) -> ByQuestion:
    return OUT | {"last_job_end": how, "gap": "under_6_months"} | more


@pytest.mark.parametrize(
    "how", ["resigned_health", "dismissed", "redundancy", "contract_ended", "not_renewed", "no_more_work", "other"]
)
@pytest.mark.parametrize("gap", ["under_6_months", "months_6_12"])
def test_whoever_left_within_a_year_is_asked_if_something_at_work_pushed_them_out(how: str, gap: str) -> None:
    assert "ended_fairly" in talk(ended(how, gap=gap)).route
    assert "ended_fairly" not in talk(ended(how, gap="years_1_2")).route
    answers = ended(how, gap=gap, ended_fairly="no", ended_unfair="how")
    assert {"acas_advice", "urgent_employment_advice"} <= urgent(answers)
    assert "unfair_ending" in {line.code for line in plan(answers).barriers}
    assert "union_member" in talk(answers).route


@pytest.mark.parametrize(
    ("answers", "today"),
    [
        (ended("pushed_out"), True),
        (ended("pushed_out", gap="months_6_12", ended_unfair="treated"), True),
        (ended("pushed_out", gap="!unknown"), True),
        (ended("pushed_out", gap="over_2_years"), False),
        (ended("no_more_work", ended_fairly="no", ended_unfair="baby"), True),
        (ended("not_renewed", ended_fairly="no", ended_unfair="health"), True),
        (ended("resigned_health", ended_fairly="no", ended_unfair="refused"), True),
        (ended("resigned_health", ended_fairly="yes"), False),
        (ended("redundancy", ended_fairly="yes"), False),
        (ended("not_renewed", ended_fairly="yes"), False),
        (ended("caring", ended_fairly="no", ended_unfair="how"), True),
        (ended("studying"), False),
        (OUT | {"last_job_end": "retired"}, False),
        (
            OUT | {"employ_status": "04", "wants_work": "no"} | {"last_job_end": "pushed_out", "gap": "under_6_months"},
            True,
        ),
    ],
)
def test_advice_on_how_it_ended_is_for_today_where_it_was_not_fair(answers: ByQuestion, today: bool) -> None:
    assert ("urgent_employment_advice" in urgent(answers)) == today
    assert ("acas_advice" in urgent(answers)) == today


def test_a_union_may_still_help_after_a_job_has_ended() -> None:
    answers = ended("pushed_out", ended_unfair="treated", union_member="yes")
    assert plan(answers).suggestions[0].id == "union_today"


# ---- changes that were refused, that stopped, or that did not help

TIRED: ByQuestion = {"health_effects": ["concentration", "sleep_fatigue"]}


@pytest.mark.parametrize(
    ("more", "released"),
    [
        ({"adjustments": "agreed", "adjustments_working": "lapsed"}, True),
        ({"adjustments": "agreed", "adjustments_working": "not_helping"}, True),
        ({"adjustments": "agreed", "adjustments_working": "well"}, False),
        ({"adjustments": "waiting"}, False),
        ({"adjustments": "refused"}, False),
    ],
)
def test_changes_that_stopped_or_failed_open_the_library_again(more: ByQuestion, released: bool) -> None:
    """Having asked already does not hold it back."""
    answers = (
        WORK
        | TIRED
        | more
        | {"wants_help_in_work": ["adjustments_at_work"], "tried_at_work": ["reasonable_adjustments"]}
    )
    read = plan(answers)
    assert ("reasonable_adjustments" in offered(answers)) == released
    assert bool(read.adjustments) == released


def test_off_sick_too_changes_that_stopped_can_be_asked_for_again() -> None:
    asked = OFF | TIRED | {"wants_help_off_sick": ["adjustments_at_work"], "adjustments": "not_asked"}
    failed = asked | {"tried_at_work": ["reasonable_adjustments", "adjustments_failed"]}
    assert "reasonable_adjustments" in offered(failed)
    assert plan(failed).adjustments


def test_a_refusal_is_for_today_in_the_words_of_the_client() -> None:
    answers = WORK | {"adjustments": "refused", "refusal_reason": "nobody else gets a later start"}
    one = plan(answers).suggestion("acas_advice")
    assert one is not None
    assert one.priority == "urgent"
    assert "nobody else gets a later start" in "; ".join(one.because)


# ---- a reason that is printed is one that counted


@pytest.mark.parametrize(
    ("answers", "not_said"),
    [
        (formal("redundancy", circumstances=["new_baby"], baby_told="good"), "work and the baby"),
        (formal("disciplinary", hard_parts=["treated"], relationships="tension"), "tension"),
        (WORK | {"adjustments": "refused", "hard_parts": ["treated"], "relationships": "tension"}, "tension"),
        (formal("disciplinary", keeping_going="on_leave", leave_kind="study"), "study"),
        (
            OUT | {"last_job_end": "resigned_health", "gap": "under_6_months", "ended_fairly": "no"},
            "how they are treated",
        ),
    ],
)
def test_a_reason_that_is_printed_is_one_that_counted(answers: ByQuestion, not_said: str) -> None:
    read = plan(answers)
    pressing = [one for one in read.suggestions if one.priority == "urgent"]
    assert pressing
    for one in pressing:
        assert one.because
        assert not_said not in "; ".join(one.because).lower()
