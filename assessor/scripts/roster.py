"""A roster: a section that is asked once for each of several things of a kind, as long as there is another."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import wording
from assessor.scripts.model import Section


def endless(section: Section) -> str:
    """What is wrong with how a section goes on to the next of its things; empty where nothing is, or it has no `more`.

    It needs a number of times, its own yes or no on whether there is another, and words by which the client hears which
    of them a question is about.
    """
    if not section.more:
        return ""
    if section.repeat is None or section.repeat < 2:
        return "`more` is for a section that is asked several times: give `repeat`, 2 or above"
    questions = {question.id: question for question in section.questions}
    opening = questions.get(section.more)
    if opening is None:
        near = wording.did_you_mean(section.more, questions)
        return f"there is no question {section.more!r} in this section{near}"
    if opening.condition_type != "yes_no":
        return f"{section.more!r} is no yes or no; `more` is the question whether there is another"
    if not any("#" in piped for piped in _piped(section)):
        return "no question says which of them it is about: pipe what it is called, such as {{ NAME_#_name }}"
    return ""


def _piped(section: Section) -> Iterator[str]:
    """What the questions pipe into what is read aloud."""
    for question in section.questions:
        for part in question.read_aloud:
            yield from (text.partition("}}")[0] for text in getattr(question, part).split("{{")[1:])
