"""Agreeing what could help: the answers there are to a suggestion, each by one key, with who does it and by when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from assessor import taxonomy
from assessor.acts.decisions import agree_as, agreement_form, set_aside
from assessor.acts.forms import Field, Form
from assessor.care.agreeing import IN_OTHER_WORDS, LATER, PUT_OFF, SET_ASIDE_REASONS, YES, Terms
from assessor.care.plan import Plan, Suggestion
from assessor.journal import Answered, Client, Decided
from assessor.names import unless_blank
from assessor.scripts.kinds.agreeing import TALKED_OVER

_WHEN = Field("by", "By when", "when")
_PARTY: Mapping[str, tuple[taxonomy.Party, ...]] = MappingProxyType(
    dict.fromkeys(("client", "the client", "she", "he", "they", "you"), ("client",))
    | dict.fromkeys(("adviser", "the adviser", "i", "me", "myself"), ("adviser",))
    | dict.fromkeys(("both", "both of us", "we", "us", "together"), ("client", "adviser"))
    | dict.fromkeys(("employer", "the employer", "manager", "the manager", "hr"), ("employer",))
    | dict.fromkeys(("gp", "the gp", "doctor", "the doctor"), ("gp",))
    | dict.fromkeys(("someone else", "somebody else", "other"), ("other",))
)
_JOINT = r"\s*(?:,|&|\+|\band\b)\s*"


def read_terms(typed: str, proposed: Terms, client: Client, today: date) -> Terms:
    """Who and when, as they are typed in one line: "me, Thursday", "she and I by 12 May", "Tuesday", "employer".

    Whoever is not named, and a day that is not given, stay as they were proposed. What is no day stays in the words in
    which it was said. What is asked of the therapist is theirs, whoever is typed.
    """
    words = unless_blank(typed)
    if not words or _WHEN.read(words, today)["by_day"] is not None:
        return Terms(proposed.who, _when(words, today) or proposed.by)
    named, remainder = _named_first(words, client)
    who = proposed.who if not named or "therapist" in proposed.who else named
    return Terms(who, _when(remainder, today) or proposed.by)


def _named_first(words: str, client: Client) -> tuple[tuple[taxonomy.Party, ...], str]:
    """Who is named at the beginning of a line, and what follows."""
    known: dict[str, tuple[taxonomy.Party, ...]] = {**_PARTY, client.first_name.casefold(): ("client",)}
    anyone = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    several = re.match(rf"(?:{anyone})(?!\w)(?:{_JOINT}(?:{anyone})(?!\w))*", words, re.IGNORECASE)
    if several is None:
        return (), words
    named = [party for name in re.split(_JOINT, several[0], flags=re.IGNORECASE) for party in known[name.casefold()]]
    parties = tuple(party for party in taxonomy.PARTIES if party in named)
    return parties, words[several.end() :].lstrip(" ,:")


def _when(words: str, today: date) -> str:
    """A day as it is written, or the words in which it was said; empty for none."""
    read: str = _WHEN.read(re.sub(r"^(?:by|on)\s+", "", words.strip(), flags=re.IGNORECASE), today)["by"]
    return read


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
