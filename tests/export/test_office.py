"""Word and PDF: real structure, the right language and paper, and the same file every time."""

from __future__ import annotations

import io
import sys
import time

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from pypdf import PdfReader

from assessor.export import CannotMake, export_document
from assessor.export.blocks import Page, plain_paragraph
from assessor.export.pdf import pdf
from assessor.export.word import docx as write_docx
from tests.export.client import BANK, DOCUMENTS, WORDS, signed, whole
from tests.export.reading import read_pdf
from tests.records.samples import NOON

CASE = whole()


@pytest.mark.parametrize("document", DOCUMENTS)
class TestWord:
    """A document that can be edited, and read out."""

    @pytest.fixture
    def opened(self, document: str) -> docx.document.Document:
        return docx.Document(io.BytesIO(export_document(CASE, "docx", *DOCUMENTS[document])))

    def test_it_is_a4_in_british_english_with_a_title_that_names_nobody(self, opened: docx.document.Document) -> None:
        section = opened.sections[0]
        assert [round(int(side or 0) / Mm(1)) for side in (section.page_width, section.page_height)] == [210, 297]
        assert opened.core_properties.language == "en-GB"
        languages = {lang.get(qn("w:val")) for lang in opened.styles.element.iter(qn("w:lang"))}
        assert languages == {"en-GB"}
        assert opened.core_properties.title
        assert "Marlowe" not in opened.core_properties.title
        assert opened.core_properties.author == ""

    def test_it_has_one_first_heading_and_its_lists_are_lists(self, opened: docx.document.Document) -> None:
        styles = [paragraph.style.name for paragraph in opened.paragraphs if paragraph.style]
        assert styles.count("Heading 1") == 1
        assert any("List" in str(style) for style in styles)

    def test_every_table_has_a_row_of_heads_that_is_repeated(self, opened: docx.document.Document) -> None:
        for table in opened.tables:
            if table.style is not None and table.style.name == "Columns":  # two columns of the page, and no data
                continue
            assert table.rows[0]._tr.get_or_add_trPr().find(qn("w:tblHeader")) is not None
            assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None

    def test_it_is_the_same_file_whenever_it_is_made(self, document: str) -> None:
        first = export_document(CASE, "docx", *DOCUMENTS[document])
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(time, "time", lambda: 4e9)
            assert export_document(CASE, "docx", *DOCUMENTS[document]) == first


@pytest.mark.parametrize("document", DOCUMENTS)
class TestPdf:
    """A tagged PDF with its fonts in it."""

    @pytest.fixture
    def opened(self, document: str) -> PdfReader:
        return PdfReader(io.BytesIO(export_document(CASE, "pdf", *DOCUMENTS[document])))

    def test_it_is_tagged_in_british_english_with_a_title(self, opened: PdfReader) -> None:
        root = opened.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert root["/Lang"] == "en-GB"  # type: ignore[index]
        assert b"pdfuaid:part" in root["/Metadata"].get_data()  # type: ignore[index]
        assert opened.metadata
        assert opened.metadata.title
        assert "Marlowe" not in opened.metadata.title

    def test_its_headings_lists_and_tables_are_tagged_as_such(self, document: str) -> None:
        tags = {tag for tag, _ in read_pdf(export_document(CASE, "pdf", *DOCUMENTS[document])).shape}
        assert {"/H1", "/L", "/LI"} <= tags
        assert ("/TH" in tags) == (document in ("therapist", "employer"))

    def test_only_the_fonts_that_come_with_the_product_are_in_it(self, opened: PdfReader) -> None:
        fonts = {str(font["/BaseFont"]) for page in opened.pages for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]
        assert fonts
        assert all("NotoSans" in font or "DejaVuSans" in font for font in fonts)

    def test_it_is_the_same_file_whenever_it_is_made(self, document: str) -> None:
        assert export_document(CASE, "pdf", *DOCUMENTS[document]) == export_document(CASE, "pdf", *DOCUMENTS[document])


@pytest.mark.parametrize("more", [(), tuple(signed())], ids=["draft", "signed"])
def test_the_therapists_page_is_one_side_of_a4(more: tuple[object, ...]) -> None:
    made = export_document(whole(WORDS.__getitem__, BANK, *more), "pdf", "therapist")  # type: ignore[arg-type]
    assert len(PdfReader(io.BytesIO(made)).pages) == 1


def test_a_letter_that_no_font_has_stands_as_its_number() -> None:
    page = Page(title="Plan", made=NOON, name="Ann \U000f0000 \U0001f9ff Lee", blocks=(plain_paragraph("x \ue000 y"),))
    words = read_pdf(pdf(page)).words
    assert "⟨U+F0000⟩" in words
    assert "Lee" in words
    assert "⟨U+E000⟩" in words


def test_without_the_extra_it_says_what_to_install() -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, "typst", None)
        with pytest.raises(CannotMake, match=r"pip install 'assessor\[pdf\]'"):
            export_document(CASE, "pdf", "therapist")


def test_a_word_document_keeps_only_the_styles_that_it_uses() -> None:
    made = docx.Document(io.BytesIO(write_docx(Page(title="Plan", made=NOON, blocks=(plain_paragraph("x"),)))))
    assert len(list(made.styles)) < 35
