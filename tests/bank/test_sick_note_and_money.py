"""Fit notes, sick pay and money: what is for today, which days come up, and what nobody may be told."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from assessor.care.answers import Answers
from assessor.care.plan_builder import make_plan
from assessor.journal import Noted
from assessor.scripts.interview import Interview
from tests.bank.first_call import BANK, COURSE, ByQuestion, offered, plan
from tests.bank.test_facts import shipped_texts
from tests.care.conftest import ROSA, TODAY
from tests.scripts.conftest import act
from tests.scripts.conftest import entry as entered


def day(distance: int) -> str:
    """A day so many days from the call."""
    return (TODAY + timedelta(days=distance)).isoformat()


START: ByQuestion = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
WORK: ByQuestion = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "hours": 37}
WORK |= {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["none"], "aim": "retain"}
OFF: ByQuestion = WORK | {"off_sick_now": "yes", "aim": "return"}
OUT: ByQuestion = START | {"employ_status": "02", "aim": "gain"}
NO_WORK: ByQuestion = START | {"employ_status": "04", "wants_work": "no"}


def off(days: int, **more: Any) -> ByQuestion:
    """Somebody whose first full day off was so many days before the call."""
    return OFF | {"first_day_off": day(-days), "fit_note": "not_fit", "fit_note_ends": day(20)} | more


def without_note(days: int, note: str, **more: Any) -> ByQuestion:
    return OFF | {"first_day_off": day(-days), "fit_note": note} | more


# ---- a fit note that is missing, runs out or has run out


@pytest.mark.parametrize(
    "answers",
    [
        without_note(28, "none"),  # four weeks off with none sent in
        without_note(7, "none"),  # today is the eighth day
        without_note(21, "self_certified"),  # the form for the first days covers no more than those
        without_note(14, "none", employment_type="agency"),
        without_note(14, "none", employment_type="zero_hours"),
        without_note(14, "none", employment_type="apprentice"),
        without_note(14, "none", return_date=day(2)),  # the days already off want one all the same
        without_note(28, "none", formal_process=["capability"], formal_date=day(9)),
        without_note(28, "none", formal_process=["dismissal"], formal_advice="nobody"),
        off(40, fit_note_ends=day(3)),
        off(40, fit_note_ends=day(0)),
        off(40, fit_note_ends=day(-10)),
        off(189, fit_note_ends=day(-10), sick_pay="ssp"),  # the teaching assistant
        off(40, fit_note="may_be_fit", fit_note_ends=day(2)),
        off(40, fit_note="may_be_fit", fit_note_ends=day(-1), return_date=day(30)),
    ],
)
def test_a_note_that_is_missing_or_runs_out_is_for_today(answers: ByQuestion) -> None:
    """It stands among the first, and says why in the client's own words."""
    one = next(one for one in plan(answers).suggestions if one.id == "fit_note_today")
    assert one.priority == "urgent"
    assert "today" in one.explain_to_client
    assert any(reason.startswith("fit note: ") for reason in one.because)


@pytest.mark.parametrize(
    "answers",
    [
        without_note(3, "none"),
        without_note(6, "none"),  # the seventh day is still their own to certify
        without_note(5, "self_certified"),
        off(40, fit_note_ends=day(4)),
        off(40, fit_note_ends=day(30)),
        off(40, fit_note="may_be_fit", fit_note_ends=day(2), return_date=day(4)),  # back over the weekend
        without_note(28, "none", employment_type="self_employed", who_decides="me"),
        OFF | {"first_day_off": day(-28), "fit_note": "!declined"},
        WORK,
        WORK | {"keeping_going": "on_leave", "leave_kind": "baby"},
        OUT,
    ],
)
def test_nobody_else_is_sent_for_a_note(answers: ByQuestion) -> None:
    assert "fit_note_today" not in offered(answers)


def test_why_a_fit_note_is_for_today_is_said_by_the_answer_and_by_no_note() -> None:
    begun = Interview.begin(COURSE, ROSA, TODAY, "Dan Price")
    answers = without_note(28, "none")
    made = begun.with_entries(entered(act(question, value)) for question, value in answers.items())
    made = made.with_entry(entered(Noted(question="fit_note", text="I keep meaning to ring them")))
    suggestion = make_plan(Answers.of(made), BANK, {}).suggestion("fit_note_today")
    assert suggestion is not None
    assert "fit note: I have none" in suggestion.because
    assert not any("ring them" in because for because in suggestion.because)


@pytest.mark.parametrize(("ends", "talked_of"), [(20, True), (0, True), (-1, False), (-10, False)])
def test_nobody_is_to_talk_of_a_note_as_if_it_ran_when_it_has_run_out(ends: int, talked_of: bool) -> None:
    made = plan(off(60, fit_note_ends=day(ends)))
    assert ("fit_note_conversation" in {one.id for one in made.proposed()}) == talked_of
    assert talked_of or ("fit_note_conversation", "it has run out, so a new one comes first") in [
        (held.id, held.because) for held in made.held_back
    ]


# ---- sick pay, as days that come up


def coming(answers: ByQuestion) -> dict[str, date]:
    return {one.what: one.on for one in plan(answers).coming_up}


LIKELY = "Statutory sick pay likely to stop; payroll knows the day"


@pytest.mark.parametrize(
    ("weeks", "more", "shown"),
    [
        (27, {}, True),  # the teaching assistant: a week from now
        (20, {}, True),
        (19, {}, False),  # far off: one thing at a time
        (29, {}, False),  # it is past, and is asked about instead
        (27, {"sick_pay": "full"}, False),
        (27, {"sick_pay": "none"}, False),
        (27, {"pay_changes": day(12)}, False),  # they have been told a day, which stands instead
        (27, {"employment_type": "self_employed"}, False),
    ],
)
def test_the_day_on_which_statutory_sick_pay_is_likely_to_stop_is_among_the_days_coming_up(
    weeks: int, more: ByQuestion, shown: bool
) -> None:
    answers = off(7 * weeks, sick_pay="ssp") | more
    assert (LIKELY in coming(answers)) == shown
    if shown:
        assert coming(answers)[LIKELY] == TODAY + timedelta(weeks=28 - weeks)
    if "pay_changes" in more:
        assert coming(answers)["Pay changes"] == TODAY + timedelta(days=12)


def test_no_day_that_comes_up_is_called_a_deadline() -> None:
    made = plan(off(189, sick_pay="ssp"))
    assert not any(re.search("deadline|limit|last day", one.what, re.IGNORECASE) for one in made.coming_up)


@pytest.mark.parametrize(
    ("answers", "fits"),
    [
        (off(189, sick_pay="ssp"), True),
        (off(140, sick_pay="ssp"), True),
        (off(139, sick_pay="ssp"), False),
        (off(196, sick_pay="ssp"), True),
        (off(210, sick_pay="ssp"), False),  # past the end: that is an entry of its own, for today
        (off(189, sick_pay="full"), True),  # it may end beneath the contract's pay
        (off(139, sick_pay="reduced"), False),
        (off(189, sick_pay="none"), False),
        (off(189, employment_type="self_employed"), False),
        (WORK, False),
    ],
)
def test_near_its_end_sick_pay_brings_the_form_and_what_can_be_claimed(answers: ByQuestion, fits: bool) -> None:
    made = plan(answers)
    assert ("sick_pay_ends" in offered(answers)) == fits
    if fits:
        one = made.suggestion("sick_pay_ends")
        assert one is not None
        assert "SSP1" in one.does["client"]
        assert "New Style" in one.explain_to_client
        assert "Universal Credit" in one.explain_to_client


def test_a_return_in_steps_asks_what_part_weeks_are_paid() -> None:
    one = plan(off(60, fit_note="may_be_fit", fit_note_boxes=["phased_return"])).suggestion("phased_return")
    assert one is not None
    assert "(as reported)" in one.does["adviser"]
    assert "not work" in one.does["adviser"]


# ---- money for everyone


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        # two jobs, zero hours, an agency
        (off(14, sick_pay="full", hours=20, other_job="off_too"), "sick_pay_each_job"),
        (off(14, sick_pay="full", hours=20, other_job="still_working"), "sick_pay_each_job"),
        (off(14, sick_pay="full", employment_type="agency", other_job="own"), "sick_pay_each_job"),
        (off(14, sick_pay="none", employment_type="zero_hours"), "sick_pay_check"),
        (WORK | {"employment_type": "zero_hours", "keeping_going": "days_off"}, "sick_pay_each_job"),
        (WORK | {"employment_type": "agency", "keeping_going": "near_off"}, "sick_pay_each_job"),
        # working for oneself, or said to be
        (off(14, employment_type="self_employed"), "new_style_esa"),
        (off(14, employment_type="self_employed"), "benefits_check"),
        (off(14, sick_pay="none"), "new_style_esa"),
        (off(14, employment_type="self_employed", who_decides="one_firm"), "employment_status_advice"),
        (WORK | {"employment_type": "self_employed", "who_decides": "one_firm"}, "employment_status_advice"),
        (WORK | {"employment_type": "self_employed", "who_decides": "not_sure"}, "employment_status_advice"),
        # leaving, or about to be without a job
        (WORK | {"keeping_going": "leaving"}, "benefits_check"),
        (WORK | {"formal_process": ["dismissal"], "formal_advice": "nobody"}, "benefits_check"),
        (WORK | {"formal_process": ["settlement_offer"], "formal_advice": "solicitor"}, "benefits_check"),
        (OUT | {"last_job_end": "resigned_health", "benefits": ["none"]}, "benefits_check"),
        # worried about benefits, whatever their situation
        (WORK | {"benefits": ["uc"], "benefits_worry": "yes"}, "benefits_check"),
        (off(60, sick_pay="full", benefits=["uc"], benefits_worry="yes"), "benefits_check"),
        (OUT | {"benefits": ["esa"], "benefits_worry": "yes"}, "benefits_check"),
        (NO_WORK | {"benefits": ["uc"], "benefits_worry": "yes"}, "benefits_check"),
    ],
)
def test_money_is_for_everyone(answers: ByQuestion, wanted: str) -> None:
    assert wanted in offered(answers)


@pytest.mark.parametrize(
    ("answers", "unwanted"),
    [
        (WORK | {"employment_type": "zero_hours"}, "sick_pay_each_job"),
        (WORK | {"keeping_going": "days_off"}, "sick_pay_each_job"),
        (off(14, employment_type="self_employed", who_decides="me"), "sick_pay_check"),
        (off(14, sick_pay="full", hours=20, other_job="no"), "sick_pay_each_job"),
        (off(14, sick_pay="full"), "new_style_esa"),
        (off(14, employment_type="self_employed", benefits=["esa"]), "new_style_esa"),
        (WORK | {"employment_type": "self_employed", "who_decides": "me"}, "employment_status_advice"),
        (WORK | {"employment_type": "self_employed"}, "employment_status_advice"),
        (WORK, "employment_status_advice"),
        (WORK | {"benefits": ["uc"], "benefits_worry": "no"}, "benefits_check"),
        (WORK, "benefits_check"),
    ],
)
def test_money_is_not_pressed_where_nothing_asks_for_it(answers: ByQuestion, unwanted: str) -> None:
    assert unwanted not in offered(answers)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (WORK | {"benefits": ["uc"]}, True),
        (off(14, benefits=["pip"]), True),
        (OUT | {"benefits": ["jsa"]}, True),
        (NO_WORK | {"benefits": ["esa", "pip"]}, True),
        (WORK | {"benefits": ["none"]}, False),
        (OUT | {"benefits": ["none"]}, False),
    ],
)
def test_everybody_with_a_benefit_is_asked_whether_they_worry_about_it(answers: ByQuestion, asked: bool) -> None:
    begun = Interview.begin(COURSE, ROSA, TODAY, "Dan Price")
    made = begun.with_entries(entered(act(question, value)) for question, value in answers.items())
    assert ("benefits_worry" in made.route) == asked


# ---- what nobody may be told

ENDED = r"\b(?:end|stop|clos|cancel|give up|withdraw|drop|leav)\w*\b[^.;]{0,30}\bclaim\b|\bclaim\b[^.;]{0,20}\bended\b"
CLAIM_ENDED = re.compile(ENDED, re.IGNORECASE)


def test_nobody_is_told_to_end_a_claim() -> None:
    """Only advisers are spoken to of it, and then that it is never to be suggested."""
    told = [text for _, text in shipped_texts() if CLAIM_ENDED.search(text)]
    assert told
    assert [text for text in told if "never suggest" not in text] == []


def test_hours_do_not_rise_before_advice() -> None:
    one = plan(WORK | {"benefits": ["uc"], "benefits_worry": "yes"}).suggestion("benefits_check")
    assert one is not None
    assert "before" in one.explain_to_client
    assert "hours" in one.explain_to_client
    assert "never suggest that a claim be ended" in one.does["adviser"]
