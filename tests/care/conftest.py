"""A small bank, and plans made from a few answers to its one script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files
from assessor.care.answers import Answers
from assessor.care.consents import ConsentWord, consent_words, consents
from assessor.care.handwritten import NOTHING_BY_HAND
from assessor.care.plan import Concern, Plan
from assessor.care.plan_builder import make_plan
from assessor.care.safety_pages import NO_LINES, SafetyPage, concerns
from assessor.journal import Client, Decided
from assessor.scripts.interview import Interview
from assessor.yaml_source import BankError
from tests.scripts.conftest import act, entry

TODAY = date(2026, 11, 18)  # a Wednesday
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
ROSA = Client(name="Rosa Okafor", called="Rosa", therapist="Meera Shah")

SCRIPT = """\
script: small_call
version: 1
title: A small call
facts:
  - {id: sickness_weeks, value: weeks_since(first_day_off)}
sections:
  - id: only
    title: Only
    questions:
      - id: employ_status
        kind: choice
        short: Employment
        say: Do you have a job?
        fills: status.EmployStatus
        options:
          - {code: '01', label: I have a job}
          - {code: '02', label: I am looking for one, records: {situation: out_of_work, aim: gain, need: find_work}}
      - id: off_sick_now
        kind: yes_no
        say: Are you off sick?
        ask_if: employ_status == '01'
        fills: status.SickAbsenceInd
        options:
          - {code: 'yes', label: 'Yes', status: 'Y', records: {situation: off_sick, aim: return}}
          - {code: 'no', label: 'No', status: 'N', records: {situation: in_work}}
      - id: employment_type
        kind: choice
        short: Kind of job
        say: What kind of job is it?
        ask_if: employ_status == '01'
        fills: status.SelfEmployInd
        options:
          - {code: employee, label: Employed, status: 'N'}
          - {code: self_employed, label: I work for myself, status: 'Y'}
      - id: hours
        kind: number
        say: How many hours a week?
        ask_if: employ_status == '01'
        fills: work.hours
        unit: hours
        min: 0
        max: 100
      - {id: job, kind: text, say: What is the job?, ask_if: employ_status == '01', fills: work.role}
      - id: first_day_off
        kind: date
        when: past
        say: When was the first day off?
        ask_if: situation == 'off_sick'
        fills: absence.first_day
      - id: sick_pay
        kind: choice
        say: What are you paid?
        ask_if: situation == 'off_sick'
        fills: status.SSPInd
        options:
          - {code: full, label: My full pay, status: 'N'}
          - {code: ssp, label: Statutory sick pay, status: 'Y'}
      - {id: fit_note_ends, kind: date, say: When does it end?, ask_if: situation == 'off_sick', fills: fit_note.ends}
      - {id: meeting_date, kind: date, say: Is a meeting due?, ask_if: situation == 'off_sick', fills: meeting.date}
      - {id: meeting_what, kind: text, say: What is it?, ask_if: answered(meeting_date), fills: meeting.what}
      - id: benefits
        kind: many
        say: Do you get any benefits?
        fills: status.BenefitRecInd
        options:
          - {code: uc, label: Universal Credit}
          - {code: pip, label: Personal Independence Payment}
          - {code: jsa, label: Jobseeker's Allowance}
          - {code: none, label: None of these, exclusive: true}
      - id: worries
        kind: many
        short: Worries
        say: What worries you?
        options:
          - {code: walking_in, label: Walking back in, records: {barrier: [fear_of_return, anxiety_at_work]}}
          - {code: mother, label: My mother needs me, records: {barrier: caring}}
          - {code: children, label: Nobody to mind the children, records: {barrier: [caring, childcare]}}
          - {code: none, label: Nothing, exclusive: true}
      - id: confidence
        kind: scale
        say: How sure are you, from 0 to 10?
        fills: ruler.confidence
        records: [{at_most: 3, barrier: low_confidence}, {at_least: 7, strength: confident_about_work}]
      - {id: consent_therapist, kind: consent, reader: therapist, say: May I tell your therapist?}
      - {id: consent_employer, kind: consent, reader: employer, say: And work?, ask_if: employ_status == '01'}
      - {id: goal, kind: text, say: What would you like?, fills: goal1.what}
      - {id: goal_by, kind: date, say: By when?, ask_if: answered(goal), fills: goal1.by}
      - {id: goal_now, kind: scale, say: Where are you now?, ask_if: answered(goal), fills: goal1.now}
      - {id: step, kind: text, say: What is the first step?, fills: action1.what}
      - {id: next_day, kind: date, say: When shall we speak?, fills: next.date}
      - {id: next_how, kind: text, say: How?, ask_if: answered(next_day), fills: next.how}
"""

CATALOGUE = """\
catalogue: small
interventions:
  - id: carers_leave
    title: Time off to care
    offer_if: "'caring' in barriers"
    because: [cares for someone, "in their words: {{ worries_words }}"]
    who: [client, employer]
    explain_to_client: Ask {{ job_words }} about time off.
    does: {client: "Ask about it, {{ client.called }}."}
  - id: workplace_meeting
    title: Meeting with work
    offer_if: situation == 'off_sick' and sickness_weeks >= 4
    because: [off sick, "since {{ first_day_off }}", "a meeting on {{ meeting_date }}"]
    who: [client, adviser]
    priority: soon
    source: {title: A guide, publisher: Acas, checked_on: 2026-11-01, review_by: 2027-04-06}
  - id: therapy_fear_of_return
    title: Work on the fear of going back
    offer_if: "'fear_of_return' in barriers"
    because: ["{{ worries_words }}"]
    who: [therapist]
    ask: Work with {{ client.called }} on going back.
  - id: sick_pay_check
    title: Check the sick pay
    offer_if: sick_pay == 'ssp' or employment_type == 'self_employed'
    because: ["paid on {{ meeting_date }}"]
    priority: urgent
    source: {title: A rule, valid_from: 2026-04-06, valid_to: 2027-04-05}
"""


def files(script: str = SCRIPT, catalogue: str = CATALOGUE, **personas: str) -> dict[str, str]:
    """The files of the small bank."""
    found = {"scripts/small_call.yaml": script, "catalogue/small.yaml": catalogue}
    return found | {f"personas/{name}.yaml": text for name, text in personas.items()}


@cache
def small_bank() -> Bank:
    return read_bank(files())


@cache
def shipped_bank() -> Bank:
    return read_bank(read_files())


def faults(bank_files: Mapping[str, str]) -> list[str]:
    """What is wrong with a bank, as its author reads it."""
    try:
        read_bank(bank_files, "bank")
    except BankError as error:
        return [str(fault) for fault in error.faults]
    return []


def call(*answers: tuple[str, Any], client: Client = ROSA, today: date = TODAY) -> Interview:
    """The small call after these answers."""
    begun = Interview.begin(small_bank().course("small_call"), client, today, "Dan Price")
    return begun.with_entries(entry(act(question, value)) for question, value in answers)


def plan(
    *answers: tuple[str, Any],
    decided: tuple[Decided, ...] = (),
    safety: Mapping[str, str] | None = None,
    today: date = TODAY,
) -> Plan:
    """The plan that the small call makes after these answers."""
    decisions = {decision.suggestion: decision for decision in decided}
    interview = Interview.begin(small_bank().course("small_call"), ROSA, today, "Dan Price")
    words: list[ConsentWord] = []
    for place, (question, value) in enumerate(answers):
        placed = entry(act(question, value)).model_copy(update={"id": str(place), "place": place})
        interview = interview.with_entry(placed)
        words += consent_words(placed, interview)
    consented = consents(words, {"": interview}, ())
    known = Answers.of(interview)
    return make_plan(known, small_bank(), decisions, raised(known, safety or {}), NOTHING_BY_HAND, consented)


def raised(answers: Answers, lines: Mapping[str, str] = NO_LINES) -> tuple[Concern, ...]:
    """What these calls raise, with these lines on the last one's safety page."""
    calls = tuple(map(str, range(len(answers.own))))
    page = SafetyPage(calls[-1], answers.own[-1].today, len(calls), lines)
    return tuple(concern for _, concern in concerns(answers, calls, {page.name: page}))[::-1]


OFF_SICK: list[tuple[str, Any]] = [
    ("employ_status", "01"),
    ("off_sick_now", "yes"),
    ("employment_type", "employee"),
    ("first_day_off", "2026-10-01"),
]
