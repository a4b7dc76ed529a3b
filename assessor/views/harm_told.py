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
from assessor.listening.as_said import only_wished, quoted
from assessor.listening.hear import harm_outright, hear
from assessor.listening.phrasebook import Phrasebook
from assessor.names import is_blank
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Answer, Asked
from assessor.scripts.settling import OPEN

NOT_WRITTEN = "the safety page was not written"
ASK_THE_ADVISER = "words that may be a concern were noted; ask the adviser for them"
"""Stands for what was said on a page that holds nobody's own words; a part of them might say another thing."""
_WISHES = ("goal", "action", "hope.")
"""How the details begin whose answers say what is wanted or will be done."""


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


def harm_on_page(case: Case) -> tuple[str, ...]:
    """`harm_told` as it may stand on a page that leaves: where nobody's own words may, only that there were some."""
    lines = harm_told(case)
    if not case.plan.guarded:
        return lines
    return tuple(dict.fromkeys(ASK_THE_ADVISER if line.startswith("“") else line for line in lines))


def told_unwritten(told: Iterable[str]) -> str:
    """That this was told, and the safety page not written, in a sentence without its end."""
    return f"told, and {NOT_WRITTEN}: {wording.listed(told)}"


def told_in(call: Call, perhaps: bool = False) -> Iterator[str]:
    """What was told in one call, as it may stand on a page that leaves."""
    interview, kept = call.interview, _kept(call)
    for step in interview.course.questions:
        question = step.question
        answer = _given(interview, step.name)
        if question is None or answer is None:
            continue
        for option in question.chosen(answer):
            if option.offers == "safety":
                secret = question.private or kept.intersection(option.records.barrier)
                yield PRIVATELY if secret else f"{interview.title(step.name)}: {option.label}"
        if not question.choices and question.field.shape == "words":
            yield from _heard(question.words(answer), question, call.bank.phrases, perhaps, answer=True)
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


def _heard(text: str, asked: Asked | None, phrases: Phrasebook, perhaps: bool, answer: bool = False) -> Iterator[str]:
    wished = answer and asked is not None and any(detail.startswith(_WISHES) for detail in asked.fills)
    words = _harm_in(text, phrases, perhaps, answer, wished)
    if words:
        yield PRIVATELY if asked is not None and asked.private else f"“{words}”"


def _given(interview: Interview, name: str) -> Answer | None:
    """The answer in force, or the one that waits for an answer still to come; None where the question is out."""
    response = interview.responses.get(name) if interview.state(name) == OPEN else None
    return response.value if response else interview.answer(name)


def _kept(call: Call) -> set[str]:
    """The barriers that stand on no paper until private help is agreed."""
    return {code for entry in call.bank.interventions.values() if entry.private for code in entry.keeps}


@lru_cache(maxsize=512)
def _harm_in(text: str, phrases: Phrasebook, perhaps: bool, answer: bool, wished: bool) -> str:
    """What was said where harm is heard in a text, whole; the same texts are looked at again and again."""
    mentions = harm_outright(text, phrases)
    if not mentions and perhaps:
        mentions = hear(text, phrases).safety
    harmful = (mention for mention in mentions if not (wished and only_wished(text, mention)))
    return quoted(text, harmful, whole=answer)
