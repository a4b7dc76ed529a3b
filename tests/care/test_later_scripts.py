"""The scripts after the first assessment: which questions a client meets, by what has become of them since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assessor.care.answers import Answers
from assessor.care.carry_over import carried
from assessor.care.consents import consent_words, consents
from assessor.care.employment_status import status_record
from assessor.care.handwritten import ByHand
from assessor.care.plan_builder import make_plan
from assessor.journal import Decided, Entry, Replied
from assessor.scripts.earlier import NOTHING_EARLIER, Earlier
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked, Day
from assessor.scripts.outline import shown
from assessor.scripts.settling import ON, OUT, WAITS
from tests.care.conftest import NOON, ROSA, TODAY, shipped_bank
from tests.scripts.conftest import act, entry

BANK = shipped_bank()
LATER = ("review", "closing", "one_year_follow_up")
SCRIPTS = (*LATER, "not_taking_up")
Said = dict[str, Any]

LAST_CALL = TODAY - timedelta(days=28)
OFF_SICK: Said = {"off_sick_now": "yes", "aim": "return", "return_feeling": ["manager"]}
IN_WORK: Said = {"off_sick_now": "no", "aim": "retain", "hard_parts": ["amount"]}
OUT_OF_WORK: Said = {"employ_status": "02", "aim": "gain", "search_blocks": ["gap"]}


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def likely(question: Asked, interview: Interview) -> Any:
    """An everyday answer: what was so last time, else the shortest there is."""
    last = interview.last_time(question.id)
    if last is not None:
        return question.kept(last)
    if question.condition_type == "yes_no":
        return "no"
    if question.several:
        return [next((o.code for o in question.choices if o.exclusive), question.codes[0])]
    if question.codes:
        return question.codes[0]
    if question.condition_type == "number":
        return 6
    if isinstance(question, Day):
        days = -20 if question.when == "past" else 20
        return (interview.today + timedelta(days=days)).isoformat()
    return question.example


def call(script: str, said: Said, earlier: Earlier = NOTHING_EARLIER) -> tuple[Interview, list[str]]:
    """The call once it has come to its end, and the questions that were put in it; what need not be put is heard."""
    first = script in ("first_assessment", "not_taking_up")
    interview = Interview.begin(BANK.course(script), ROSA, LAST_CALL if first else TODAY, "Dan Price", earlier)
    put: list[str] = []
    heard: set[str] = set()
    while (name := interview.next) is not None:
        for known in [one for one in said if one in interview.course.at and interview.state(one) == WAITS]:
            interview = interview.with_entry(entry(act(known, said[known])))
            heard.add(known)
        question = interview.course.question(name)
        assert question is not None
        assert name not in put
        put.append(name)
        for words in (interview.to_say(name), *interview.lead_in(name)):
            assert "…" not in words
            assert "{{" not in words
        interview = interview.with_entry(entry(act(name, said.get(name, likely(question, interview)))))
    assert interview.problems == ()
    unmet = set(said) - set(put) - heard
    assert not unmet, f"said, but never asked: {unmet}"
    return interview, put


def after(said: Said) -> Earlier:
    """What a first assessment with these answers leaves."""
    interview = call("first_assessment", said)[0]
    entries = (response.entry for response in interview.responses.values() if response.entry)
    consented = consents([word for one in entries for word in consent_words(one, interview)], {"": interview}, ())
    known = Answers.of(interview)
    return carried(known, make_plan(known, BANK, {}, consented=consented), TODAY)


ASKED_OF: list[tuple[str, str, Said, Said, set[str], set[str]]] = [
    (
        "still at work, nothing new",
        "review", IN_WORK, {},
        {"how_since", "step_1_state", "off_sick_now", "hours", "work_news", "barrier_1_state", "new_in_work",
         "goal_1_rating", "from_here", "consent_same", "next_date"},
        {"first_day_off", "job_role", "job_search", "formal_process", "aim", "consent_therapist", "worse_what",
         "step_2_state", "goal_2_rating", "benefits", "meeting_due", "new_goal_what", "new_step_what", "if_harder"},
    ),
    (
        "still off sick",
        "review", OFF_SICK, {},
        {"fit_note", "fit_note_ends", "sick_pay", "new_off_sick", "meeting_due"},
        {"first_day_off", "keeping_going", "aim"},
    ),
    (
        "back at work",
        "review", OFF_SICK, {"off_sick_now": "no"},
        {"keeping_going", "adjustments", "new_in_work", "aim", "wants_help_in_work"},
        {"fit_note", "sick_pay", "new_off_sick"},
    ),
    (
        "newly off sick",
        "review", IN_WORK, {"off_sick_now": "yes", "aim": "return"},
        {"first_day_off", "fit_note", "sick_pay", "meeting_due", "new_off_sick", "aim", "wants_help_off_sick"},
        {"keeping_going", "new_in_work"},
    ),
    (
        "lost the job",
        "review", IN_WORK, {"employ_status": "02", "last_job_end": "dismissed", "aim": "gain"},
        {"ended_fairly", "ended_unfair", "hoped_work", "job_search", "benefits", "new_out_of_work",
         "wants_help_out_of_work"},
        {"off_sick_now", "hours", "work_news", "consent_employer"},
    ),
    (
        "found a job",
        "review", OUT_OF_WORK, {"employ_status": "01", "off_sick_now": "no", "aim": "retain"},
        {"employment_type", "hours", "job_role", "keeping_going", "benefits", "consent_employer", "wants_help_in_work"},
        {"job_search", "last_job_end"},
    ),
    (
        "still looking, with an interview",
        "review", OUT_OF_WORK, {"job_search": "interviews", "interview_ahead": "yes"},
        {"interview_date", "new_out_of_work"},
        {"last_job_end", "off_sick_now", "aim", "hoped_work"},
    ),
    (
        "offered the job",
        "review",
        OUT_OF_WORK | {"job_search": "interviews", "interview_ahead": "yes", "interview_date": ago(7)},
        {"interview_outcome": "offered", "interview_ahead": "no"},
        {"job_start"},
        {"job_offer"},
    ),
    (
        "no longer wants paid work",
        "review",
        OUT_OF_WORK,
        {"employ_status": "08", "wants_work": "no"},
        {"new_out_of_work", "from_here"},
        {"job_search", "hoped_work", "interview_ahead"},
    ),
    (
        "has begun to work for themselves",
        "review",
        OUT_OF_WORK,
        {"employ_status": "01", "off_sick_now": "no", "employment_type": "self_employed", "aim": "retain"},
        {"keeping_going", "wants_help_own"},
        {"adjustments", "wants_help_in_work", "consent_employer", "formal_process", "meeting_due"},
    ),
    (
        "what waited at the first call, out of work",
        "review",
        OUT_OF_WORK | {"consent_therapist": "yes", "benefits": ["uc"], "benefits_worry": "yes", "helps": ["therapy"]},
        {"job_search": "looking"},
        {"assets", "last_role", "tried_job_search", "help_already", "benefits_worry_what", "therapy_focus", "goal_1_by",
         "goal_1_sign"},
        {"tried_at_work", "work_kind"},
    ),
    (
        "what waited at the first call, in work",
        "review",
        IN_WORK
        | {"adjustments": "not_asked", "keeping_going": "leaving", "wants_help_in_work": ["adjustments_at_work"]},
        {},
        {"good_parts", "tried_at_work", "goal_1_by", "goal_1_sign", "consent_employer"},
        {"work_kind", "assets", "help_already"},
    ),
    (
        "what waited at the first call, off sick in something formal",
        "review",
        OFF_SICK
        | {"formal_process": ["capability"], "formal_advice": "union", "wants_help_off_sick": ["talk_to_employer"]},
        {"formal_process": ["capability"]},
        {"work_since", "work_kind", "tried_at_work", "consent_gp", "goal_1_by", "goal_1_sign"},
        {"help_already", "consent_employer"},
    ),
    (
        "what was said at the first call unasked is not asked",
        "review",
        OUT_OF_WORK | {"assets": ["people"], "last_role": "Baker", "goal1_by": ago(-60), "goal1_sign": "I have keys"},
        {},
        set(),
        {"assets", "last_role", "goal_1_by", "goal_1_sign"},
    ),
    (
        "the day set for a goal has come",
        "review", IN_WORK | {"goal1_by": ago(3)}, {"goal_1_rating": 7},
        {"goal_1_by"},
        {"goal_1_state"},
    ),
    (
        "the day set for a goal is still to come",
        "review", IN_WORK | {"goal1_by": ago(-60)}, {"goal_1_rating": 7},
        set(),
        {"goal_1_by"},
    ),
    (
        "something official has begun",
        "review", IN_WORK, {"work_news": ["official"], "formal_process": ["redundancy"]},
        {"formal_date", "formal_advice"},
        {"aim"},
    ),
    (
        "something official was going on",
        "review", IN_WORK | {"formal_process": ["disciplinary"]}, {"formal_process": ["none"]},
        {"formal_process"},
        {"formal_date", "formal_advice"},
    ),
    (
        "the meeting with work has been",
        "review", OFF_SICK | {"meeting_due": "yes", "meeting_date": ago(3)}, {"meeting_outcome": "agreed"},
        {"meeting_agreed", "meeting_due"},
        {"meeting_date"},
    ),
    (
        "the meeting with work is still to come",
        "review", OFF_SICK | {"meeting_due": "yes", "meeting_date": ago(-9)}, {},
        set(),
        {"meeting_outcome", "meeting_due", "meeting_date"},
    ),
    (
        "a barrier has grown",
        "review", IN_WORK, {"barrier_1_state": "worse"},
        {"worse_what", "if_harder"},
        set(),
    ),
    (
        "a goal is near, a new one and a step of the employer’s are wanted",
        "review", IN_WORK | {"consent_employer": "no"},
        {"goal_1_rating": 9, "goal_1_state": "reached", "from_here": ["new_goal"], "new_goal_now": 1,
         "new_step_who": "employer"},
        {"goal_1_state", "new_goal_what", "new_goal_who", "new_step_by", "consent_employer"},
        {"new_step2_what"},
    ),
    (
        "the sharing is to change",
        "review", IN_WORK, {"consent_same": "change", "consent_therapist": "no"},
        {"consent_gp", "consent_employer"},
        set(),
    ),
    (
        "support ends with the job kept",
        "closing", IN_WORK, {"outcome": "kept", "year_call_ok": "yes"},
        {"how_it_went", "step_1_state", "goal_1_rating", "goal_1_state", "benefits", "helped_most", "keeps_going",
         "watch_for", "if_harder", "importance", "confidence", "year_call_date", "year_call_number", "message_ok",
         "next_time"},
        {"sick_pay", "next_date"},
    ),
    (
        "support ends, and no call in a year is wanted",
        "closing", OUT_OF_WORK, {"outcome": "not_this_time", "year_call_ok": "no"},
        {"keeps_going"},
        {"job_role", "hours", "year_call_date", "year_call_number", "next_time", "next_date"},
    ),
    (
        "a year on, in the same job and well",
        "one_year_follow_up", IN_WORK, {"year_same_job": "yes", "year_mental_health": "better", "support_again": "no"},
        {"employ_status", "hours", "year_work", "year_helped"},
        {"job_role", "benefits", "year_would_have_helped", "if_harder", "next_date"},
    ),
    (
        "a year on, out of work and worse",
        "one_year_follow_up", IN_WORK,
        {"employ_status": "02", "year_work": "worse", "year_mental_health": "worse", "support_again": "yes"},
        {"benefits", "year_would_have_helped", "if_harder", "next_date"},
        {"hours", "year_same_job", "job_role"},
    ),
    (
        "declines, and would like to hear who sees what",
        "not_taking_up", {}, {"decline_reason": "confidentiality", "hear_private": "yes", "ask_again": "yes"},
        {"decline_said", "after_hearing", "ask_again_date", "consent_therapist"},
        {"hear_benefits", "tries", "next_date", "if_harder"},
    ),
    (
        "declines, and would not like to hear about benefits",
        "not_taking_up", {}, {"decline_reason": "benefits", "hear_benefits": "no"},
        {"ask_again", "consent_therapist"},
        {"after_hearing", "ask_again_date"},
    ),
    (
        "declines, being too unwell",
        "not_taking_up", {}, {"decline_reason": "too_unwell"},
        {"if_harder"},
        {"hear_private", "hear_benefits"},
    ),
    (
        "changes their mind",
        "not_taking_up", {}, {"decline_reason": "benefits", "hear_benefits": "yes", "after_hearing": "go_on"},
        {"ask_again_date"},
        {"ask_again"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("script", "first", "said", "asks", "never"), [row[1:] for row in ASKED_OF], ids=[row[0] for row in ASKED_OF]
)
def test_a_client_is_asked_what_fits_their_state_and_no_more(
    script: str, first: Said, said: Said, asks: set[str], never: set[str]
) -> None:
    earlier = after(first) if script in LATER else NOTHING_EARLIER
    _, put = call(script, said, earlier)
    assert asks - set(put) == set()
    assert never & set(put) == set()


@pytest.mark.parametrize(
    ("script", "first", "most"),
    [
        ("review", IN_WORK, 24),
        ("review", OUT_OF_WORK, 21),
        ("review", OFF_SICK, 28),
        ("closing", IN_WORK, 29),
        ("one_year_follow_up", IN_WORK, 14),
        ("one_year_follow_up", OUT_OF_WORK, 14),
    ],
)
def test_a_call_with_one_goal_three_steps_and_four_barriers_stays_short(script: str, first: Said, most: int) -> None:
    earlier = after(first | {"goal1_by": ago(-60)})
    more = {f"step_{n}": "ring payroll" for n in (1, 2, 3)} | {f"barrier_{n}": "workload" for n in (1, 2, 3, 4)}
    more |= {f"step_{n}_{part}": "words" for n in (1, 2, 3) for part in ("who", "by")}
    more |= {f"barrier_{n}_words": "too much" for n in (1, 2, 3, 4)}
    earlier = replace(earlier, values={**earlier.values, **more}, words={**earlier.words, **more})
    same_job = script == "one_year_follow_up" and first is IN_WORK
    said = {"year_same_job": "yes"} if same_job else {} if script == "one_year_follow_up" else {"goal_1_rating": 7}
    _, put = call(script, said, earlier)
    assert len(put) <= most, put


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("slip", [{"identity": "no_match"}, {"identity": "someone_else"}, {"can_talk": "not_now"}])
def test_only_whoever_said_who_they_are_is_asked_for_a_day_and_nobody_for_more_unless_they_can_talk(
    script: str, slip: Said
) -> None:
    earlier = after(IN_WORK) if script in LATER else NOTHING_EARLIER
    interview, put = call(script, slip, earlier)
    known = "identity" not in slip
    assert set(put) <= {"contact_made", "identity", "can_talk", *(("next_date", "next_time") if known else ())}
    assert interview.detail("next.date") == ("next_date" if known else None)


@pytest.mark.parametrize("script", ["first_assessment", *SCRIPTS])
@pytest.mark.parametrize("identity", ["no_match", "refused", "someone_else"])
def test_somebody_else_is_given_no_appointment_and_told_of_none(script: str, identity: str) -> None:
    earlier = after(IN_WORK) if script in LATER else NOTHING_EARLIER
    interview, _ = call(script, {"identity": identity}, earlier)
    assert {"next_date", "next_time"}.isdisjoint(interview.route)
    course = interview.course
    close = course.question("close_not_confirmed")
    assert close is not None
    assert close.say == "Thank you, and I am sorry to have troubled you. Goodbye."
    assert "What is it about?" in "".join(step.question.guide for step in course.questions if step.question)


@pytest.mark.parametrize(
    ("how", "asked"),
    [
        ("not_reached", ["contact_made", "tries", "tried_ways", "decline_reason"]),
        ("passed_on", ["contact_made", "decline_reason"]),
    ],
)
def test_who_could_not_be_asked_is_asked_nothing_and_has_no_status(how: str, asked: list[str]) -> None:
    interview, put = call("not_taking_up", {"contact_made": how, "decline_reason": "not_contacted"})
    assert put == asked
    assert status_record(interview).EmployStatus is None
    assert interview.lead_in(None) == ()


@pytest.mark.parametrize(
    ("script", "leaves", "stage"),
    [
        ("review", "open", "later"),
        ("closing", "closed", "later"),
        ("one_year_follow_up", "closed", "after"),
        ("not_taking_up", "not_taken_up", "first"),
    ],
)
def test_each_call_leaves_the_case_as_it_should(script: str, leaves: str, stage: str) -> None:
    found = BANK.course(script).script
    assert (found.leaves, found.stage) == (leaves, stage)


@pytest.mark.parametrize("script", LATER)
@pytest.mark.parametrize("first", [IN_WORK, OFF_SICK, OUT_OF_WORK], ids=["in work", "off sick", "out of work"])
def test_a_later_call_makes_a_status_record_of_its_own_with_every_item_that_applies(script: str, first: Said) -> None:
    interview, _ = call(script, {}, after(first))
    record = status_record(interview)
    assert record.EmployStatusRecDate == TODAY
    wanted = {"EmployStatus", "WeekHoursWorked", "SelfEmployInd", "SickAbsenceInd"}
    assert {item for item in wanted if getattr(record, item) is None} == set()


def test_a_call_without_any_earlier_one_still_comes_to_its_end() -> None:
    """As with a client whose first assessment was on paper."""
    for script in LATER:
        _, put = call(script, {})
        assert "employ_status" in put
        assert "consent_therapist" in put or script == "one_year_follow_up"


EVERY_STATE = (("new_in_work", IN_WORK), ("new_off_sick", OFF_SICK), ("new_out_of_work", OUT_OF_WORK))


@pytest.mark.parametrize(("question", "first"), EVERY_STATE)
def test_that_papers_or_pay_are_kept_can_be_said_in_a_follow_up_and_offers_the_safety_page(
    question: str, first: Said
) -> None:
    interview, _ = call("review", {question: ["kept"]}, after(first))
    assert ("barrier", "exploitation", question) in set(interview.facts())
    asked = interview.course.question(question)
    assert asked is not None
    assert [option.offers for option in asked.choices if option.code == "kept"] == ["safety"]


@pytest.mark.parametrize("state", [IN_WORK, OFF_SICK])
def test_leaving_work_can_be_what_somebody_wants_most_and_they_are_asked_what_helps_until_then(state: Said) -> None:
    interview, put = call("first_assessment", state | {"aim": "leave"})
    assert make_plan(Answers.of(interview), BANK, {}).aim == "leave"
    assert {"wants_help_in_work", "wants_help_off_sick"} & set(put)
    assert not {"change_hard", "hoped_work"} & set(put)


@pytest.mark.parametrize("script", SCRIPTS)
def test_where_things_may_have_got_worse_the_adviser_is_reminded_of_the_safety_key(script: str) -> None:
    text = shown(BANK.course(script).script)
    assert "safety" in text


LONG = ("formal_process", "new_in_work", "new_off_sick", "new_out_of_work", "ended_unfair")
"""Lists of which nobody reads out more than three; they scroll in a small terminal."""


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_question_fits_its_card(script: str) -> None:
    """A card is 73 columns by 20 rows."""
    for _, _, question in BANK.course(script).script.questions():
        assert len(question.say) <= 170, question.id
        assert len(question.again) <= 160, question.id
        assert max(len(question.guide), len(question.why), len(question.probe)) <= 180, question.id
        assert len(question.choices) <= (12 if question.id not in LONG else 19), question.id
        assert all(len(option.label) <= 60 for option in question.choices), question.id
        assert question.short or not question.takes_answer, question.id


def test_what_the_therapist_answered_is_told_at_the_next_call_and_nothing_is_said_without_it() -> None:
    known = Answers.of(call("first_assessment", OFF_SICK)[0])
    asked = Decided(suggestion="therapy_fear_of_return", decision="accepted")
    told = Replied(
        request="therapy_fear_of_return", answer="not_now", words="after week six", name="Meera Shah", for_client=True
    )
    answered = ByHand().with_entry(Entry(id="1", at=NOON, by="Dan Price", act=told))
    plan = make_plan(known, BANK, {asked.suggestion: asked}, (), answered)
    interview = call("review", {}, carried(known, plan, TODAY))[0]
    assert interview.state("therapist_answered") == ON
    assert "not now, “after week six”" in interview.text("therapist_answered", "guide")
    assert call("review", {}, after(OFF_SICK))[0].state("therapist_answered") == OUT
