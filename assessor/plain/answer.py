"""Answering the question that stands: by a key, in words, by Enter alone, or not at all, with the reason."""

from __future__ import annotations

import re
from datetime import date

from assessor import wording
from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.journal import Reason
from assessor.plain.command_words import is_of_another_place, not_here
from assessor.plain.navigate import go_on_command
from assessor.plain.notes_and_safety import note_command, safety_command, tell_heard
from assessor.plain.state import Talk
from assessor.scripts.kinds import LONGEST_ANSWER, OPTION_KEYS, Answer, Asked, Refused
from assessor.views import call as telling

FEWEST_LETTERS = 4
"""So many letters of an option's words are taken for it."""


def parsed(question: Asked, line: str, today: date) -> Answer:
    """The answer that a typed line is; raises `Refused`."""
    if len(line) > LONGEST_ANSWER:
        raise Refused(f"{len(line):,} characters are more than one answer holds; the most is {LONGEST_ANSWER:,}")
    try:
        raw = question.read(line)
    except Refused as refused:
        raw = _by_part_of_its_words(question, line)
        if raw is None:
            raise Refused(f"{refused}, or again to hear them") from None
    return question.parse(raw, today)


def _by_part_of_its_words(question: Asked, line: str) -> str | None:
    """The code of the only option in whose words these stand; None where they stand in none. Raises `Refused` where
    they stand in several."""
    typed = line.strip(" .,;!").casefold()
    if len(typed) < FEWEST_LETTERS:
        return None
    found = [
        (key, option)
        for key, option in zip(OPTION_KEYS, question.choices, strict=False)
        if re.search(rf"(?<!\w){re.escape(typed)}(?!\w)", option.label.casefold())
    ]
    if len(found) > 1:
        fits = wording.listed(f"{key} ({wording.shorten(option.label, 40)})" for key, option in found)
        raise Refused(f'"{wording.shorten(line, 40)}" fits {fits}; type which')
    return found[0][1].code if found else None


def take_answer(talk: Talk, line: str, as_words: bool = False) -> None:
    """Takes an answer, or says what would do; a command word of another place only ``as_words``."""
    question = talk.question
    if question is None:
        talk.tell(f'Not taken: no question stands here. Type note before "{wording.shorten(line, 30)}" to keep it.')
        return
    if not as_words and is_of_another_place(line) and not _is_day_or_number(talk, question, line):
        talk.tell(not_here(line))
        return
    talk.draft = line[:LONGEST_ANSWER]
    if talk.agreeing:
        talk.tell("Not taken: type one of the numbers, with words after it if there are any; again says it once more.")
        return
    talk.reading, today = None, talk.today
    try:
        value = parsed(question, line, today)
    except Refused as refused:
        talk.tell(f"Not taken: {wording.sentence(str(refused))}")
        return
    echo = question.echo(line, value, today)
    if question.confirmed:
        talk.reading = value
        talk.tell(f'"{wording.shorten(line, 40)}" is {echo}. Enter to keep it, or type another.')
        return
    give(talk, question, value, echo)


def _is_day_or_number(talk: Talk, question: Asked, line: str) -> bool:
    """Whether a question that is not answered in anybody's own words takes this line: "today", of a day."""
    if question.field.shape == "words" or talk.agreeing:
        return False
    try:
        parsed(question, line, talk.today)
    except Refused:
        return False
    return True


def enter(talk: Talk) -> None:
    """An empty line: keeps what was read back, an answer that stands, or what was so last time."""
    question, interview, last = talk.question, talk.call.interview, talk.last
    if question is not None and talk.reading is not None:
        give(talk, question, talk.reading)
    elif question is not None and interview.looking_at and interview.responses.get(question.id):
        go_on_command(talk)
    elif question is not None and last is not None and not talk.draft:
        give(talk, question, last)
    else:
        talk.tell("Nothing is typed. again says the question, help the words.")


@writes("answer")
def give(talk: Talk, question: Asked, value: Answer, echo: str = "") -> None:
    """Saves an answer that fits, says how it was understood, and asks for what it calls for."""
    taken = question.chosen(value)
    typed = question.field.shape == "words"
    echoed = wording.sentence(question.words(value) if taken or not (echo or typed) else echo)
    if not talk.act(calls.answer(question.id, question.kept(value)), confirmation=f"Saved. {echoed}"):
        return
    if telling.safety_is_offered(talk.call):
        talk.tell(f"{telling.SAFETY_OFFERED}: safety opens it.")
    if any(option.safety for option in taken):
        safety_command(talk)
        talk.shown = ()
    elif any(option.note for option in taken):
        note_command(talk, question=question.id)
    elif isinstance(value, str) and question.field.shape == "words":
        tell_heard(talk, value)


@writes("no_answer")
def later_command(talk: Talk, _: str = "") -> None:
    """Leaves the question for later."""
    _no_answer(talk, "skip")


@writes("no_answer")
def not_known_command(talk: Talk, _: str = "") -> None:
    """Says that it is not known."""
    _no_answer(talk, "unknown")


@writes("no_answer")
def declined_command(talk: Talk, _: str = "") -> None:
    """Says that the client would rather not say."""
    _no_answer(talk, "declined")


def _no_answer(talk: Talk, reason: Reason) -> None:
    if talk.question is None:
        talk.tell("No question stands here.")
        return
    if talk.agreeing:
        talk.tell("Say by its number what they said of it; 6 leaves it for later.")
        return
    acts = [*talk.drafted(), *calls.leave_unanswered(talk.question.id, reason)]
    kept = " What you typed is a note." if len(acts) > 1 else ""
    talk.act(*acts, confirmation=f"Saved. {wording.capital(telling.WITHOUT[reason])}.{kept}")
