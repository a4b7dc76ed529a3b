"""The hearing of notes: what a note may mean, each code with the words that mention it.

Nothing that is heard is taken by itself: it is offered. A safety statement is heard whatever stands around it, for a
denial must be seen too. It is all done here, by the phrases and weights
of the bank, on this machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assessor.listening.listener import Listener
from assessor.listening.phrasebook import CODES, SAFETY, HeardKind, Phrasebook
from assessor.taxonomy import HARM_DONE
from assessor.wording import one_line
from assessor.yaml_source import BankError, SourceMap, read_yaml

KIND: dict[str, HeardKind] = {code: kind for kind, codes in CODES.items() for code in codes}  # type: ignore[misc]
"""The kind of each code: no code is of two."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a note in which a code was heard, as they stand there, with their place."""

    kind: HeardKind
    code: str
    words: str
    start: int
    end: int

    @property
    def fact(self) -> tuple[HeardKind, str]:
        """What was heard: a kind of fact and its code."""
        return self.kind, self.code


@dataclass(frozen=True, slots=True)
class Heard:
    """What a note may mean, in the order in which it was said; ``safety`` apart, which is always shown."""

    mentions: tuple[Mention, ...] = ()
    safety: tuple[Mention, ...] = ()

    def codes(self, kind: HeardKind) -> list[str]:
        """The codes of one kind."""
        return [mention.code for mention in self.mentions if mention.kind == kind]

    @property
    def situation(self) -> str | None:
        """The situation: someone off sick is in work too, and that they are off is what counts; else the last said."""
        codes = self.codes("situation")
        return "off_sick" if "off_sick" in codes else codes[-1] if codes else None


def hear(text: str, phrases: Phrasebook) -> Heard:
    """What is heard in a note."""
    detections = _listener(phrases).hear(text)
    mentions = [Mention(KIND[code], code, text[start:end], start, end) for _, code, (start, end) in detections]
    told = [(mention.start, mention.end) for mention in mentions if mention.kind == SAFETY]
    mentions += [
        Mention("safety", SAFETY, text[start:end], start, end)
        for entry, code, (start, end) in detections
        if entry is not None and code in HARM_DONE and not any(begin < end and start < over for begin, over in told)
    ]
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.code, mention)
    heard = tuple(mention for mention in first.values() if mention.kind != SAFETY)
    return Heard(heard, tuple(mention for mention in mentions if mention.kind == SAFETY))


def harm_outright(text: str, phrases: Phrasebook) -> tuple[Mention, ...]:
    """Where in a text a phrase says that there is harm, without what only the words together may say; in order."""
    detections = _listener(phrases).hear(text)
    outright = (
        Mention(KIND[code], code, text[start:end], start, end)
        for entry, code, (start, end) in detections
        if entry is not None and (code in HARM_DONE or KIND[code] == SAFETY)
    )
    return tuple(sorted(outright, key=lambda mention: (mention.start, -mention.end)))


def report(heard: Heard) -> dict[str, object]:
    """What was heard as `assessor listen` prints it."""
    return {
        "situation": heard.situation,
        "needs": heard.codes("need"),
        "barriers": heard.codes("barrier"),
        "strengths": heard.codes("strength"),
        "safety": bool(heard.safety),
        "heard": [{"code": mention.code, "words": mention.words} for mention in (*heard.safety, *heard.mentions)],
    }


def annotated(note: str, heard: Heard) -> str:
    """A note with what was heard in it, in lines for a person."""
    lines = [one_line(note)]
    lines += [f'  safety: "{one_line(mention.words)}"' for mention in heard.safety]
    for mention in heard.mentions:
        lines.append(f'  {mention.kind}: {CODES[mention.kind][mention.code]} - "{one_line(mention.words)}"')
    return "\n".join(lines if len(lines) > 1 else [*lines, "  nothing heard"])


def read_notes(text: str, file: str) -> tuple[list[str], SourceMap]:
    """The notes of a YAML list of notes; raises `BankError` with the place of each thing in it that is none."""
    notes, source = read_yaml(text, file)
    if not isinstance(notes, list):
        raise BankError([source.fault((), "expected a list of notes, each after a dash")])
    faults = [
        source.fault((place,), f"expected a note, found {note!r}; put it in quotes if it is meant as words")
        for place, note in enumerate(notes)
        if not isinstance(note, str)
    ]
    if faults:
        raise BankError(faults)
    return [str(note) for note in notes], source


@lru_cache(maxsize=2)
def _listener(phrases: Phrasebook) -> Listener:
    """The listener of these phrases, made once for each phrasebook."""
    return Listener(phrases)
