"""Answering the question that stands: by a key, in words, by Enter alone, or not at all, with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assessor import wording
from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.journal import Reason
from assessor.plain.navigate import go_on
from assessor.plain.notes_and_safety import note, safety
from assessor.plain.state import Talk
from assessor.scripts.kinds import LONGEST, OPTION_KEYS, Answer, Asked, Choice, Many, Option, Refused, YesNo
from assessor.views import call as telling


def read(question: Asked, line: str) -> object:
    """What is typed as its question takes it: an option by its key, its code or its words; several for a list."""
    options: Sequence[Option] = getattr(question, "options", ())
    if not options:
        return line
    known = {option.label.casefold(): option.code for option in options}
    known |= {code[0]: code for code in ("yes", "no") if isinstance(question, YesNo)}
    known |= {option.code.casefold(): option.code for option in options}
    known |= {key: option.code for key, option in zip(OPTION_KEYS, options, strict=False)}
    whole = known.get(line.casefold())
    if isinstance(question, Choice) and whole:
        return whole
    if whole:
        return [whole]
    several = re.split(r"[\s,;]+", line.strip(" ,;")) if isinstance(question, Many) else [line]
    for one in several:
        if one.casefold() not in known:
            keys = f"{OPTION_KEYS[0]} to {OPTION_KEYS[min(len(options), len(OPTION_KEYS)) - 1]}"
            raise Refused(f'"{wording.shorten(one, 40)}" is none of these answers; type {keys}, or again to hear them')
    return [known[one.casefold()] for one in several]


def answer(talk: Talk, line: str) -> None:
    """Takes an answer, or says what would do."""
    question = talk.question
    if question is None:
        talk.tell(f'Not taken: no question stands here. Type note before "{wording.shorten(line, 30)}" to keep it.')
        return
    talk.draft = line[:LONGEST]
    talk.day = None
    try:
        if len(line) > LONGEST:
            raise Refused(f"{len(line):,} characters are more than one answer holds; the most is {LONGEST:,}")
        value = question.parse(read(question, line), talk.call.interview.today)
    except Refused as refused:
        talk.tell(f"Not taken: {wording.sentence(str(refused))}")
        return
    if isinstance(value, date):
        talk.day = value
        away = wording.away(value, talk.call.interview.today)
        talk.tell(f"That is {value:%A} {wording.day(value)}, {away}. Enter to keep it, or type another.")
        return
    give(talk, question, value)


def enter(talk: Talk) -> None:
    """An empty line: keeps the day that was read, an answer that stands, or what was so last time."""
    question, interview, last = talk.question, talk.call.interview, talk.last
    if question is not None and talk.day is not None:
        give(talk, question, talk.day)
    elif question is not None and interview.looking_at and interview.given.get(question.id):
        go_on(talk)
    elif question is not None and last is not None and not talk.draft:
        give(talk, question, last)
    else:
        talk.tell("Nothing is typed. again says the question, help the words.")


@writes("answer")
def give(talk: Talk, question: Asked, value: Answer) -> None:
    """Saves an answer that fits, and asks for what it calls for."""
    chosen = value if isinstance(value, tuple) else (value,)
    taken = [option for option in getattr(question, "options", ()) if option.code in chosen]
    told = wording.sentence(question.words(value)) if taken else ""
    if not talk.act(calls.answer(question.id, question.kept(value)), told=f"Saved. {told}"):
        return
    if any(option.safety for option in taken):
        safety(talk)
        talk.shown = ()
    elif any(option.note for option in taken):
        note(talk, question=question.id)


@writes("no_answer")
def later(talk: Talk, _: str = "") -> None:
    """Leaves the question for later."""
    _no_answer(talk, "skip")


@writes("no_answer")
def not_known(talk: Talk, _: str = "") -> None:
    """Says that it is not known."""
    _no_answer(talk, "unknown")


@writes("no_answer")
def declined(talk: Talk, _: str = "") -> None:
    """Says that the client would rather not say."""
    _no_answer(talk, "declined")


def _no_answer(talk: Talk, reason: Reason) -> None:
    if talk.question is None:
        talk.tell("No question stands here.")
        return
    acts = [*talk.drafted(), *calls.leave_unanswered(talk.question.id, reason)]
    kept = " What you typed is a note." if len(acts) > 1 else ""
    talk.act(*acts, told=f"Saved. {wording.capital(telling.WITHOUT[reason])}.{kept}")
