"""What a document is made of, whatever format it is read in: blocks of words, each in a few plain styles.

A page says what stands in a document and in which order; a format says only how a block looks. So each piece of
wording has one place (`assessor.export.pages`), and every format holds the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from assessor.wording import visible

Style = Literal["plain", "strong", "words", "when", "quiet", "fill"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one style: ``words`` are the client's own, ``when`` is a day to act by, ``fill`` a place that
    somebody still has to fill in."""

    text: str
    style: Style = "plain"


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a letter is about: its one heading, after the greeting."""

    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines run together."""

    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered if the order matters."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Boxed:
    """What must not be overlooked: a panel of its own. ``tone`` is ask, safety or calm."""

    tone: Literal["ask", "safety", "calm"]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; ``widths`` are their shares of the page, in hundredths."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns where there is room, one after the other where there is not."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """The lines of an address, or of a name to sign; ``right`` is the writer's own, which stands at the right."""

    lines: tuple[Line, ...]
    right: bool = False


@dataclass(frozen=True, slots=True)
class Small:
    """What stands in small print at the end."""

    lines: tuple[Line, ...]


Block = Heading | Subject | Paragraph | Items | Boxed | Table | Beside | Address | Small


@dataclass(frozen=True, slots=True)
class Page:
    """A document: what it is, whose it is, its standing, and its blocks.

    ``title`` holds nobody's name, and may stand where a system shows it to passers-by. A letter has no heading over
    it and no foot. ``made`` is the moment that the file gives as its own; ``one_side`` says that it is meant to stay
    on one side of A4, ``large`` that it is set in larger type.
    """

    title: str
    made: datetime
    name: str = ""
    facts: str = ""
    standing: str = ""
    standing_note: str = ""
    about: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    foot: str = ""
    letter: bool = False
    one_side: bool = False
    large: bool = False


def broken(text: str) -> list[str]:
    """The lines of a text as whoever wrote it broke them, made fit to be shown; blank ones are left out."""
    return re.split(r"\s*\n\s*", visible(text).strip("\n"))


def plain_line(*texts: str) -> Line:
    """A line of texts without a style; empty ones are left out."""
    return tuple(Run(text) for text in texts if text)


def plain_paragraph(*texts: str) -> Paragraph:
    """A paragraph of texts without a style."""
    return Paragraph(plain_line(*texts))


def headed(heading: str, lines: Iterable[Line]) -> Iterator[Block]:
    """A list under its heading; nothing at all if there is nothing in it."""
    items_of_list = tuple(lines)
    if items_of_list:
        yield Heading(heading)
        yield Items(items_of_list)
