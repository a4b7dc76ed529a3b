"""Notes of a call: which of them are the words of an answer, and which are the adviser's own.

A note is tied to whatever question stands when it is written, and may be of anything ("somebody has come in"). So it is
the words of an answer only where an option chosen there asks for one ("something else"), and it was written after that
was chosen. Any other note is free: it stays with the call, and stands in the place of nothing that was said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from assessor.journal import Entry, Noted
from assessor.scripts.kinds import Option

NOTHING_NAMED: Mapping[str, str] = MappingProxyType({})


def asked_for(chosen: Iterable[Option]) -> bool:
    """Whether one of these answers asks for a note."""
    return any(option.note for option in chosen)


def named_by(named: Mapping[str, str], noted: Noted, chosen: Callable[[str], Iterable[Option]]) -> Mapping[str, str]:
    """The words of answers by their questions, after a note; ``chosen`` gives the options in force at a question."""
    at = noted.question
    return {**named, at: noted.text} if at is not None and asked_for(chosen(at)) else named


def latest_note(notes: Sequence[Entry], question: str) -> str:
    """The latest note tied to a question; empty if there is none."""
    found = (e.act.text for e in reversed(notes) if isinstance(e.act, Noted) and e.act.question == question)
    return next(found, "")
