"""Notes that listen: what a note may mean, each thing with the words in which it was heard.

Nothing that is heard is taken by itself: it is offered. A safety statement is heard whatever stands around it, for a
denial must be seen too. It is all done here, by the phrases and weights
of the bank, on this machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assessor.listening.listener import Index
from assessor.listening.phrasebook import CODES, SAFETY, Kind, Phrasebook
from assessor.wording import one_line
from assessor.yaml_source import BankError, Source, read_yaml

KIND: dict[str, Kind] = {code: kind for kind, codes in CODES.items() for code in codes}  # type: ignore[misc]
"""The kind of each code: no code is of two."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing heard: what it may be, and the words as they stand in the note, with their place there."""

    kind: Kind
    code: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a note may mean, in the order in which it was said; ``safety`` apart, which is always shown."""

    items: tuple[Item, ...] = ()
    safety: tuple[Item, ...] = ()

    def codes(self, kind: Kind) -> list[str]:
        """The codes of one kind."""
        return [item.code for item in self.items if item.kind == kind]

    @property
    def situation(self) -> str | None:
        """The situation: someone off sick is in work too, and that they are off is what counts; else the last said."""
        said = self.codes("situation")
        return "off_sick" if "off_sick" in said else said[-1] if said else None


def hear(text: str, phrases: Phrasebook) -> Heard:
    """What is heard in a note."""
    index = _index(phrases)
    items = [Item(KIND[code], code, text[start:end], start, end) for _, code, (start, end) in index.hear(text)]
    items.sort(key=lambda item: (item.start, -item.end))
    once: dict[str, Item] = {}
    for item in items:
        once.setdefault(item.code, item)
    heard = tuple(item for item in once.values() if item.kind != SAFETY)
    return Heard(heard, tuple(item for item in items if item.kind == SAFETY))


def report(heard: Heard) -> dict[str, object]:
    """What was heard as `assessor listen` prints it."""
    return {
        "situation": heard.situation,
        "needs": heard.codes("need"),
        "barriers": heard.codes("barrier"),
        "strengths": heard.codes("strength"),
        "safety": bool(heard.safety),
        "heard": [{"code": item.code, "words": item.words} for item in (*heard.safety, *heard.items)],
    }


def told(note: str, heard: Heard) -> str:
    """A note with what was heard in it, in lines for a person."""
    lines = [one_line(note)]
    lines += [f'  safety: "{one_line(item.words)}"' for item in heard.safety]
    for item in heard.items:
        lines.append(f'  {item.kind}: {CODES[item.kind][item.code]} - "{one_line(item.words)}"')
    return "\n".join(lines if len(lines) > 1 else [*lines, "  nothing heard"])


def read_notes(text: str, file: str) -> tuple[list[str], Source]:
    """The notes of a YAML list of notes; raises `BankError` with the place of each thing in it that is none."""
    data, source = read_yaml(text, file)
    if not isinstance(data, list):
        raise BankError([source.fault((), "expected a list of notes, each after a dash")])
    faults = [
        source.fault((place,), f"expected a note, found {note!r}; put it in quotes if it is meant as words")
        for place, note in enumerate(data)
        if not isinstance(note, str)
    ]
    if faults:
        raise BankError(faults)
    return [str(note) for note in data], source


@lru_cache(maxsize=2)
def _index(phrases: Phrasebook) -> Index:
    """The index of the phrases, made once for each phrasebook."""
    return Index(phrases)
