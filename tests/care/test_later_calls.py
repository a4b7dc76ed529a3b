"""Calls after the first: what they know of the earlier ones, and what becomes of the plan."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.bank.personas import replay
from assessor.care.case import Case
from assessor.care.goals import Rating
from assessor.care.replay import CallMade, case_of, interview_report
from assessor.journal import Act, Decided, GoalWritten
from assessor.yaml_source import BankError
from tests.care.conftest import ROSA, TODAY, files

THEN = TODAY - timedelta(weeks=4)

REVIEW = """\
script: review
version: 1
title: Review
stage: later
facts:
  - {id: sickness_weeks, value: weeks_since(first_day_off)}
checks:
  - id: note_before_absence
    when: fit_note_ends < first_day_off
    say: The fit note ends before the first day off, {{ first_day_off }}.
    about: [first_day_off, fit_note_ends]
  - id: no_job_but_off
    when: employ_status == '02' and off_sick_now
    say: No job, and off sick.
    about: [employ_status, off_sick_now]
sections:
  - id: again
    title: Again
    questions:
      - id: employ_status
        kind: choice
        say: Do you have a job?
        again: Last time you said “{{ last_time }}”, on {{ last_call }}. Is that still so?
        fills: status.EmployStatus
        options:
          - {code: '01', label: I have a job}
          - {code: '02', label: I am looking for one, records: {situation: out_of_work, aim: gain, need: find_work}}
      - id: off_sick_now
        kind: yes_no
        say: Are you off sick?
        again: Are you still {{ last_time }}?
        ask_if: employ_status == '01'
        fills: status.SickAbsenceInd
        options:
          - {code: 'yes', label: 'Yes', written: off sick, status: 'Y', records: {situation: off_sick, aim: return}}
          - {code: 'no', label: 'No', status: 'N', records: {situation: in_work}}
      - id: first_day_off
        kind: date
        say: Since when?
        ask_if: situation == 'off_sick' and (earlier.situation != 'off_sick' or not answered(earlier.situation))
      - id: fit_note_ends
        kind: date
        say: Until when?
        again: Until {{ last_time }}?
        ask_if: situation == 'off_sick'
      - {id: overdue, kind: yes_no, say: Was it renewed?, ask_if: days_since(earlier.fit_note_ends) > 0}
      - {id: been_caring, kind: text, say: How is your mother?, ask_if: "'caring' in earlier.barriers"}
      - {id: step, kind: text, say: What is the next step?, fills: action1.what}
      - {id: next_day, kind: date, say: When shall we speak?, fills: next.date}
  - id: goals
    title: Goals
    ask_if: answered(earlier.goal_#)
    repeat: 6
    questions:
      - {id: goal_#_now, kind: scale, say: "You wanted “{{ earlier.goal_# }}”. Now?", fills: earlier_goal#.now}
      - id: goal_#_state
        kind: choice
        say: What shall we do with it?
        fills: earlier_goal#.state
        options: [{code: going_on, label: Go on}, {code: reached, label: I am there}, {code: let_go, label: Let it go}]
  - id: steps
    title: Steps
    repeat: 12
    questions:
      - id: step_#_state
        kind: choice
        say: "{{ earlier.step_# }}?"
        ask_if: answered(earlier.step_#)
        fills: earlier_step#.state
        options:
          - {code: done, label: Done}
          - {code: under_way, label: Under way}
          - {code: to_do, label: Not yet}
          - {code: dropped, label: No longer wanted}
  - id: in_the_way
    title: In the way
    repeat: 8
    questions:
      - id: barrier_#_state
        kind: choice
        say: "{{ earlier.barrier_# }}, “{{ earlier.barrier_#_words }}”?"
        ask_if: answered(earlier.barrier_#)
        fills: earlier_barrier#.state
        options: [{code: gone, label: Gone}, {code: better, label: Better}, {code: same, label: The same}]
"""

MEASURE = """\
script: phq
version: 1
title: A measure
stage: measure
scores:
  - {id: total, title: PHQ, of: [a, b], case_at: 4, reliable_change: 2}
sections:
  - id: s
    title: S
    questions:
      - {id: a, kind: scale, say: A?}
      - id: b
        kind: choice
        short: Harm
        say: B?
        options: [{code: none, label: Not at all}, {code: some, label: Several days, score: 1, safety: true}]
"""

FIRST: dict[str, Any] = {
    "employ_status": "01",
    "off_sick_now": "yes",
    "employment_type": "employee",
    "hours": 36,
    "first_day_off": "2026-09-07",
    "fit_note_ends": "2026-11-02",
    "worries": ["walking_in", "mother"],
    "goal": "Back on nights",
    "goal_now": 2,
    "step": "Ring Sam",
    "next_day": "2026-11-18",
}


@cache
def bank() -> Bank:
    return read_bank(files() | {"scripts/review.yaml": REVIEW, "scripts/phq.yaml": MEASURE})


def calls(*later: dict[str, Any], script: str = "review", decisions: tuple[Act, ...] = ()) -> Case:
    """The case after the first call and these later ones, a week apart up to today."""
    made = []
    for n, answers in enumerate((FIRST, *later)):
        course = bank().course(script if n else "small_call")
        day = TODAY - timedelta(weeks=len(later) - n) if n else THEN
        acts, problems = replay(answers, course, day)
        assert problems == []
        made.append(CallMade(course, day, [*acts, *(() if n else decisions)]))
    return case_of(bank(), ROSA, made)


ACCEPTED = (Decided(suggestion="workplace_meeting", decision="accepted"),)


def test_an_answer_of_an_earlier_call_is_there_to_be_given_again() -> None:
    interview = calls({}).calls[-1].interview
    assert interview.last_time("employ_status") == "01"
    assert interview.to_say("employ_status") == (
        "Last time you said “I have a job”, on 21 October 2026. Is that still so?"
    )
    assert interview.last_time("fit_note_ends") == date(2026, 11, 2)
    assert interview.last_time("next_day") is None  # it has no words for it, and is asked afresh


def test_without_an_earlier_call_a_question_is_asked_in_its_own_words() -> None:
    report = interview_report(bank(), bank().course("review"), ROSA, {}, TODAY)
    assert report["route"] == ["employ_status", "step", "next_day"]
    assert case_of(bank(), ROSA, [CallMade(bank().course("review"), TODAY, [])]).calls[0].interview.to_say(
        "employ_status"
    ) == ("Do you have a job?")


@pytest.mark.parametrize(
    ("answers", "asked", "not_asked"),
    [
        (
            {},
            {"overdue", "been_caring", "goal_1_now", "step_1_state", "barrier_3_state"},
            {"goal_2_now", "step_2_state"},
        ),
        ({"employ_status": "01", "off_sick_now": "yes"}, {"fit_note_ends"}, {"first_day_off"}),
    ],
)
def test_a_later_call_asks_by_what_earlier_ones_left(
    answers: dict[str, Any], asked: set[str], not_asked: set[str]
) -> None:
    route = set(calls(answers).calls[-1].interview.route)
    assert asked <= route
    assert not not_asked & route


def test_goals_steps_and_barriers_come_back_in_the_plans_words() -> None:
    interview = calls({}, decisions=ACCEPTED).calls[-1].interview
    said = [interview.text(name, "say") for name in ("goal_1_now", "step_1_state", "step_2_state", "barrier_1_state")]
    assert said == [
        "You wanted “Back on nights”. Now?",
        "Ring Sam?",
        "Meeting with work?",
        "worry about going back, “Walking back in”?",
    ]


def test_a_goal_written_by_hand_is_brought_up_and_rated_by_the_next_call() -> None:
    """What the later call says comes after the hand; what is written by hand after it comes last."""
    written = GoalWritten(goal="g", what="Two mornings a week", by="1 December 2026")
    goal = calls({"goal_2_now": 7}, decisions=(written,)).plan.goals[1]
    assert (goal.what, goal.now, [one.value for one in goal.ratings]) == ("Two mornings a week", 7, [7])


def test_a_goal_has_a_rating_from_every_call_and_the_state_that_was_last_given_it() -> None:
    (goal,) = calls({"goal_1_now": 5}, {"goal_1_now": 8, "goal_1_state": "reached"}).plan.goals
    assert goal.ratings == (
        Rating(on=THEN, value=2),
        Rating(on=TODAY - timedelta(weeks=1), value=5),
        Rating(on=TODAY, value=8),
    )
    assert (goal.now, goal.state) == (8, "reached")
    assert "goal_1_now" not in calls({"goal_1_state": "let_go"}, {}).calls[-1].interview.route


def test_a_step_is_done_or_still_to_do_and_one_that_is_done_does_not_come_back() -> None:
    found = calls({"step_1_state": "done", "step_2_state": "under_way"}, {}, decisions=ACCEPTED)
    assert [action.state for action in found.plan.actions] == ["done"]
    meeting = found.plan.suggestion("workplace_meeting")
    assert meeting is not None
    assert (meeting.state, meeting.progress) == ("accepted", "under_way")
    assert found.calls[-1].interview.text("step_1_state", "say") == "Meeting with work?"


def test_each_call_may_add_steps_of_its_own() -> None:
    plan = calls({"step": "Ask for the rota"}).plan
    assert [action.what for action in plan.actions] == ["Ring Sam", "Ask for the rota"]


def test_a_barrier_that_is_gone_is_no_longer_in_the_plan_and_asks_for_nothing() -> None:
    before, after = calls({}).plan, calls({"barrier_1_state": "gone", "barrier_2_state": "better"}).plan
    assert [line.code for line in before.barriers] == ["fear_of_return", "anxiety_at_work", "caring"]
    assert [(line.code, line.state) for line in after.barriers] == [("anxiety_at_work", "better"), ("caring", "")]
    assert [line.code for line in after.gone] == ["fear_of_return"]
    assert [one.id for one in before.therapist_requests] == ["therapy_fear_of_return"]
    assert after.therapist_requests == ()


def test_an_answer_that_has_changed_takes_with_it_what_rested_on_it() -> None:
    """Back at work: the absence and what it suggested are the past; the job and the goal are as they were."""
    plan = calls({"employ_status": "01", "off_sick_now": "no"}).plan
    assert plan.situation == "in_work"
    assert plan.suggestion("workplace_meeting") is None
    assert "absence.first_day" not in plan.work
    assert (plan.work["work.hours"], plan.goals[0].what) == ("36 hours", "Back on nights")


def test_weeks_are_counted_to_the_day_of_the_latest_call() -> None:
    short = {"first_day_off": "2026-10-01"}
    course = bank().course("small_call")
    first = CallMade(course, THEN, replay(FIRST | short, course, THEN)[0])
    then = case_of(bank(), ROSA, [first])
    now = case_of(bank(), ROSA, [first, CallMade(bank().course("review"), TODAY, [])])
    assert then.plan.suggestion("workplace_meeting") is None
    assert now.plan.suggestion("workplace_meeting") is not None


def test_a_changed_status_is_a_new_record_and_the_old_one_stays() -> None:
    found = calls({"employ_status": "02"})
    assert [(one.EmployStatusRecDate, one.EmployStatus, one.SickAbsenceInd) for one in found.status_records] == [
        (THEN, "01", "Y"),
        (TODAY, "02", "8"),
    ]
    assert found.calls[0].interview.answer("off_sick_now") == "yes"  # the first call is what it was


def test_a_measure_is_compared_with_the_first_time_and_leaves_the_rest_of_the_plan_alone() -> None:
    found = calls({"a": 7, "b": "some"}, {"a": 4, "b": "some"}, script="phq")
    (measure,) = found.plan.measures
    assert (measure.score, measure.case, measure.change, measure.reliable) == (5, True, -3, True)
    assert found.plan.next_date == date(2026, 11, 18)
    assert calls({"a": 7}, script="phq").plan.measures == ()


def test_an_answer_that_calls_for_the_safety_page_stands_in_the_plan() -> None:
    (concern,) = calls({"b": "some"}, script="phq").plan.safety
    assert (concern.because, concern.told) == ("Harm: Several days", "")


def test_a_case_stands_as_its_last_call_leaves_it() -> None:
    leaving = REVIEW.replace("script: review", "script: closing").replace("stage: later", "leaves: closed")
    made = read_bank(files() | {"scripts/closing.yaml": leaving, "scripts/phq.yaml": MEASURE})
    first, last, form = (CallMade(made.course(name), TODAY, []) for name in ("small_call", "closing", "phq"))
    assert case_of(made, ROSA, [first]).state == "assessed"
    closed = case_of(made, ROSA, [first, last, form])
    assert (closed.state, closed.waits_for()) == ("closed", "nothing; support has ended")


def test_a_call_that_could_not_be_held_leaves_the_case_as_it_stood() -> None:
    asked = REVIEW.replace("stage: later", "stage: later\nleaves: closed\nheld_if: overdue")
    made = read_bank(files() | {"scripts/small_review.yaml": asked})
    first, course = (
        CallMade(made.course("small_call"), THEN, replay(FIRST, made.course("small_call"), THEN)[0]),
        "review",
    )
    states = []
    for answer in ("no", "yes"):
        acts, _ = replay({"overdue": answer}, made.course(course), TODAY)
        states.append(case_of(made, ROSA, [first, CallMade(made.course(course), TODAY, acts)]).state)
    assert states == ["assessed", "closed"]


def test_what_an_earlier_call_left_open_is_put_no_more_and_counts_as_settled() -> None:
    """A rule that asks for what was not answered need not wait for a question of a call that is over."""
    rule = "- {id: diary, title: A diary, offer_if: not answered(sick_pay), who: [client]}\n"
    made = read_bank(files() | {"scripts/review.yaml": REVIEW, "catalogue/more.yaml": rule})
    first = CallMade(made.course("small_call"), THEN, replay(FIRST, made.course("small_call"), THEN)[0])
    later = CallMade(made.course("review"), TODAY, [])
    assert case_of(made, ROSA, [first]).plan.suggestion("diary") is None
    assert case_of(made, ROSA, [first, later]).plan.suggestion("diary") is not None


def test_the_reason_for_a_suggestion_is_what_speaks_for_it_and_nothing_else() -> None:
    """Of the questions that could record the barrier, only the one that did."""
    rule = "- {id: diary, title: A diary, offer_if: \"'low_confidence' in barriers and hours > 1\", who: [client]}\n"
    made = read_bank(files() | {"catalogue/more.yaml": rule})
    acts, _ = replay(FIRST | {"confidence": 2}, made.course("small_call"), TODAY)
    found = case_of(made, ROSA, [CallMade(made.course("small_call"), TODAY, acts)]).plan.suggestion("diary")
    assert found is not None
    assert found.because == (
        "How sure are you, from 0 to 10?: 2 out of 10",
        "How many hours a week?: 36 hours",
    )


def test_a_request_that_the_answers_no_longer_suggest_stands_no_more() -> None:
    asked = (Decided(suggestion="therapy_fear_of_return", decision="accepted"),)
    before, after = (
        calls(answers, decisions=asked).plan.therapist_requests[0] for answers in ({}, {"barrier_1_state": "gone"})
    )
    assert (before.stands, after.stands) == (True, False)


@pytest.mark.parametrize(
    ("answers", "doubts"),
    [
        ({"employ_status": "01", "off_sick_now": "yes", "fit_note_ends": "2026-11-30"}, []),
        ([{"employ_status": "02"}, {"off_sick_now": "yes"}], ["no_job_but_off"]),
        ([{"off_sick_now": "yes"}, {"employ_status": "02"}], []),
    ],
)
def test_what_does_not_fit_is_told_and_blocks_nothing(answers: Any, doubts: list[str]) -> None:
    """An answer that is off the route counts if it was the last word; a correction that set it aside settles it."""
    report = interview_report(bank(), bank().course("review"), ROSA, answers, TODAY)
    assert [doubt["id"] for doubt in report["doubts"]] == doubts
    assert report["problems"] == []


def test_a_check_speaks_of_the_answers_in_words() -> None:
    answers = {
        "employ_status": "01",
        "off_sick_now": "yes",
        "first_day_off": "2026-11-09",
        "fit_note_ends": "2026-11-02",
    }
    (call,) = case_of(bank(), ROSA, [CallMade(c := bank().course("review"), TODAY, replay(answers, c, TODAY)[0])]).calls
    assert [doubt.say for doubt in call.interview.doubts] == [
        "The fit note ends before the first day off, 9 November 2026."
    ]


@pytest.mark.parametrize(
    ("change", "to", "fault"),
    [
        ("earlier.situation != ", "earlier.situatoin != ", "unknown name 'earlier.situatoin'; did you mean 'earlier.s"),
        ("!= 'off_sick'", "!= 'of_sick'", "earlier.situation has no option 'of_sick'; did you mean 'off_sick'?"),
        ("{{ earlier.goal_# }}", "{{ earlier.gaol_# }}", "earlier has no 'gaol_1'; did you mean 'goal_1'?"),
        ("    repeat: 8\n", "", "'#' stands for a number only in a section that has `repeat`"),
        ("{code: better, label", "{code: beter, label", "earlier_barrier#.state has no state 'beter'; it has gone"),
        ("about: [first_day_off", "about: [frst_day_off", "there is no question 'frst_day_off'; did you mean"),
        ("kind: scale, say: \"You", "kind: number, say: \"You {{ last_time }}", "names 'last_time', which is not"),
        ("records: {situation: in_work}", "records: {situation: off_sick}", "off_sick_now 'no' records something else"),
        ("{id: next_day, kind: date", "{id: next_day, kind: text", "'next_day' is of the kind date in small_call"),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_later_script_is_refused(change: str, to: str, fault: str) -> None:
    assert change in REVIEW
    with pytest.raises(BankError) as refused:
        read_bank(files() | {"scripts/small_review.yaml": REVIEW.replace(change, to)})
    assert fault in str(refused.value)
