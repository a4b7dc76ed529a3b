"""Decisions on suggestions: agreed, agreed in other words, set aside, reopened, done.

A decision says what it changes and keeps all else that stands: the words, who does it, by when, the goal that it
serves and how far it has come.
"""

from __future__ import annotations

from assessor import taxonomy
from assessor.acts.forms import Field, Filled, Form
from assessor.care.plan import Plan, Suggestion
from assessor.journal import Decided

DOERS = {party: title for party, title in taxonomy.PARTIES.items() if party != "therapist"}
"""Who may do what is no request to the therapist."""

NOBODYS = "A step that is nobody's is not taken."


def decide(suggestion: Suggestion, **changed: object) -> Decided:
    """The decision on this suggestion as it stands, with what is changed."""
    kept = {
        "suggestion": suggestion.id, "words": suggestion.words, "by": suggestion.by, "goal": suggestion.goal,
        "progress": suggestion.progress, "who": suggestion.who,
    }  # fmt: skip
    return Decided.model_validate(kept | changed)


def agree(suggestion: Suggestion) -> Decided:
    """It is agreed as it stands."""
    return decide(suggestion, decision="accepted")


def agree_as(suggestion: Suggestion, words: str, **changed: object) -> Decided:
    """It is agreed in these words; the catalogue's own words are not kept a second time."""
    own = "" if words == (suggestion.ask or suggestion.title) else words
    return decide(suggestion, decision="accepted", words=own, **changed)


def set_aside(suggestion: Suggestion, reason: str, never: bool = False) -> Decided:
    """It is set aside, with the reason; for good, where the client asked not to be offered it."""
    return decide(suggestion, decision="set_aside", reason=reason, never=never)


def reopen(suggestion: Suggestion) -> Decided:
    """What was decided on it is taken back, and with it the words in which it was agreed."""
    return reopen_named(suggestion.id)


def reopen_named(name: str) -> Decided:
    """What was decided on the suggestion of this id is taken back, be it on the plan or held back."""
    return Decided(suggestion=name, decision="open")


def toggle_done(suggestion: Suggestion) -> Decided | None:
    """It is done or, where it was, it is not; None where it was not agreed, since only what was agreed can be done."""
    if suggestion.state != "accepted":
        return None
    return decide(suggestion, decision="accepted", progress="to_do" if suggestion.progress == "done" else "done")


def agreement_form(plan: Plan, suggestion: Suggestion) -> Form:
    """Agrees a suggestion in other words, by a day, with whoever does it, for a goal."""
    goals = {goal.key: goal.what for goal in plan.goals if goal.state == "going_on"}
    fields = [
        Field("words", "The step, as agreed", value=suggestion.agreed, needed="A step wants a few words."),
        Field("by", "By when", "when", suggestion.by, hint="at your next session, before 12 May, this week"),
    ]
    if not suggestion.for_therapist:
        fields.append(Field("who", "Who", "many", suggestion.who, options=DOERS, needed=NOBODYS))
    if goals:
        fields.append(Field("goal", "It serves the goal", "choice", suggestion.goal, options=goals))
    fields.append(Field("progress", "How it stands", "choice", suggestion.progress, options=taxonomy.STEP_STATES))

    def acts(filled: Filled) -> list[Decided]:
        parts = {name: value for name, value in filled.items() if name != "by_day"}
        return [agree_as(suggestion, **parts | {"progress": filled["progress"] or suggestion.progress})]

    return Form(suggestion.title, tuple(fields), acts)
