"""What was told that may be harm while nothing stands on the safety page: said wherever “none raised” would stand.

An answer that offers the safety page, and a note or typed answer in which harm is heard. Nothing is assessed by it: it
says what was told, and that the page was not written, so that nobody reads silence as an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from assessor import wording
from assessor.care.case import Call, Case
from assessor.care.safety_pages import PRIVATELY
from assessor.journal import Noted, SafetyNoted
from assessor.listening.hear import harm_outright, hear
from assessor.listening.phrasebook import Phrasebook
from assessor.names import is_blank
from assessor.scripts.kinds import Asked

NOT_WRITTEN = "the safety page was not written"


def harm_told(case: Case, perhaps: bool = False) -> tuple[str, ...]:
    """What was told since the safety page was last written, and stands on none; the latest call's last.

    With ``perhaps`` also what may be heard in words though no phrase says it: for the adviser's eyes, and for no page.
    """
    told: list[str] = []
    ids = {call.id for call in case.calls}
    for place, call in enumerate(case.calls, start=1):
        own = (page for page in case.safety.values() if page.name not in ids and page.calls == place)
        if any(case.safety_lines(call.id).values()) or any(any(page.lines.values()) for page in own):
            told = []
        else:
            told += told_in(call, perhaps)
    return tuple(dict.fromkeys(told))


def told_unwritten(told: Iterable[str]) -> str:
    """That this was told, and the safety page not written, in a sentence without its end."""
    return f"told, and {NOT_WRITTEN}: {wording.listed(told)}"


def told_in(call: Call, perhaps: bool = False) -> Iterator[str]:
    """What was told in one call, as it may stand on a page that leaves."""
    interview, kept = call.interview, _kept(call)
    for step in interview.course.questions:
        question = step.question
        if question is None or interview.answer(step.name) is None:
            continue
        for option in question.chosen(interview.answer(step.name)):
            if option.offers == "safety":
                secret = question.private or kept.intersection(option.records.barrier)
                yield PRIVATELY if secret else f"{interview.title(step.name)}: {option.label}"
        if not question.choices and question.field.shape == "words":
            yield from _heard(interview.words(step.name), question, call.bank.phrases, perhaps)
    for entry in interview.notes:
        if isinstance(entry.act, Noted):
            asked = interview.course.question(entry.act.question) if entry.act.question else None
            yield from _heard(entry.act.text, asked, call.bank.phrases, perhaps)


def unwritten_at_the_end(call: Call) -> str:
    """What is said once more where a call comes to its end and nothing stands on its safety page; else empty."""
    if call.ended or call.interview.current is not None:
        return ""
    if any(isinstance(entry.act, SafetyNoted) and not is_blank(entry.act.text) for entry in call.entries):
        return ""
    told = tuple(dict.fromkeys(told_in(call, perhaps=True)))
    return f"{wording.capital(told_unwritten(told))}. Ask about it before you ring off" if told else ""


def _heard(text: str, asked: Asked | None, phrases: Phrasebook, perhaps: bool) -> Iterator[str]:
    words = _harm_in(text, phrases, perhaps)
    if words:
        yield PRIVATELY if asked is not None and asked.private else f"“{wording.shorten(words, 100)}”"


def _kept(call: Call) -> set[str]:
    """The barriers that stand on no paper until private help is agreed."""
    return {code for entry in call.bank.interventions.values() if entry.private for code in entry.keeps}


@lru_cache(maxsize=512)
def _harm_in(text: str, phrases: Phrasebook, perhaps: bool) -> str:
    """The words of a text in which harm is heard, the longest of them; the same texts are looked at again and again."""
    told = harm_outright(text, phrases)
    if not told and perhaps:
        told = tuple(mention.words for mention in hear(text, phrases).safety)
    return wording.one_line(max(told, key=len, default=""))
