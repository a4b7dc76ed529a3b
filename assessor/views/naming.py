"""What an act is called where it is spoken of: taken back, brought back, or not written."""

from __future__ import annotations

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.journal import (
    Act,
    Answered,
    Attempted,
    CallEnded,
    Commented,
    Consented,
    Decided,
    GoalRated,
    GoalWritten,
    NotAnswered,
    Noted,
    Ordered,
    Replied,
    SafetyNoted,
    ShareChosen,
    StepWritten,
    Submitted,
)
from assessor.scripts.interview import Interview
from assessor.views import call as telling


def named(case: Case, interview: Interview, act: Act) -> str:
    """This act of the call, in a few words that can stand within a sentence."""
    match act:
        case Answered(question=name) | NotAnswered(question=name):
            return f"the answer to {interview.title(name)}"
        case Noted(text=words):
            return f'the note "{wording.shorten(words, 60)}"'
        case Decided(suggestion=name):
            return f"the decision on {_suggested(case, name)}"
        case SafetyNoted(field=name):
            return f"the safety line, {telling.SAFETY_LINES[name]}"
        case GoalWritten(what=words):
            return f'the goal "{wording.shorten(words, 60)}"'
        case StepWritten(what=words):
            return f'the step "{wording.shorten(words, 60)}"'
        case GoalRated():
            return "where they are with a goal"
        case Replied():
            return "the therapist's answer"
        case Consented(reader=reader):
            return f"what was said on sharing with {taxonomy.REACHED[reader]}, or on ringing them"
        case ShareChosen():
            return "what the employer may see"
        case Ordered():
            return "the order of the plan"
        case Commented():
            return "the comment"
        case Attempted():
            return "that the client was rung and not spoken to"
        case Submitted():
            return "handing the plan in"
        case CallEnded():
            return "the end of the call"
    return "what was done last"


def _suggested(case: Case, name: str) -> str:
    """The title of a suggestion, be it on the plan or held back from it."""
    suggestion = case.plan.suggestion(name)
    entry = case.call.bank.interventions.get(name) if case.call else None
    return suggestion.title if suggestion else entry.title if entry else name
