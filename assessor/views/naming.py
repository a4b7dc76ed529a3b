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
    Undone,
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


NAME_LENGTH = 28
"""Letters of what was taken back that stand at the foot of a call, beside its keys."""


def turned_between(before: Case, after: Case, interview: Interview) -> str:
    """What was taken back or brought back between two readings of a case, in a word or two: a question by its title."""
    turned = (e.act for e in after.entries if (e.id in before.gone) != (e.id in after.gone))
    act = next((act for act in turned if not isinstance(act, Undone)), None)
    if act is None:
        return "what was done last"
    title = interview.title(act.question) if isinstance(act, Answered | NotAnswered) else named(after, interview, act)
    return wording.shorten(title, NAME_LENGTH)


def _suggested(case: Case, name: str) -> str:
    """The title of a suggestion, be it on the plan or held back from it."""
    suggestion = case.plan.suggestion(name)
    entry = case.call.bank.interventions.get(name) if case.call else None
    return suggestion.title if suggestion else entry.title if entry else name
