"""The taxonomy: the field's own codes, and the words shown for them.

Codes are fixed for good, since records rest on them: a code may be added, never renamed. The wording beside
a code may change. Codes: the project's taxonomy of employment needs, drawn up with the employment status
items of the NHS Talking Therapies data set v2.1 and the six areas of the HSE Management Standards in view.
The strengths are the project's own list.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from assessor.earlier_details import BARRIER_STATES as BARRIER_STATES
from assessor.earlier_details import EARLIER_DETAILS
from assessor.earlier_details import EARLIER_STATES as EARLIER_STATES
from assessor.earlier_details import GOAL_STATES as GOAL_STATES
from assessor.earlier_details import SLOTS as SLOTS
from assessor.earlier_details import STEP_OBSTACLES as STEP_OBSTACLES
from assessor.earlier_details import STEP_STATES as STEP_STATES
from assessor.earlier_details import STEP_WAYS as STEP_WAYS

Situation = Literal["in_work", "off_sick", "out_of_work"]
Aim = Literal["retain", "return", "gain", "change", "leave"]
Priority = Literal["urgent", "soon", "usual"]
Party = Literal["client", "adviser", "employer", "therapist", "gp", "other"]
Reader = Literal["therapist", "gp", "employer"]
OtherEmployer = Literal["other_employer1", "other_employer2", "other_employer3"]
"""Whoever employs somebody in a job beside the one that the plan is about, by the number of that job."""
Body = Literal[
    "jobcentre", "employers", "workwell", "ips", "connect_to_work", "debt_adviser", "benefits_adviser", "council",
    "other_service",
]  # fmt: skip
"""Whom an adviser may ring for a client, beside those who may read the plan; each is for the client to allow."""
Reached = Literal[Reader, OtherEmployer, Body]
"""Anybody whom the client may let us share with, or ring."""
WorkKind = Literal[
    "desk", "customer_facing", "manual", "shift", "remote", "driving", "care", "classroom", "kitchen", "warehouse"
]
"""Kinds of work that a job may be, more than one at a time. The list is the project's own."""
AdjustmentGroup = Literal[
    "role_and_responsibilities", "relationships_and_communication", "physical_environment", "policies", "extra_support"
]
"""The five groups in which Acas sorts reasonable adjustments for mental health."""


FactStanding = Literal["confirmed", "secondary", "expected", "unconfirmed", "own_example"]
"""How sure a fact of law or benefits is: confirmed by its own publisher; reported by others; expected, and not in force
yet; not confirmed; or no fact of law at all, but an example of the project's own."""


def _fixed(titles: dict[str, str]) -> Mapping[str, str]:
    return MappingProxyType(titles)


SITUATIONS = _fixed({"in_work": "in work", "off_sick": "off sick", "out_of_work": "out of work"})

AIMS = _fixed(
    {
        "retain": "wants to keep the job",
        "return": "wants to go back to work",
        "gain": "wants to find work",
        "change": "wants different work",
        "leave": "wants to leave work",
    }
)

NEEDS = _fixed(
    {
        "understand_rights": "understanding rights at work",
        "plan_return": "planning the return to work",
        "talk_to_employer": "talking to the employer",
        "adjustments_at_work": "changes that would help at work",
        "manage_health_at_work": "managing health at work",
        "resolve_work_problem": "sorting out a problem at work",
        "career_direction": "deciding what work to do",
        "find_work": "finding work",
        "applications_and_cv": "applications and CV",
        "interview_skills": "interview skills",
        "confidence": "confidence",
        "skills_training": "skills and training",
        "benefits_and_money": "benefits and money",
        "self_employment": "working for oneself",
        "practical_support": "practical support",
        "work_life_balance": "balance of work and home",
    }
)

BARRIER_GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "health and mind": _fixed(
            {
                "symptoms_at_work": "low mood, or getting upset",
                "anxiety_at_work": "anxiety or panic",
                "interview_anxiety": "worry about interviews",
                "fear_of_return": "worry about going back",
                "low_confidence": "low confidence",
                "low_motivation": "low motivation",
                "concentration": "concentration and memory",
                "sleep_fatigue": "sleep and tiredness",
                "medication_effects": "effects of medication",
                "panic_travel": "leaving home or travelling",
                "perfectionism_overwork": "being too hard on oneself, or not stopping",
                "disclosure_worry": "what people at work hear",
                "physical_health": "physical health",
                "autism": "autism, known or thought likely",
                "adhd": "ADHD, known or thought likely",
                "dyslexia": "reading and writing",
                "hearing": "following what is said",
                "sight": "what has to be seen",
                "long_term_condition": "a long-term illness",
                "pregnancy": "being pregnant",
                "menopause": "the menopause, or the years before it",
            }
        ),
        "workplace": _fixed(
            {
                "workload": "workload",
                "low_control": "little say over the work",
                "poor_manager_support": "little support from the manager",
                "poor_peer_support": "little support from colleagues",
                "difficult_relationships": "difficult relationships at work",
                "bullying_harassment": "being treated badly or bullied at work",
                "sexual_harassment": "being touched or spoken to sexually at work",
                "violence_at_work": "being hit, pushed or threatened at work",
                "exploitation": "papers or pay kept, or not free to leave the job",
                "unclear_role": "unclear role",
                "change_uncertainty": "change and uncertainty at work",
                "no_employer_contact": "no contact from work",
                "inflexible_hours": "hours that cannot flex",
                "formal_process": "a formal process at work",
                "job_at_risk": "job at risk",
                "adjustments_refused": "adjustments refused",
                "discrimination": "unfair treatment for who one is",
                "unfair_ending": "a job that may have ended unfairly",
                "advice_today": "something that needs advice today",
            }
        ),
        "finding work": _fixed(
            {
                "employment_gap": "time out of work",
                "little_experience": "little work experience",
                "skills_gap": "gap in skills or qualifications",
                "no_references": "no references",
                "job_search_knowledge": "not knowing how to look for work",
                "criminal_record": "criminal record",
                "unclear_direction": "unsure what work to do",
            }
        ),
        "circumstances": _fixed(
            {
                "money_debt": "money or debt",
                "benefits_worry": "worry about benefits",
                "caring": "caring for someone",
                "childcare": "childcare",
                "transport": "transport",
                "housing": "housing",
                "digital_access": "getting online",
                "language": "language",
                "right_to_work": "right to work",
                "bereavement": "grief",
                "separation": "the end of a relationship",
                "gambling": "gambling",
                "alcohol_drugs": "drink or drugs",
            }
        ),
    }
)

HARM_DONE = frozenset({"sexual_harassment", "violence_at_work", "exploitation"})
"""The barriers that are harm done to somebody, for which there is urgent help whatever else is still to be asked."""

BARRIERS = _fixed({code: title for group in BARRIER_GROUPS.values() for code, title in group.items()})

STRENGTHS = _fixed(
    {
        "wants_to_work": "work matters to them",
        "likes_the_job": "likes the job",
        "skills_and_experience": "skills and experience",
        "qualifications": "qualifications",
        "supportive_manager": "a supportive manager",
        "supportive_colleagues": "supportive colleagues",
        "supportive_family": "family and friends behind them",
        "coping_strategies": "knows what helps",
        "routine": "a daily routine",
        "confident_about_work": "believes they can do it",
        "keeps_in_touch": "is in touch with work",
        "past_success": "has come through this before",
        "volunteering": "volunteers",
        "active_search": "is already looking",
        "union_member": "has a union behind them",
    }
)

FACTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "situation": SITUATIONS,
        "aim": AIMS,
        "need": NEEDS,
        "barrier": BARRIERS,
        "strength": STRENGTHS,
    }
)
"""What an answer may record: the kind of fact, its codes and their words."""

SINGLE = frozenset({"situation", "aim"})
"""Kinds of fact of which a person has one at a time; of the others, any number."""

PLURAL = MappingProxyType({"need": "needs", "barrier": "barriers", "strength": "strengths"})
"""The name by which a condition speaks of all facts of a kind: ``'childcare' in barriers``."""

SINGULAR = MappingProxyType({plural: kind for kind, plural in PLURAL.items()})
"""The kind of fact that each of these names speaks of."""

OTHER_JOBS = 3
"""How many jobs there may be beside the one that the plan is about."""

_OF_GOALS = {
    "what": "Goal", "aim": "Aim", "by": "By", "sign": "How we will know", "obstacle": "What could get in the way",
    "who": "Who helps", "now": "Where they are now, 0 to 10",
}  # fmt: skip
_OF_OTHER_JOBS = {
    "name": "Other job", "role": "What they do there", "hours": "Hours a week there", "person": "Right person there",
    "now": "How it stands with that job", "first_day": "First day off from it", "pay": "Pay from it while off",
}  # fmt: skip

WRITTEN = {"goal": 3, "action": 4}
"""How many goals and steps one call can write down."""

REPLIES = _fixed({"accepted": "accepted", "done": "done", "not_now": "not now"})
"""What a therapist may answer to what was asked of them."""

OUTCOMES = _fixed(
    {
        "no_answer": "no answer, no message left",
        "message_left": "message left, as the client wishes",
        "wrong_person": "somebody else answered; nothing was said",
        "not_safe": "not safe or not free to talk",
        "rearranged": "rearranged",
        "did_not_attend": "did not take the call that was booked",
    }
)
"""What came of ringing where it came to no talk."""

ROLES = _fixed({"adviser": "employment adviser", "senior": "senior employment adviser", "trainer": "trainer"})
"""Who may work with the records; only a senior employment adviser reviews a plan."""

STANDINGS = _fixed(
    {
        "confirmed": "confirmed",
        "secondary": "reported by others, not confirmed by its own publisher",
        "expected": "expected, and not in force yet",
        "unconfirmed": "not confirmed",
        "own_example": "our own example",
    }
)
QUOTED_STANDINGS = _fixed(
    {
        "confirmed": "",
        "secondary": "as reported",
        "expected": "expected",
        "unconfirmed": "not confirmed",
        "own_example": "",
    }
)
"""What stands in brackets after a fact wherever a text quotes it."""

PRIORITIES: tuple[Priority, ...] = get_args(Priority)
READERS = _fixed({"therapist": "therapist", "gp": "GP", "employer": "employer"})
_NTH = {1: "", 2: "second ", 3: "third "}
OTHER_EMPLOYERS = _fixed({f"other_employer{n}": f"employer in the {nth}other job" for n, nth in _NTH.items()})
BODIES = _fixed(
    {
        "jobcentre": "the Jobcentre",
        "employers": "employers who may have work",
        "workwell": "WorkWell",
        "ips": "the job help of the mental health team (IPS)",
        "connect_to_work": "Connect to Work",
        "debt_adviser": "a debt adviser",
        "benefits_adviser": "a benefits adviser",
        "council": "the council or a housing adviser",
        "other_service": "another service",
    }
)
SHARED_WITH = _fixed({**READERS, **OTHER_EMPLOYERS})
"""Whoever may be shown the plan, or a part of it."""
REACHED = _fixed({**{reader: f"the {title}" for reader, title in SHARED_WITH.items()}, **BODIES})
"""Each of `Reached` as it stands in a sentence."""
PARTIES = _fixed(
    {"client": "client", "adviser": "adviser", "employer": "employer", "therapist": "therapist", "gp": "GP",
     "other": "someone else"}
)  # fmt: skip

DETAILS = _fixed(
    {
        # the client's work now
        "work.role": "Job",
        "work.employer": "Employer",
        "work.person": "Right person at work",
        "work.hours": "Hours in a usual week",
        "work.since": "There since",
        "work.pattern": "Contract",
        "work.kind": "Kind of work",
        "work.last_day": "Last day in the job",
        "work.leave": "Away from work",
        "work.baby": "Baby",
        # the last job, for someone out of work
        "last_work.role": "Last job",
        "last_work.ended": "Ended",
        "last_work.reason": "Why it ended",
        "hope.role": "Work hoped for",
        # absence, and the dates that a plan must not miss
        "absence.first_day": "First full day off",
        "fit_note.says": "Fit note says",
        "fit_note.ends": "Fit note ends",
        "pay.now": "Pay now",
        "pay.changes": "Pay changes",
        "pay.ssp_stops": "Statutory sick pay likely to stop; payroll knows the day",
        "meeting.date": "Meeting with work",
        "meeting.what": "What the meeting is",
        "return.date": "Return in mind",
        "interview.date": "Job interview",
        "home.date": "Day that matters for the home",
        "home.step": "How far it has gone with the home",
        "benefit.date": "Day in a letter about a benefit",
        "formal.date": "Formal date",
        "formal.what": "What is formal",
        "formal.date2": "Appeal, hearing or decision",
        # health, in the client's own words
        "health.effect": "How health affects work",
        "health.helps": "What helps",
        "therapy.focus": "What therapy is working on",
        # rulers, 0 to 10
        "ruler.importance": "Importance of work",
        "ruler.confidence": "Confidence about work",
        "ruler.readiness": "Readiness for work",
        # what comes after the call
        "if_harder": "If things get harder",
        "warning_signs": "Signs that things get harder",
        "next.date": "Next call",
        "next.time": "Time of the next call",
        "next.how": "How we will speak",
        # what is to be known of somebody before they are rung or sent anything; it stands from call to call
        "know.name": "Name to use",
        "know.access": "On a call",
        "know.interpreter": "Language",
        "know.interpreter_who": "Interpreter",
        "know.message": "Leaving word",
        "know.send": "Safe to send things",
        # of use while a call lasts, and on no plan
        "call.where": "Where they are now",
        "call.stop": "Words that mean stop",
        # the national employment status record
        "status.EmployStatus": "Employment status",
        "status.WeekHoursWorked": "Hours worked a week",
        "status.SelfEmployInd": "Self-employed",
        "status.SickAbsenceInd": "Off sick",
        "status.SSPInd": "Statutory sick pay",
        "status.BenefitRecInd": "Any benefit",
        "status.ESAInd": "Employment and Support Allowance",
        "status.UCInd": "Universal Credit",
        "status.PIPInd": "Personal Independence Payment",
        "status.EmpSupportInd": "Suitable for employment support",
    }
    | {f"goal{n}.{part}": title for n in range(1, WRITTEN["goal"] + 1) for part, title in _OF_GOALS.items()}
    | {
        f"action{n}.{part}": title
        for n in range(1, WRITTEN["action"] + 1)
        for part, title in {"what": "Step", "who": "Who", "by": "When"}.items()
    }
    | EARLIER_DETAILS
    | {f"other_job{n}.{part}": title for n in range(1, OTHER_JOBS + 1) for part, title in _OF_OTHER_JOBS.items()}
)
"""What a question may fill in of the plan and of the national status record, beside the facts above."""

COMING_UP = (
    "fit_note.ends",
    "meeting.date",
    "pay.changes",
    "pay.ssp_stops",
    "formal.date",
    "formal.date2",
    "work.last_day",
    "interview.date",
    "home.date",
    "benefit.date",
    "return.date",
)
"""The details that are dates a plan looks out for, in no order; the plan sorts them by day."""

LIKELY_DAYS = MappingProxyType({"pay.ssp_stops": "pay.changes"})
"""Days that are only reckoned, each with the detail in whose place it stands until somebody has been told a day."""
