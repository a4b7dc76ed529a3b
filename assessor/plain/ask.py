"""Putting the question: its words, what may be typed, and what is said where none is left."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import wording
from assessor.plain.agree import put_suggestion
from assessor.plain.command_words import without_keys
from assessor.plain.state import Talk
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import OPTION_KEYS, Asked
from assessor.views import call as telling
from assessor.views.agreeing import NOTHING_LEFT, put_now, waits_at_the_end
from assessor.views.goodbye import closing_lines
from assessor.views.harm_told import unwritten_at_the_end


def put(talk: Talk, again: bool = False) -> None:
    """Says the question in short lines, or the end of the call. What leads in, and the guide, are told once."""
    if talk.standing != talk.shown:
        talk.draft, talk.reading, talk.shown = "", None, talk.standing
    _lead_in(talk, again)
    for line in _lines(talk, again):
        talk.tell(line)


def _lines(talk: Talk, again: bool) -> Iterator[str]:
    if talk.question is None:
        return _the_end(talk)
    return put_suggestion(talk, again) if talk.agreeing else _question(talk, talk.question, again)


def _lead_in(talk: Talk, again: bool) -> None:
    """The section where it changes, and what is read aloud before the question."""
    interview, at = talk.call.interview, talk.at
    step = interview.course.steps[interview.course.at[at]] if at else None
    section = step.section.title if step and step.section else "The end"
    if section != talk.section:
        talk.section = section
        talk.tell(wording.sentence(section))
    if at is None and interview.ended:
        return
    for line in telling.spoken_lines(interview, at) if at else closing_lines(talk.case.plan, interview):
        if again or line.say not in talk.spoken:
            talk.tell(f'"{line.say}"')
            if line.guide:
                talk.tell(f"Guide: {without_keys(line.guide)}")
            if line.probe:
                talk.tell(f'If unsure: "{line.probe}"')
        talk.spoken.add(line.say)


def _question(talk: Talk, question: Asked, again: bool) -> Iterator[str]:
    """The words to say, the guide, what may be typed, and the answer that stands."""
    interview, name = talk.call.interview, question.id
    yield _put(interview, name)
    guide = interview.guide(name)
    if guide and (again or guide not in talk.spoken):
        yield f"Guide: {without_keys(guide)}"
    talk.spoken.add(guide)
    yield from _answers(question)
    response = interview.responses.get(name)
    if response is None:
        if talk.last is not None:
            yield "Enter: still so."
        return
    answer = telling.WITHOUT[response.reason or "unknown"] if response.value is None else question.words(response.value)
    yield f"Now: {answer}. Enter leaves it so." if interview.looking_at else f"Now: {answer}."


def _put(interview: Interview, name: str) -> str:
    question = interview.course.question(name)
    if question and question.for_adviser:
        return telling.put_to_client(interview, name)
    return f'Say: "{interview.to_say(name)}"'


def remind(talk: Talk) -> None:
    """Says again where the call stands, in a line."""
    if talk.at is None:
        talk.tell("You are at the end of the call.")
    elif talk.agreeing:
        put = put_now(talk.case.plan, talk.call)
        talk.tell(f"Talking over what could help: {put.suggestion.title}." if put else NOTHING_LEFT)
    else:
        talk.tell(_put(talk.call.interview, talk.at))


def again_command(talk: Talk, _: str = "") -> None:
    """Says the question again, with its guide and all that is read aloud before it."""
    put(talk, again=True)


def why_command(talk: Talk, _: str = "") -> None:
    """Says what the question is for."""
    talk.tell((talk.question and talk.question.why) or "Nothing more is said about this question.")


def probe_command(talk: Talk, _: str = "") -> None:
    """Says what to say if the client is unsure."""
    words = talk.call.interview.probe(talk.at) if talk.at else ""
    talk.tell(f'If unsure: "{words}"' if words else "There is nothing else to say for this question.")


def _the_end(talk: Talk) -> Iterator[str]:
    interview, plan = talk.call.interview, talk.case.plan
    undecided = len(plan.proposed())
    if not interview.ended:
        titles = [interview.title(name) for name in interview.left]
        yield f"Left without an answer: {wording.listed(titles)}." if titles else "Everything has been asked."
        if waits := waits_at_the_end(plan):
            yield waits
        if told := unwritten_at_the_end(talk.call):
            yield f"{told}: safety opens the page."
        if any(plan.consent(body).state == "not_asked" for body in plan.bodies()):
            yield "Before you ring off: may ring asks whom you may ring for them."
        yield "read back tells what to read back to them."
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
