"""Refusals have a place: whom the adviser may ring, with its limits, and what a client asked never to be offered."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.acts.decisions import agree, agree_as, set_aside
from assessor.acts.forms import Form
from assessor.acts.on_lines import never_line, reopen_line
from assessor.acts.sharing import consent, may_ring_form
from assessor.authoring.rings import rings_unsaid
from assessor.bank.loader import read_bank
from assessor.care.case import Case
from assessor.care.plan import Plan, Suggestion
from assessor.export.before_export import heed
from assessor.export.pages.therapist import therapist_page
from assessor.export.text import plain_text
from assessor.journal import Consented, Decided
from assessor.views.agreeing import undecided_told
from assessor.views.plan_lines import PlanLine, plan_lines
from assessor.views.read_back import read_back_sentences
from assessor.views.review_flags import review_flags
from tests.care.conftest import NOON, faults, files, shipped_bank
from tests.care.records import Records

START: list[tuple[str, Any]] = [("identity", "confirmed"), ("can_talk", "home"), ("consent_therapist", "yes")]
ON_UC = [
    *START, ("employ_status", "02"), ("last_job_end", "resigned_health"), ("gap", "over_2_years"),
    ("job_search", "looking"), ("benefits", ["uc"]), ("jobcentre_asks", "too_much"), ("benefits_worry", "yes"),
    ("aim", "gain"), ("wants_help_out_of_work", ["find_work"]), ("circumstances", ["none"]),
]  # fmt: skip
IN_DEBT = [
    *START, ("employ_status", "01"), ("off_sick_now", "no"), ("employment_type", "agency"),
    ("formal_process", ["none"]), ("keeping_going", "managing"), ("hard_parts", ["none"]),
    ("circumstances", ["money_debt"]), ("money_now", "tight"),
    ("benefits", ["none"]), ("aim", "retain"),
]  # fmt: skip
IN_PAIN = [
    *START, ("employ_status", "01"), ("off_sick_now", "no"), ("employment_type", "employee"),
    ("formal_process", ["none"]), ("keeping_going", "managing"), ("hard_parts", ["none"]),
    ("health_effects", ["physical_health"]),
    ("physical_what", "my back"), ("circumstances", ["none"]), ("benefits", ["none"]), ("aim", "retain"),
]  # fmt: skip
LOSING_HOME = [*ON_UC, ("circumstances", ["housing"])]
UNDER_THE_TEAM = [*ON_UC, ("secondary_care", "yes"), ("team_job_help", "no")]
OFF_AND_AFRAID = [
    *START, ("employ_status", "01"), ("off_sick_now", "yes"), ("employment_type", "employee"),
    ("formal_process", ["none"]), ("first_day_off", "2026-10-20"), ("fit_note", "not_fit"),
    ("fit_note_ends", "2026-12-10"), ("sick_pay", "full"), ("employer_contact", "none"),
    ("return_feeling", ["people"]), ("aim", "return"),
]  # fmt: skip


def called(answers: list[tuple[str, Any]]) -> Records:
    return Records(shipped_bank()).call(*answers, script="first_assessment")


def offered(case: Case) -> set[str]:
    return {one.id for one in (*case.plan.suggestions, *case.plan.therapist_requests)}


def held(case: Case) -> dict[str, str]:
    return {one.id: one.because for one in case.plan.held_back}


def one(plan: Plan, name: str) -> Suggestion:
    found = plan.suggestion(name)
    assert found is not None
    return found


def line(case: Case, key: str) -> PlanLine:
    return next(row for row in plan_lines(case) if row.key == key)


def read_aloud(case: Case) -> list[str]:
    assert case.answers is not None
    return [sentence.text for sentence in read_back_sentences(case.plan, case.answers)]


def filled(case: Case, bodies: tuple[str, ...], words: str = "") -> list[Any]:
    """The acts of the one question, with these bodies said yes to."""
    form = may_ring_form(case.plan)
    assert isinstance(form, Form)
    return list(form.acts({"bodies": bodies, "words": words}))


@pytest.mark.parametrize(
    ("answers", "bodies"),
    [
        (ON_UC, ["jobcentre", "employers", "benefits_adviser"]),
        (LOSING_HOME, ["jobcentre", "employers", "benefits_adviser", "council"]),
        (UNDER_THE_TEAM, ["jobcentre", "employers", "ips", "connect_to_work", "benefits_adviser"]),
        (IN_DEBT, ["debt_adviser"]),
        (IN_PAIN, ["workwell"]),
        (OFF_AND_AFRAID, []),
    ],
)
def test_it_is_one_question_and_names_those_alone_whom_this_plan_would_have_rung(
    answers: list[tuple[str, Any]], bodies: list[str]
) -> None:
    case = called(answers).case
    assert list(case.plan.bodies()) == bodies
    form = may_ring_form(case.plan)
    assert list(form.fields[0].options if form else ()) == [*bodies, *(["nobody"] if bodies else [])]
    asked = [words for words in read_aloud(case) if "May I ring" in words]
    assert len(asked) == len(bodies)  # read back at the end, each that was not asked about


@pytest.mark.parametrize(
    ("answers", "body", "name", "alone"),
    [
        (ON_UC, "jobcentre", "jobcentre_liaison", False),
        (ON_UC, "employers", "employer_approach", False),
        (ON_UC, "benefits_adviser", "benefits_check", True),
        (LOSING_HOME, "council", "housing_advice", True),
        (UNDER_THE_TEAM, "ips", "ips_referral", True),
        (IN_DEBT, "debt_adviser", "debt_advice", True),
        (IN_PAIN, "workwell", "workwell_referral", False),
        (OFF_AND_AFRAID, "employer", "workplace_meeting", True),
    ],
)
def test_what_would_break_a_no_is_held_back_with_that_reason_or_done_without_us(
    answers: list[tuple[str, Any]], body: str, name: str, alone: bool
) -> None:
    made = called(answers)
    assert name in offered(made.case)
    made.hand(consent(body, False, "not them, please"))
    if alone:
        assert "ring nobody" in one(made.case.plan, name).does["adviser"].lower()
        assert one(made.case.plan, name).rings == ""
        return
    assert name not in offered(made.case)
    assert "not them, please" in held(made.case)[name]
    assert "not them, please" in dict(line(made.case, f"held {name}").why)["Not offered"]
    made.hand(consent(body, True))
    assert name in offered(made.case)


def test_a_no_is_honoured_in_every_later_call_and_what_was_agreed_before_it_goes_too() -> None:
    made = called(ON_UC)
    made.hand(agree(one(made.case.plan, "jobcentre_liaison")), *filled(made.case, ("benefits_adviser",)))
    assert "jobcentre_liaison" not in offered(made.case)
    assert "jobcentre_liaison" in held(made.case)
    made.call(("identity", "confirmed"), ("can_talk", "home"), ("employ_status", "02"), script="review")
    assert "jobcentre_liaison" not in offered(made.case)
    assert not any("Jobcentre" in step.title for step in made.case.plan.accepted())
    assert "You said that I am not to ring the Jobcentre for you." in read_aloud(made.case)


def test_a_yes_keeps_its_limits_in_their_words() -> None:
    made = called(ON_UC)
    made.hand(*filled(made.case, ("jobcentre",), "not the anxiety"))
    assert made.case.plan.consent("jobcentre").words == "not the anxiety"
    assert made.case.plan.consent("employers").given is False  # a no to each of those that were read out
    told = dict(line(made.case, "suggestion jobcentre_liaison").why)["May you ring"]
    assert told == "The Jobcentre: yes, 18 November 2026: “not the anxiety”."
    assert line(made.case, "consent jobcentre").words == "not the anxiety"
    assert "You said that I may ring the Jobcentre for you: “not the anxiety”" in read_aloud(made.case)
    assert filled(made.case, ("jobcentre",)) == []  # asked again and answered alike, the limits stay
    assert made.undo().undo().undo().case.plan.consent("jobcentre").given is None


def test_nothing_chosen_is_no_answer_and_none_of_these_is_a_no_to_each() -> None:
    case = called(ON_UC).case
    form = may_ring_form(case.plan)
    assert form is not None
    assert form.fields[0].missing({"bodies": ()})
    assert {(act.reader, act.given) for act in filled(case, ("nobody",))} == {
        ("jobcentre", False), ("employers", False), ("benefits_adviser", False),
    }  # fmt: skip


def test_before_it_was_asked_the_plan_says_to_ask_first() -> None:
    case = called(ON_UC).case
    assert "ask before you ring" in dict(line(case, "suggestion jobcentre_liaison").why)["May you ring"]
    assert line(case, "consent jobcentre").pressing


def test_whoever_does_not_want_work_rung_is_offered_nothing_in_which_we_ring_it() -> None:
    made = called([*OFF_AND_AFRAID, ("consent_employer", "no")])
    assert all(s.rings != "employer" for s in made.case.plan.suggestions)
    meeting = one(made.case.plan, "workplace_meeting")
    assert "do not join in" in meeting.does["adviser"]
    assert "employer_letter" not in offered(made.case)


def test_a_therapist_who_is_not_to_hear_any_more_is_asked_nothing() -> None:
    made = called([*OFF_AND_AFRAID, ("confidence", 2)])
    made.hand(agree(one(made.case.plan, "therapy_confidence")))
    made.hand(consent("therapist", False))
    assert "therapy_confidence" not in offered(made.case)
    assert "therapist" in held(made.case)["therapy_confidence"]


# ---- please do not offer me that


def test_what_somebody_asked_not_to_be_offered_is_offered_in_no_later_call() -> None:
    made = called(IN_PAIN)
    form = never_line(made.case, line(made.case, "suggestion workwell_referral"))
    made.hand(*form.acts({"reason": "they rang my old boss"}))
    assert "they rang my old boss" in held(made.case)["workwell_referral"]
    made.call(
        ("identity", "confirmed"),
        ("can_talk", "home"),
        ("employ_status", "01"),
        ("off_sick_now", "no"),
        script="review",
    )
    assert "workwell_referral" not in offered(made.case)
    assert "workwell_referral" in held(made.case)
    assert "workwell" not in made.case.plan.bodies()
    made.hand(reopen_line(made.case, line(made.case, "held workwell_referral")))
    assert "workwell_referral" in offered(made.case)  # once they say otherwise themselves


def test_what_was_only_set_aside_may_be_offered_again_as_before() -> None:
    made = called(IN_PAIN)
    made.hand(set_aside(one(made.case.plan, "workwell_referral"), "not now"))
    assert one(made.case.plan, "workwell_referral").state == "set_aside"
    assert "workwell_referral" not in held(made.case)


def test_an_adjustment_that_they_do_not_want_makes_room_for_another() -> None:
    made = called([*OFF_AND_AFRAID, ("health_effects", ["concentration", "sleep_fatigue"])])
    first, *others = made.case.plan.adjustments
    made.hand(set_aside(first, "it would show", never=True))
    after = [change.id for change in made.case.plan.adjustments]
    assert first.id not in after
    assert len(after) == len(others) + 1


def test_older_entries_are_written_and_read_as_they_were() -> None:
    old = (
        '{"act":"decide","suggestion":"a","decision":"set_aside","words":"","who":[],"by":"","reason":"no","goal":"",'
        '"progress":"to_do"}'
    )
    assert Decided.model_validate_json(old).model_dump_json() == old
    yes = '{"act":"consent","reader":"gp","given":true,"words":""}'
    assert Consented.model_validate_json(yes).model_dump_json() == yes


# ---- what an author hears


@pytest.mark.parametrize(
    ("adviser", "rings", "faulted"),
    [
        ("Agree with the work coach what is realistic.", "", True),
        ("Ring the council today.", "", True),
        ("Ring the council today.", "rings: council", False),
        ("Give the council's number.", "rings: nobody", False),
        ("Find out about WorkWell.", "", True),
        ("Book welfare-rights advice.", "", True),
        ("Draft a CV with the client.", "", False),
    ],
)
def test_an_entry_that_names_somebody_says_whether_it_rings_them(adviser: str, rings: str, faulted: bool) -> None:
    entry = f"- id: one\n  title: One\n  offer_if: sick_pay == 'ssp'\n  does: {{adviser: \"{adviser}\"}}\n"
    bank = read_bank(files(catalogue=entry + (f"  {rings}\n" if rings else "")))
    assert [fault.message.split(":")[0] for fault in rings_unsaid(bank)] == (
        ["the adviser's part of one names somebody"] if faulted else []
    )


def test_rings_names_somebody_that_there_is() -> None:
    entry = "- {id: one, title: One, offer_if: sick_pay == 'ssp', rings: job_centre}\n"
    assert any("'job_centre' is none of" in fault for fault in faults(files(catalogue=entry)))
    entry = "- {id: one, title: One, offer_if: sick_pay == 'ssp', alone: Ring nobody.}\n"
    assert any("name whom, in rings" in fault for fault in faults(files(catalogue=entry)))


def test_whoever_was_refused_is_not_asked_about_again() -> None:
    made = called(ON_UC)
    made.hand(*filled(made.case, ("employers",)))
    form = may_ring_form(made.case.plan)
    assert form is not None
    assert list(form.fields[0].options) == ["employers", "nobody"]
    made.hand(*filled(made.case, ("nobody",)))
    assert may_ring_form(made.case.plan) is None
    assert made.case.plan.consent("employers").state == "withdrawn"


def test_a_limit_noted_where_sharing_was_asked_is_read_back_and_pointed_out_before_it_leaves() -> None:
    made = called([*OFF_AND_AFRAID, ("consent_employer", "yes"), ("consent_employer#", "limit: after I have seen it")])
    assert "We may share this with your employer. I noted: after I have seen it." in read_aloud(made.case)
    assert dict(line(made.case, "consent employer").why)["Noted"] == "after I have seen it"
    assert any("after I have seen it" in words for words in heed(made.case, "employer", None, NOON.date()))


def test_a_step_that_was_agreed_and_would_have_somebody_rung_unasked_is_brought_up_in_review() -> None:
    made = called(ON_UC)
    made.hand(agree(one(made.case.plan, "jobcentre_liaison")))
    told = [flag.words for flag in review_flags(made.case, NOON.date())]
    assert any("not asked whether we may ring the Jobcentre" in words for words in told)
    made.hand(*filled(made.case, ("jobcentre",)))
    assert not any("may ring" in flag.words for flag in review_flags(made.case, NOON.date()))


def test_the_therapist_reads_who_is_not_to_be_rung() -> None:
    made = called(ON_UC)
    made.hand(consent("jobcentre", False))
    page = " ".join(plain_text(therapist_page(made.case)).split())
    assert "Not to be rung for them: the Jobcentre." in page


def test_what_was_agreed_before_a_no_and_can_be_done_without_us_is_to_be_decided_anew() -> None:
    made = called(IN_DEBT)
    made.hand(agree_as(one(made.case.plan, "debt_advice"), "Dan rings the debt adviser on Friday"))
    made.hand(consent("debt_adviser", False))
    again = one(made.case.plan, "debt_advice")
    assert (again.state, again.words) == ("proposed", "")
    assert not any("Friday" in row.whole for row in plan_lines(made.case))
    made.hand(agree_as(again, "Ring StepChange myself"))
    assert one(made.case.plan, "debt_advice").agreed == "Ring StepChange myself"
    made.hand(consent("debt_adviser", False, "still not"))  # said once more: what was agreed in between stands
    assert one(made.case.plan, "debt_advice").state == "accepted"
    made.undo().undo().undo()
    assert one(made.case.plan, "debt_advice").agreed == "Dan rings the debt adviser on Friday"


def test_a_cleaner_who_is_touched_and_does_not_want_work_rung_is_offered_nothing_that_rings_it() -> None:
    touched = [
        *START, ("employ_status", "01"), ("off_sick_now", "no"), ("employment_type", "employee"),
        ("formal_process", ["none"]), ("keeping_going", "struggling"), ("hard_parts", ["treated"]),
        ("relationships", "touched"), ("aim", "retain"), ("consent_employer", "no"), ("safe_to_send", ["in_person"]),
    ]  # fmt: skip
    made = called(touched)
    assert all(suggestion.rings != "employer" for suggestion in made.case.plan.suggestions)
    assert not {"mediation", "employer_letter", "stress_conversation"} & offered(made.case)
    told = heed(made.case, "client", None, NOON.date())
    assert any(
        words.startswith("Safe to send: in person. Not safe, since they did not name it: by post") for words in told
    )


def test_limits_that_were_given_for_one_body_are_not_those_of_another_that_is_added() -> None:
    records = called(LOSING_HOME)
    records.hand(consent("benefits_adviser", True, "not the gambling"))
    acts = filled(records.case, ("benefits_adviser", "council"), "only mornings")
    said = {act.reader: act.words for act in acts if act.given}
    assert said == {"council": "only mornings"}
    plan = records.hand(*acts).case.plan
    assert plan.consent("benefits_adviser").words == "not the gambling"


def test_limits_that_are_given_later_are_added_to_those_that_stand() -> None:
    records = called(LOSING_HOME)
    records.hand(*filled(records.case, ("council",), "only mornings"))
    records.hand(*filled(records.case, ("council",), "not by post"))
    assert records.case.plan.consent("council").words == "only mornings; not by post"


def test_the_words_of_somebody_who_lets_nobody_be_rung_are_kept_with_the_no() -> None:
    acts = filled(called(IN_DEBT).case, ("nobody",), "he works at the bank")
    assert [(act.given, act.words) for act in acts] == [(False, "he works at the bank")]


def test_what_was_agreed_before_a_no_is_told_as_agreed_and_held_back_and_one_key_decides_it() -> None:
    made = called(OFF_AND_AFRAID)
    made.hand(agree(one(made.case.plan, "workplace_meeting")))
    made.hand(consent("employer", False))
    row = next(row for row in plan_lines(made.case) if row.name == "workplace_meeting")
    assert "agreed, then held back by a no" in row.state
    assert "(agreed, then held back by a no)" in undecided_told(made.case.plan)
    made.hand(agree(one(made.case.plan, "workplace_meeting")))  # decided anew, as they can do it alone
    assert "held back" not in next(row for row in plan_lines(made.case) if row.name == "workplace_meeting").state
    made = called(ON_UC)
    made.hand(agree(one(made.case.plan, "jobcentre_liaison")))
    made.hand(consent("jobcentre", False))
    row = next(row for row in plan_lines(made.case) if row.name == "jobcentre_liaison")
    assert row.group == "Agreed, and held back by a no"
    made.hand(consent("jobcentre", True))
    assert one(made.case.plan, "jobcentre_liaison").state == "accepted"
