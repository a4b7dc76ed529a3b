"""The page as text that any reader can show: Markdown, and plain text of 78 columns."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Callable, Iterator

from assessor.export.blocks import (
    Address,
    Beside,
    Block,
    Boxed,
    Heading,
    Items,
    Line,
    Page,
    Paragraph,
    Run,
    Small,
    Subject,
    Table,
    broken,
)
from assessor.wording import one_line

TEXT_WIDTH = 78
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!+=-])")
_LINKED = re.compile(  # where many a reader would make a link: before ":x", ".com", the second "/" of two
    r"(?i)(?<=[^\W\d_])(?=:\S)|(?<=\bwww)(?=\.)|(?<=\w)(?=\.[^\W\d_])|(?<=/)(?=/)"
)


def _escaped(text: str) -> str:
    """One line of text that Markdown shows as it is: every mark of its grammar escaped, and no link made."""
    text = _MARKUP.sub(r"\\\1", one_line(text))
    text = re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", text)
    return _LINKED.sub(r"\\", text)


def _markdown_run(run: Run) -> str:
    text = "\n".join(map(_escaped, broken(run.text)))
    if not text:
        return " " if run.text else ""
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text[-1:].isspace() else ""
    mark = {"strong": "**{}**", "when": "**{}**", "words": "*“{}”*"}.get(run.style, "{}")
    return before + mark.format(text) + after


def _plain_run(run: Run) -> str:
    text = "\n".join(map(one_line, broken(run.text)))
    before = " " if run.text[:1].isspace() else ""
    after = " " if text and run.text[-1:].isspace() else ""
    return before + (f"“{text}”" if run.style == "words" else text) + after


def _joined(line: Line, write: Callable[[Run], str]) -> str:
    return re.sub(r"  +", " ", "".join(map(write, line))).strip()


def markdown(page: Page) -> str:
    """The page as Markdown (CommonMark, with tables as GitHub has them)."""
    parts = "".join(f"\n{part}\n" for part in _markdown(page.blocks))
    if page.letter:
        return parts.removeprefix("\n")
    standing = ", ".join(filter(None, (f"**{page.standing}**" if page.standing else "", _escaped(page.standing_note))))
    facts = "  \n".join(filter(None, (_escaped(page.facts), standing, *map(_escaped, page.about))))
    name = f" for {_escaped(page.name)}" if page.name else ""
    foot = f"\n{_escaped(page.foot)}\n" if page.foot else ""
    return f"# {_escaped(page.title)}{name}\n\n{facts}\n{parts}{foot}"


def _markdown(blocks: tuple[Block, ...]) -> Iterator[str]:
    def words(line: Line) -> str:
        return _joined(line, _markdown_run)

    for block in blocks:
        match block:
            case Heading(text):
                yield f"## {_escaped(text)}"
            case Subject(line):
                yield f"# {one_line(words(line))}"
            case Address(lines):
                yield _hard("\n".join(map(words, lines)))
            case Paragraph(line):
                yield _hard(words(line))
            case Items(lines, numbered):
                marks = [f"{i}." if numbered else "-" for i, _ in enumerate(lines, start=1)]
                pairs = zip(marks, lines, strict=True)
                yield "\n".join(f"{mark} {_hard(words(line), len(mark) + 1)}" for mark, line in pairs)
            case Boxed("ask", title, inner):
                yield f"## {_escaped(title)}"
                yield from _markdown(inner)
            case Boxed(_, title, inner):
                yield f"**{title}:** {' '.join(_markdown(inner))}"
            case Table(_, columns, rows):
                cells = (tuple(map(words, row)) for row in rows)
                table = (f"| {' | '.join(row)} |" for row in (columns, tuple("---" for _ in columns), *cells))
                yield "\n".join(row.replace("\n", " ") for row in table)
            case Beside(left, right):
                yield from _markdown((*left, *right))
            case Small(lines):
                yield "---"
                yield "\n\n".join(_hard(words(line)) for line in lines)


def _hard(words: str, indent: int = 0) -> str:
    """Words whose line breaks Markdown keeps."""
    return words.replace("\n", "  \n" + " " * indent)


def plain_text(page: Page) -> str:
    """The page as plain text of 78 columns."""
    parts = "".join(f"\n{part}\n" for part in _text(page.blocks))
    if page.letter:
        return parts.removeprefix("\n")
    title = one_line(page.title).upper() + (f" FOR {one_line(page.name)}" if page.name else "")
    standing = ", ".join(filter(None, (page.standing, one_line(page.standing_note))))
    facts = [one_line(page.facts), standing, *(_filled(one_line(about)) for about in page.about)]
    head = "\n".join([title, *filter(None, facts), "=" * TEXT_WIDTH])
    foot = f"\n{_filled(one_line(page.foot))}\n" if page.foot else ""
    return f"{head}\n{parts}{foot}"


def _filled(words: str, indent: str = "", first: str | None = None) -> str:
    firsts = itertools.chain([indent if first is None else first], itertools.repeat(indent))
    return "\n".join(
        textwrap.fill(line, TEXT_WIDTH, initial_indent=before, subsequent_indent=indent)
        for line, before in zip(words.split("\n"), firsts, strict=False)
    )


def _text(blocks: tuple[Block, ...]) -> Iterator[str]:
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = _filled(one_line(block.text).upper()) + "\n"
            continue
        if isinstance(block, Paragraph | Items | Table):
            yield heading + _text_under_heading(block)
        else:
            yield from _text_alone(block)
        heading = ""


def _words(line: Line) -> str:
    return _joined(line, _plain_run)


def _text_under_heading(block: Paragraph | Items | Table) -> str:
    """A block that may have a heading over it."""
    match block:
        case Paragraph(line):
            return _filled(_words(line))
        case Items(lines, numbered):
            marks = [f"{i}. " if numbered else "- " for i, _ in enumerate(lines, start=1)]
            pairs = zip(marks, lines, strict=True)
            return "\n".join(_filled(_words(line), " " * len(mark), mark) for mark, line in pairs)
        case Table(_, columns, rows):
            return "\n".join(_text_row(columns, row) for row in rows)


def _text_row(columns: tuple[str, ...], row: tuple[Line, ...]) -> str:
    """A row of a table as an item of a list, its filled cells under each other."""
    cells = [f"{column}: {_words(cell)}" for column, cell in zip(columns, row, strict=True) if cell]
    first, *following = [cell for cell in cells if not cell.endswith(": ")]
    return "\n".join([_filled(first, "  ", "- "), *(_filled(cell, "    ", "  ") for cell in following)])


def _text_alone(block: Subject | Address | Boxed | Beside | Small) -> Iterator[str]:
    """A block that has no heading over it."""
    match block:
        case Subject(line):
            yield _filled(_words(line))
        case Address(lines, right):
            yield "\n".join(_filled(_words(line), " " * (TEXT_WIDTH // 2 if right else 0)) for line in lines)
        case Boxed("ask", title, inner):
            yield title.upper() + "\n" + "\n".join(_text(inner))
        case Boxed(_, title, inner):
            words = " ".join(_words(block.line) for block in inner if isinstance(block, Paragraph))
            yield _filled(f"{title.upper()}: {words}")
        case Beside(left, right):
            yield from _text((*left, *right))
        case Small(lines):
            yield "-" * TEXT_WIDTH + "\n" + "\n".join(_filled(_words(line)) for line in lines)
