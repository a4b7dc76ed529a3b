"""What typed words may mean to a call: a note's, or a typed answer's."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from assessor.care.case import Call
from assessor.journal import Answered, NotAnswered, SafetyNoted
from assessor.listening.hear import Heard, Mention, hear
from assessor.listening.phrasebook import Phrasebook
from assessor.scripts.interview import Interview
from assessor.scripts.recording import answer_recording
from assessor.taxonomy import FACTS

_PREFIXES = {
    "situation": "",
    "need": "wants help with ",
    "barrier": "in the way: ",
    "strength": "going for them: ",
}
WITHIN_HARM = frozenset({("barrier", "low_motivation")})
"""Facts that are not offered where the words they were heard in are part of longer ones that speak of harm."""


def on_offer(words: str, interview: Interview, phrases: Phrasebook) -> Heard:
    """What is heard in words: every statement about safety, and each fact that the call has an answer left for."""
    heard = _hear(words, phrases)
    offered = (mention for mention in heard.mentions if not _is_part_of_harm(mention, heard.safety))
    return Heard(tuple(mention for mention in offered if takes(interview, mention)), heard.safety)


def _is_part_of_harm(mention: Mention, safety: tuple[Mention, ...]) -> bool:
    """Whether a fact was heard only in part of words that speak of harm: "don't see the point" of being here."""
    return mention.fact in WITHIN_HARM and any(mention.words in harm.words != mention.words for harm in safety)


class TypedAnswer(NamedTuple):
    """The client's own words in answer to a question, with what is heard in them."""

    question: str
    words: str
    heard: Heard
    is_open: bool


def last_typed(call: Call, phrases: Phrasebook) -> TypedAnswer | None:
    """The latest answer in the client's own words in which something is heard; None if there is none.

    The facts in it are on offer until the next question is answered; a statement about safety stays until something
    is written on the safety page, or another answer is typed.
    """
    interview, answered_since = call.interview, False
    for entry in reversed(call.entries):
        act = entry.act
        if isinstance(act, SafetyNoted):
            return None
        if not isinstance(act, Answered | NotAnswered):
            continue
        response = interview.responses.get(act.question)
        if response is None or response.entry is not entry:
            continue
        asked = interview.course.question(act.question)
        if asked is None or not isinstance(response.value, str) or asked.choices or asked.field.shape != "words":
            answered_since = True
            continue
        heard = on_offer(response.value, interview, phrases)
        heard = Heard(safety=heard.safety) if answered_since else heard
        return (
            TypedAnswer(act.question, response.value, heard, asked.is_open)
            if any((*heard.mentions, *heard.safety))
            else None
        )
    return None


def takes(interview: Interview, mention: Mention) -> bool:
    """Whether the call has an answer left to give for what was heard."""
    return answer_recording(interview, mention.kind, mention.code) is not None


def meaning(mention: Mention) -> str:
    """What was heard, as it is offered."""
    return f"{_PREFIXES[mention.kind]}{FACTS[mention.kind][mention.code]}"


@lru_cache(maxsize=8)
def _hear(words: str, phrases: Phrasebook) -> Heard:
    """The same words are looked at whenever the call is shown."""
    return hear(words, phrases)
