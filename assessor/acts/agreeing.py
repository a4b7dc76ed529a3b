"""Agreeing what could help: the answers there are to a suggestion, each by one key, with who does it and by when."""

from __future__ import annotations

from assessor.acts.decisions import agree_as, agreement_form, set_aside
from assessor.acts.forms import Form
from assessor.care.agreeing import IN_OTHER_WORDS, LATER, PUT_OFF, SET_ASIDE_REASONS, YES, Terms
from assessor.care.plan import Plan, Suggestion
from assessor.journal import Answered, Decided
from assessor.names import unless_blank
from assessor.scripts.kinds.agreeing import TALKED_OVER


def agree_on(suggestion: Suggestion, terms: Terms, words: str = "") -> Decided:
    """It is agreed on these terms: as it stands, or in these words."""
    return agree_as(suggestion, unless_blank(words) or suggestion.agreed, who=terms.who, by=terms.by)


def agreement_on(plan: Plan, suggestion: Suggestion, terms: Terms) -> Form:
    """Agrees it in other words, on terms that begin as these."""
    return agreement_form(plan, suggestion.model_copy(update={"who": terms.who, "by": terms.by}))


def say_no(suggestion: Suggestion, answer: str, words: str = "") -> Decided:
    """It is set aside by one of the `SET_ASIDE_REASONS`, with what else was said of it."""
    return set_aside(suggestion, ": ".join(filter(None, (SET_ASIDE_REASONS[answer], unless_blank(words)))))


def put_off(suggestion: Suggestion) -> Decided:
    """It was put to the client, and is to be talked about later: nothing is decided."""
    return Decided(suggestion=suggestion.id, decision="open", reason=LATER)


def answer_suggestion(suggestion: Suggestion, answer: str, terms: Terms, words: str = "") -> Decided:
    """What was said of a suggestion, as the decision that keeps it; ``words`` are what else was said. KeyError for an
    answer that there is not."""
    if answer in (YES, IN_OTHER_WORDS):
        return agree_on(suggestion, terms, words)
    return put_off(suggestion) if answer == PUT_OFF else say_no(suggestion, answer, words)


def talked_over(place: str) -> Answered:
    """What could help has been talked over at this place of the call, which now goes on."""
    return Answered(question=place, value=TALKED_OVER)
