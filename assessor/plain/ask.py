"""Putting the question: its words, what may be typed, and what is said where none is left."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import wording
from assessor.plain.state import Talk
from assessor.scripts.kinds import OPTION_KEYS, Asked
from assessor.views import call as telling


def put(talk: Talk, again: bool = False) -> None:
    """Says the question in short lines, or the end of the call. What leads in, and the guide, are told once."""
    if talk.standing != talk.shown:
        talk.draft, talk.reading, talk.shown = "", None, talk.standing
    interview, at, question = talk.call.interview, talk.at, talk.question
    step = interview.course.steps[interview.course.at[at]] if at else None
    section = step.section.title if step and step.section else "The end"
    if section != talk.section:
        talk.section = section
        talk.tell(wording.sentence(section))
    for said in interview.lead_in(at) if at or not interview.ended else ():
        if again or said not in talk.spoken:
            talk.tell(f'"{said}"')
        talk.spoken.add(said)
    if at is None or question is None:
        for line in _the_end(talk):
            talk.tell(line)
        return
    talk.tell(f'Say: "{interview.to_say(at)}"')
    guide = interview.text(at, "guide")
    if guide and (again or guide not in talk.spoken):
        talk.tell(f"Guide: {guide}")
    talk.spoken.add(guide)
    for line in _answers(question):
        talk.tell(line)
    given = interview.given.get(at)
    if given is not None:
        now = question.words(given.value) if given.value is not None else telling.WITHOUT[given.reason or "unknown"]
        talk.tell(f"Now: {now}. Enter leaves it so." if interview.looking_at else f"Now: {now}.")
    elif talk.last is not None:
        talk.tell("Enter: still so.")


def remind(talk: Talk) -> None:
    """Says again where the call stands, in a line."""
    if talk.at is None:
        talk.tell("You are at the end of the call.")
    else:
        talk.tell(f'Say: "{talk.call.interview.to_say(talk.at)}"')


def again(talk: Talk, _: str = "") -> None:
    """Says the question again, with its guide and all that is read aloud before it."""
    put(talk, again=True)


def why(talk: Talk, _: str = "") -> None:
    """Says what the question is for."""
    talk.tell((talk.question and talk.question.why) or "Nothing more is said about this question.")


def probe(talk: Talk, _: str = "") -> None:
    """Says what to say if the client is unsure."""
    words = talk.call.interview.text(talk.at, "probe") if talk.at else ""
    talk.tell(f'If unsure: "{words}"' if words else "There is nothing else to say for this question.")


def _the_end(talk: Talk) -> Iterator[str]:
    interview, undecided = talk.call.interview, len(talk.case.plan.proposed())
    if not interview.ended:
        titles = [interview.title(name) for name in interview.left]
        yield f"Left without an answer: {wording.listed(titles)}." if titles else "Everything has been asked."
        yield "Type end to end the call."
        return
    decide = f"{wording.counted(undecided, 'suggestion')} to decide: plan lists them. " if undecided else ""
    yield f"The call has ended. {decide}Type leave to close."


def _answers(question: Asked) -> Iterator[str]:
    """What may be typed, in short lines."""
    if question.hint:
        yield wording.sentence(question.hint)
    for key, option in zip(OPTION_KEYS, question.choices, strict=False):
        yield f"{key}. {option.label}"
