"""A script run without a screen: answers in, and all that follows from them out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any

from assessor.care.bank import Bank
from assessor.care.personas import replay
from assessor.care.plan import Suggestion, make_plan
from assessor.journal import Client, Entry, SafetyNoted
from assessor.scripts.course import Course
from assessor.scripts.interview import Interview


def interview_report(bank: Bank, course: Course, client: Client, answers: object, today: date) -> dict[str, Any]:
    """Route, what is off it, the next question, problems and the plan, as data for JSON."""
    acts, problems = replay(answers, course, today)
    at = datetime.combine(today, time(12), UTC)
    entries = [Entry(id=str(n), at=at, by="", act=act) for n, act in enumerate(acts)]
    interview = Interview.begin(course, client, today).with_entries(entries)
    safety: dict[str, str] = {act.field: act.text for act in acts if isinstance(act, SafetyNoted)}
    plan = make_plan(interview, bank, {}, safety)
    return {
        "script": course.script.script,
        "version": course.script.version,
        "route": list(interview.route),
        "off_route": list(interview.off_route),
        "next": interview.next,
        "problems": [asdict(problem) for problem in (*problems, *interview.problems)],
        "scores": {score.id: interview.values.get(score.id) for score in course.script.scores},
        "plan": {
            "situation": plan.situation,
            "aim": plan.aim,
            "needs": [line.code for line in plan.needs],
            "barriers": [line.code for line in plan.barriers],
            "strengths": [line.code for line in plan.strengths],
            "goals": [goal.model_dump(mode="json") for goal in plan.goals],
            "actions": [action.model_dump(mode="json") for action in plan.actions],
            "suggestions": [_suggestion(s) for s in plan.suggestions],
            "therapist_requests": [_suggestion(s) for s in plan.therapist_requests],
            "safety": [concern.model_dump(mode="json") for concern in plan.safety],
            "status": plan.status.model_dump(mode="json") if plan.status else None,
        },
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return suggestion.model_dump(mode="json", include={"id", "title", "because", "source", "priority", "who", "ask"})
