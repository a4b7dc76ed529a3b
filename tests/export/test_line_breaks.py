"""Lines that were broken on purpose are broken on the page, in every format."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest

from assessor.export.blocks import Items, Page, Paragraph, Run, Table
from assessor.export.html import html
from assessor.export.pdf import pdf
from assessor.export.text import markdown, plain_text
from assessor.export.word import docx

ADDRESS = "LineOne\r\nLineTwo\n\n- LineThree\n"
LINES = ["LineOne", "LineTwo", "- LineThree"]


def page(words: str) -> Page:
    said = (Run(words),)
    blocks = (Paragraph(said), Items((said,)), Table("Steps", ("What",), ((said,),), (100,)))
    return Page(title="Plan", made=datetime(2026, 5, 4, tzinfo=UTC), blocks=blocks)


def in_word(made: bytes) -> str:
    from docx import Document

    document = Document(BytesIO(made))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(part.text for part in (*document.paragraphs, *cells))


def in_pdf(made: bytes) -> str:
    pypdf = pytest.importorskip("pypdf")
    return "\n".join(side.extract_text() for side in pypdf.PdfReader(BytesIO(made)).pages)


@pytest.mark.parametrize("format", ["txt", "md", "html", "docx", "pdf"])
def test_each_line_begins_a_line_of_its_own(format: str) -> None:
    made = {
        "txt": lambda: plain_text(page(ADDRESS)),
        "md": lambda: markdown(page(ADDRESS)).replace("\\", ""),
        "html": lambda: re.sub(r"<[^>]+>", "", html(page(ADDRESS)).replace("<br>", "\n")),
        "docx": lambda: in_word(docx(page(ADDRESS))),
        "pdf": lambda: in_pdf(pdf(page(ADDRESS))),
    }[format]()
    found = [line.removeprefix("What:") for line in made.splitlines()]
    stripped = [re.sub(r"^(\s*([-•‣|*]|What:)\s*)*(?=Line)", "", line).strip(" |") for line in found]
    places = 2 if format == "md" else 3  # a cell of a table in Markdown is one line, whatever is in it
    assert stripped.count("LineTwo") == stripped.count("LineThree") == places
    assert stripped.count("LineOne") >= places
    assert sum("- LineThree" in line for line in made.splitlines()) == 3


def test_a_line_that_looks_like_markup_after_a_break_is_none() -> None:
    made = markdown(page("One\n# Two\n1. Three\n> Four"))
    assert "\n\\# Two" in made
    assert "\n1\\. Three" in made
    assert "\n\\> Four" in made
