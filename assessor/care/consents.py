"""With whom the plan may be shared, and who may be rung: asked separately, dated, and taken back at any time.

Consent is the last word in the journal about a reader, by its place there. A yes counts while it stands: neither taken
back nor off the route. A no counts wherever it was said. And where the last word is taken back, an earlier yes does not
come back with that by itself: the client is to be asked again.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from operator import not_
from typing import Literal, NamedTuple

from pydantic import Field

from assessor.journal import Answered, Consented, Entry, Frozen, NotAnswered, Noted
from assessor.names import same_name
from assessor.scripts.interview import Interview
from assessor.taxonomy import OTHER_EMPLOYERS, REACHED, Reached

ConsentState = Literal["yes", "no", "withdrawn", "ask_again", "not_known", "not_asked"]
Says = Literal["yes", "no", "not_known", "left", "kept"]


class Consent(Frozen):
    """Whether the client agrees to sharing with a reader, or to our ringing a body; None if that was not asked or not
    answered.

    ``withdrawn`` is a no that came after a yes; ``words`` are what was noted with it. ``ask_again`` says that what was
    said last was taken back.
    """

    reader: Reached
    given: bool | None
    on: date | None = None
    withdrawn: bool = False
    words: str = ""
    ask_again: bool = Field(default=False, exclude_if=not_)  # so that what left before there was this reads the same

    @property
    def state(self) -> ConsentState:
        """Where it stands, in a word."""
        if self.ask_again:
            return "ask_again"
        if self.given is None:
            return "not_known" if self.on else "not_asked"
        return "yes" if self.given else "withdrawn" if self.withdrawn else "no"


CONSENT_STATES: dict[ConsentState, str] = {
    "yes": "yes", "no": "no", "withdrawn": "withdrawn", "ask_again": "to be asked again", "not_known": "not known",
    "not_asked": "not asked",
}  # fmt: skip


class ConsentWord(NamedTuple):
    """One word on sharing with a reader, as an entry holds it, by hand or in answer to a call's question.

    "left" is a question left for later, or a wish to change what was agreed: no word of the client's on this reader,
    but an earlier yes no longer stands. "kept" is that wish taken back: all is as it was.
    """

    reader: str
    says: Says
    entry: Entry
    question: str = ""
    words: str = ""


def consent_words(entry: Entry, interview: Interview | None) -> Iterator[ConsentWord]:
    """What an entry says on sharing. ``interview`` is its call's, with the entry in it."""
    act = entry.act
    if isinstance(act, Consented):
        yield ConsentWord(act.reader, "yes" if act.given else "no", entry, words=act.words)
    if interview is None or not isinstance(act, Answered | NotAnswered):
        return
    question, latest = interview.course.question(act.question), interview.responses.get(act.question)
    if question is None or latest is None or latest.entry is not entry:
        return  # an answer that did not fit, and was not taken
    if question.consent_reader is not None:
        reasons: dict[str | None, Says] = {"unknown": "not_known", "declined": "not_known", "skip": "left"}
        says = reasons.get(latest.reason, "yes" if latest.value == "yes" else "no")
        yield ConsentWord(question.consent_reader, says, entry, question.id)
    reopened = {reader for option in question.chosen(latest.value) for reader in option.reopens}
    for reader in sorted({reader for option in question.choices for reader in option.reopens}):
        yield ConsentWord(reader, "left" if reader in reopened else "kept", entry, question.id)


def renamed(
    entry: Entry,
    interview: Interview | None,
    entries: Sequence[Entry],
    gone: Container[str],
    words: Iterable[ConsentWord],
) -> Iterator[ConsentWord]:
    """What an answer that gives an employer another name says on sharing: that a yes to the old one is none to this.

    ``entries`` and ``words`` are what came before. A yes to the employer in another job was asked with the name of that
    job: any other name is another's. The main employer's name is asked once there is a yes: it may be put right in the
    call that gave it, and after a further yes.
    """
    act = entry.act
    question = interview.course.question(act.question) if interview and isinstance(act, Answered) else None
    reader = next((_NAMED[detail] for detail in question.fills if detail in _NAMED), None) if question else None
    if reader is None or not isinstance(act, Answered):
        return
    before = next((e for e in reversed(entries) if e.id not in gone and _answers(e, act.question)), None)
    if before is None or not isinstance(before.act, Answered) or same_name(str(before.act.value), str(act.value)):
        return
    if reader == "employer" and (
        before.call == entry.call
        or any((w.reader, w.says) == (reader, "yes") and w.entry.place > before.place for w in words)
    ):
        return
    yield ConsentWord(reader, "left", entry)


_NAMED = {f"other_job{reader[-1]}.name": reader for reader in OTHER_EMPLOYERS} | {"work.employer": "employer"}
"""The details that name an employer, each with its reader."""


def _answers(entry: Entry, question: str) -> bool:
    return isinstance(entry.act, Answered) and entry.act.question == question


def consents(
    words: Iterable[ConsentWord], interviews: Mapping[str, Interview], gone: Container[str]
) -> tuple[Consent, ...]:
    """Where consent stands for each reader and body of whom there is a word, in the order of `taxonomy.REACHED`.

    ``words`` are all that were ever said, in the journal's order; ``interviews`` those of the calls by their ids, and
    ``gone`` the ids of the entries that are taken back.
    """
    heard = tuple(words)
    by_reader = ((reader, [word for word in heard if word.reader == reader]) for reader in REACHED)
    readings = (_reading(reader, _standing(own, gone), interviews) for reader, own in by_reader if own)
    return tuple(consent for consent in readings if consent is not None)


def refused_since(words: Iterable[ConsentWord], gone: Container[str]) -> dict[str, int]:
    """For each of whom the last word that was not taken back is a no, the place in the journal where it became one."""
    since: dict[str, int] = {}
    for word in words:
        if word.says == "no" and word.entry.id not in gone:
            since.setdefault(word.reader, word.entry.place)
        elif word.says == "yes" and word.entry.id not in gone:
            since.pop(word.reader, None)
    return since


class _Standing(NamedTuple):
    """The words that ``stand``, the latest on each question of a call; those ``silenced``, since they were taken back
    or say that all is to be asked again; and each yes that then waits, ``reopened``."""

    stand: list[ConsentWord]
    silenced: list[ConsentWord]
    reopened: list[ConsentWord]


def _standing(words: list[ConsentWord], gone: Container[str]) -> _Standing:
    there = [word for word in words if word.entry.id not in gone]
    latest = {(word.entry.call, word.question): word for word in there if word.question}
    stand: list[ConsentWord] = []
    reopened: list[ConsentWord] = []
    silenced = [word for word in words if word.entry.id in gone and word.says not in ("left", "kept")]
    for place, word in enumerate(there):
        if word.says == "kept" or (word.question and latest[word.entry.call, word.question] is not word):
            continue
        if word.says != "left":
            stand.append(word)
        elif any(earlier.says == "yes" for earlier in there[:place]):
            silenced.append(word)
            reopened += [earlier for earlier in stand if earlier.says == "yes"]
            stand = [earlier for earlier in stand if earlier.says != "yes"]
    return _Standing(stand, silenced, reopened)


def _reading(reader: str, words: _Standing, interviews: Mapping[str, Interview]) -> Consent | None:
    standing = [word for word in words.stand if word.says != "yes" or _on_the_route(word, interviews)]
    last = standing[-1] if standing else None
    since = {word.says for word in words.silenced if last is None or word.entry.place > last.entry.place}
    if _to_be_asked_again(last, since):
        return Consent.model_validate({"reader": reader, "given": None, "ask_again": True})
    if last is None:
        return None
    agrees = {"yes": True, "no": False}.get(last.says)
    withdrawn = agrees is False and any(word.says == "yes" for word in (*standing, *words.reopened))
    on = last.entry.at.astimezone().date()
    limits = last.words or (_limits_before(last, (*words.reopened, *standing)) if agrees and last.question else "")
    return Consent.model_validate(
        {"reader": last.reader, "given": agrees, "on": on, "withdrawn": withdrawn, "words": limits}
    )


def _limits_before(last: ConsentWord, words: Iterable[ConsentWord]) -> str:
    """The limits of the yes before this one, which only says yes again: they stand until they are changed."""
    earlier = sorted((word for word in words if word is not last), key=lambda word: word.entry.place, reverse=True)
    limited = (word for word in takewhile(lambda word: word.says != "no", earlier) if word.words)
    return next((word.words for word in limited), "")


_LIMIT = re.compile(r"\s*limits?\s*[:,.–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
"""How a note at a question on sharing says that it is the limit, and not of something else."""


def limits_of(consent: Consent, interviews: Iterable[Interview]) -> str:
    """With what limits the client agreed: in the words written with it, and the latest note at a question that asked
    which was written as a limit ("limit: not the anxiety"). Any other note there may be of anything.

    The interviews stand the earliest first.
    """
    written = (
        match[1]
        for interview in reversed(tuple(interviews))
        for note in reversed(interview.notes)
        if isinstance(note.act, Noted) and _asks_of(interview, note.act.question) == consent.reader
        if (match := _LIMIT.fullmatch(note.act.text))
    )
    return "; ".join(dict.fromkeys(filter(None, (consent.words, next(written, "")))))


def _asks_of(interview: Interview, name: str | None) -> str | None:
    """Of sharing with whom a question asks, if of any."""
    question = interview.course.question(name) if name else None
    return question.consent_reader if question else None


def _to_be_asked_again(last: ConsentWord | None, since: set[Says]) -> bool:
    """Whether what no longer stands since the last word that does leaves neither it nor anything else to go by."""
    if last is not None and last.says == "no":
        return False
    return "no" in since or "left" in since or (bool(since) and last is not None and last.says == "yes")


def _on_the_route(word: ConsentWord, interviews: Mapping[str, Interview]) -> bool:
    """Whether a word by hand, or an answer whose question is on the route."""
    interview = interviews.get(word.entry.call)
    return not word.question or (interview is not None and interview.answered(word.question) is not None)
