"""Taking back what was done last, and bringing it back."""

from __future__ import annotations

from assessor import taxonomy, wording
from assessor.acts.declared import writes
from assessor.journal import (
    Act,
    Answered,
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
    Undone,
)
from assessor.plain.state import Talk
from assessor.views import call as telling


@writes("undo")
def undo_command(talk: Talk, _: str = "") -> None:
    """Takes back the latest act."""
    entry = talk.case.to_undo(talk.call_id)
    if entry is None:
        talk.tell("There is nothing to take back.")
        return
    confirmation = f"Taken back: {_named(talk, entry.act)}."
    talk.attempt(lambda: talk.desk.undo(talk.case, talk.call_id), (), confirmation)


@writes("undo")
def redo_command(talk: Talk, _: str = "") -> None:
    """Brings back what was taken back."""
    entry = talk.case.to_redo(talk.call_id)
    if entry is None or not isinstance(entry.act, Undone):
        talk.tell("There is nothing to bring back.")
        return
    gone = entry.act.entry
    acts = (undone.act for undone in talk.case.entries if undone.id == gone)
    confirmation = f"Brought back: {wording.listed(_named(talk, act) for act in acts)}."
    talk.attempt(lambda: talk.desk.redo(talk.case, talk.call_id), (), confirmation)


def _named(talk: Talk, act: Act) -> str:
    interview = talk.call.interview
    match act:
        case Answered(question=name) | NotAnswered(question=name):
            return f"the answer to {interview.title(name)}"
        case Noted(text=words):
            return f'the note "{wording.shorten(words, 60)}"'
        case Decided(suggestion=name):
            suggestion = talk.case.plan.suggestion(name)
            return f"the decision on {suggestion.title if suggestion else name}"
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
    return "the end of the call"
