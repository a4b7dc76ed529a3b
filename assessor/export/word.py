"""The page as a Word document: real headings, lists and tables, styles that can be changed, ready to be edited."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

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
from assessor.export.word_styles import CHARACTER, INK, ids, prepare, typed

if TYPE_CHECKING:
    from docx.document import Document

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time that stands on every part in the file: the same page is the same file, whenever it is made."""


def docx(page: Page) -> bytes:
    """The page as the bytes of a .docx file."""
    import docx as python_docx

    document = python_docx.Document()
    prepare(document, page)
    _Writer(document, page).write()
    return _timeless(document)


def _timeless(document: Document) -> bytes:
    saved, timeless = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(timeless, "w") as file:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            file.writestr(part, parts.read(name))
    return timeless.getvalue()


class _Writer:
    """Writes one page's blocks into a document."""

    def __init__(self, document: Document, page: Page) -> None:
        self.document = document
        self.page = page
        self.into: Any = document
        self.ids = ids(document)

    def write(self) -> None:
        page = self.page
        if not page.letter:
            self._head()
        self._blocks(page.blocks)
        if page.foot:
            self._foot()

    def _head(self) -> None:
        from docx.shared import Pt

        page = self.page
        heading = self._paragraph("Heading 1")
        heading.add_run(typed(page.title) + (f" for {typed(page.name)}" if page.name else ""))
        if page.standing or page.standing_note:
            standing = self._paragraph("Facts")
            if page.standing:
                self._styled(standing.add_run(page.standing), CHARACTER["standing"])
                standing.add_run("  ")
            standing.add_run(typed(page.standing_note))
        lines = [line for line in (page.facts, *page.about) if line]
        for line in [" · ".join(lines)] if page.one_side else lines:
            self._paragraph("Facts", typed(line))
        last = self.document.paragraphs[-1]
        _rule(last, "bottom", 12, INK)
        last.paragraph_format.space_after = Pt(6)

    def _foot(self) -> None:
        footer = self.document.sections[0].footer.paragraphs[0]
        footer.add_run(f"{typed(self.page.foot)}\tPage ")
        _field(footer, "PAGE")
        footer.add_run(" of ")
        _field(footer, "NUMPAGES")

    def _blocks(self, blocks: tuple[Block, ...], boxed: bool = False) -> None:
        from docx.shared import Pt

        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            match block:
                case Heading(text):
                    self._paragraph("Heading 2", typed(text))
                case Subject(line):
                    self._line(self._paragraph("Heading 1"), line)
                case Paragraph(line):
                    written = self._paragraph("Boxed Text" if boxed else "Normal")
                    self._line(written, line)
                    if isinstance(after, Items):  # it introduces the list
                        written.paragraph_format.keep_with_next = True
                case Items(lines, numbered):
                    kind = "List Number" if numbered else "List Bullet"
                    for line in lines:
                        self._line(self._paragraph(f"Boxed {kind}" if boxed else kind), line)
                    if self.page.letter and lines:
                        self.document.paragraphs[-1].paragraph_format.space_after = Pt(8)
                case Boxed(tone, title, inner):
                    self._boxed(tone, title, inner)
                case Table():
                    self._table(block)
                case Beside(left, right):
                    self._beside(left, right)
                case Address(lines, right):
                    self._address(lines, right)
                case Small(lines):
                    for place, line in enumerate(lines):
                        small = self._paragraph("Small print")
                        self._line(small, line)
                        if not place:
                            _rule(small, "top", 4, "B5BFCA")

    def _boxed(self, tone: str, title: str, inner: tuple[Block, ...]) -> None:
        if tone == "ask":
            self._paragraph("Boxed Heading", typed(title))
            self._blocks(inner, boxed=True)
            return
        for place, block in enumerate(inner):
            if isinstance(block, Paragraph):
                written = self._paragraph("Boxed Safety" if tone == "safety" else "Boxed Calm")
                if not place:
                    self._styled(written.add_run(f"{typed(title)}: "), CHARACTER["strong"])
                self._line(written, block.line)

    def _beside(self, left: tuple[Block, ...], right: tuple[Block, ...]) -> None:
        """Two columns where they save much room; a short pair stands one after the other.

        The columns are the cells of a table without rules: columns of a section would break the page where the
        section ends.
        """
        from docx.shared import Emu, Pt

        if not left or not right or len(left) + len(right) < 6:
            self._blocks((*left, *right))
            return
        table = self.document.add_table(rows=1, cols=2)
        table._tbl.tblStyle_val = self.ids["Columns"]
        table.autofit = False
        width = Emu(self._room() // 2)
        for cell, column, blocks in zip(table.rows[0].cells, table.columns, (left, right), strict=True):
            cell.width = column.width = width
            self.into, outer = cell, self.into
            self._blocks(blocks)
            self.into = outer
            cell._tc.remove(cell.paragraphs[0]._p)  # the empty one that a cell begins with
            cell.paragraphs[0].paragraph_format.space_before = Pt(0)

    def _room(self) -> int:
        """The width between the margins."""
        section = self.document.sections[-1]
        return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)

    def _address(self, lines: tuple[Line, ...], right: bool) -> None:
        written = self._paragraph("Sender" if right else "Address")
        for place, line in enumerate(lines):
            if place:
                written.add_run().add_break()
            self._line(written, line)

    def _table(self, block: Table) -> None:
        from docx.shared import Emu

        table = self.document.add_table(rows=0, cols=len(block.columns))
        table._tbl.tblStyle_val = self.ids["Plan table"]
        table.autofit = False
        widths = [Emu(self._room() * width // sum(block.widths)) for width in block.widths]
        _named(table, block.caption)
        heads = table.add_row()
        _whole_row(heads, head=True)
        for cell, column in zip(heads.cells, block.columns, strict=True):
            cell.paragraphs[0]._p.style = self.ids["Table head"]
            cell.paragraphs[0].add_run(column)
        for row in block.rows:
            added = table.add_row()
            _whole_row(added)
            for cell, line in zip(added.cells, row, strict=True):
                cell.paragraphs[0]._p.style = self.ids["Table text"]
                self._line(cell.paragraphs[0], line)
        for added in table.rows:
            for cell, width in zip(added.cells, widths, strict=True):
                cell.width = width
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width

    def _line(self, paragraph: Any, line: Line) -> None:
        for run in line:
            if run.text:
                self._run(paragraph, run)

    def _paragraph(self, style: str, text: str = "") -> Any:
        written = self.into.add_paragraph(text)
        written._p.style = self.ids[style]
        return written

    def _styled(self, run: Any, style: str) -> None:
        run._r.style = self.ids[style]

    def _run(self, paragraph: Any, run: Run) -> None:
        text = "\n".join(map(typed, broken(run.text)))  # each break a break of Word's
        written = paragraph.add_run(f"“{text}”" if run.style == "words" else text)
        if run.style != "plain":
            self._styled(written, CHARACTER[run.style])


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _rule(paragraph: Any, side: str, size: int, colour: str) -> None:
    borders = _element("pBdr")
    borders.append(_element(side, val="single", sz=str(size), space="3", color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _field(paragraph: Any, code: str) -> None:
    """A number that Word works out: a field of our own, never one made of somebody's text."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        if kind == "separate":
            instruction = _element("instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)
            run = paragraph.add_run()
        run._r.append(_element("fldChar", fldCharType=kind))
        if kind == "separate":
            paragraph.add_run("1")


def _whole_row(row: Any, head: bool = False) -> None:
    """A row that no page break cuts; the head is repeated on every page, and read out as the heads of the columns."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("cantSplit"))
    if head:
        properties.append(_element("tblHeader"))


def _named(table: Any, caption: str) -> None:
    properties = table._tbl.tblPr
    look = properties.find(_element("tblLook").tag)
    if look is not None:
        properties.remove(look)
    properties.append(_element("tblLook", val="0220", firstRow="1", lastRow="0", firstColumn="0", noHBand="1"))
    properties.append(_element("tblCaption", val=caption))
