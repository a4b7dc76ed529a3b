"""Whatever people say or paste stands in a document as it was typed, and is never markup, code or a link in it.

That holds for every reader, letter and format. Every piece of free text is a token with the hard text after it, or
before it. The plan of the tokens alone says what should come out: the same structure, and the same words with the
hard text beside each token.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessor.export import export_document
from assessor.export.blocks import Page, Run, plain_paragraph
from assessor.export.html import html
from assessor.export.pdf import pdf
from assessor.export.text import markdown, plain_text
from assessor.export.word import docx
from assessor.wording import visible
from tests.export.client import DOCUMENTS, MADE, WORDS, bank, whole
from tests.export.reading import Found, names, read_pdf, read_word
from tests.records.samples import CATALOGUE, HARD_EVERYDAY, HARD_TEXT, NOON, SCRIPT
from tests.thorough import picked

PLACES = {place: f"Aa{n:02d}" for n, place in enumerate(WORDS)}
REORDERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
Around = Callable[[str], str]


def after(hard: str) -> Around:
    return lambda token: f"{token}{hard}."


def before(hard: str) -> Around:
    return lambda token: f"{hard}{token}."


def typed(around: Around, token: str) -> str:
    """What was typed at a token. The adviser's name is one word: steps have the first word of it."""
    text = around(token)
    return re.sub(r"\s", "_", text) if token == PLACES["adviser"] else text


class Plans:
    """Every document in every format with this text at every place, made when it is looked at."""

    def __init__(self, around: Around) -> None:
        self.case = whole(lambda place: typed(around, PLACES[place]))
        self.made: dict[tuple[str, str], bytes] = {}

    def content(self, document: str, format: str) -> bytes:
        """The file."""
        if (document, format) not in self.made:
            self.made[document, format] = export_document(self.case, format, *DOCUMENTS[document])
        return self.made[document, format]

    def page(self, document: str, format: str) -> str:
        """The file as text."""
        return self.content(document, format).decode()


PLAIN = Plans(after(""))
OFFICE = ("therapist", "client", "employer", "employer-meeting")
"""The documents that are tried as Word and PDF, which take longer: one of each kind."""


@pytest.fixture(params=picked(HARD_TEXT, HARD_EVERYDAY), scope="module")
def hard(request: pytest.FixtureRequest) -> str:
    return HARD_TEXT[request.param]


@pytest.fixture(params=[after, before], ids=["after the token", "before the token"], scope="module")
def around(request: pytest.FixtureRequest, hard: str) -> Around:
    made: Around = request.param(hard)
    return made


@pytest.fixture(scope="module")
def plan(around: Around) -> Plans:
    return Plans(around)


def squeezed(text: str) -> str:
    """The text without white space, stops and regard to case: what is left is what may not differ. A page sets its own
    stops where it joins what was typed."""
    return "".join(text.split()).replace(".", "").casefold()


def without_fingerprint(page: str) -> str:
    """The page without what stands for all its words, and so differs when one of them does."""
    return re.sub(r"\b([0-9a-f]{4}\s+){2}[0-9a-f]{4}\b", "", page)


def expected(plain: str, around: Around) -> str:
    """What a plan says when the hard text stands at every token of the plain one."""
    return squeezed(re.sub(r"(Aa\d\d)\.?", lambda found: visible(typed(around, found[1].title())), plain, flags=re.I))


class Read(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[object] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"comment {data}")

    def unknown_decl(self, data: str) -> None:
        self.tags.append(f"declaration {data}")


@cache
def plain_html(document: str) -> Read:
    return Read(PLAIN.page(document, "html"))


class TestHtml:
    """The page has the same tags, whatever was said; the words are text in it."""

    @pytest.fixture
    def read(self, plan: Plans) -> dict[str, Read]:
        return {document: Read(plan.page(document, "html")) for document in DOCUMENTS}

    def test_nothing_that_was_said_makes_a_tag_or_an_attribute(self, read: dict[str, Read]) -> None:
        for document in DOCUMENTS:
            assert unbroken(read[document].tags) == unbroken(plain_html(document).tags), document

    def test_all_that_was_said_can_be_read(self, read: dict[str, Read], around: Around) -> None:
        for document in DOCUMENTS:
            said = without_fingerprint("".join(read[document].texts))
            plain = without_fingerprint("".join(plain_html(document).texts))
            assert squeezed(said) == expected(plain, around), document


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_page_fetches_nothing_runs_nothing_and_links_nowhere(document: str) -> None:
    tags = [tag for tag in plain_html(document).tags if isinstance(tag, tuple)]
    assert not {tag for tag, _ in tags} & {"a", "script", "img", "link", "iframe", "form", "object", "base"}
    names = {name for _, attributes in tags for name, _ in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("href", "src", "style", "action")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_piece_of_text_of_the_page_keeps_its_own_direction(document: str) -> None:
    """Text that runs from right to left cannot turn the words around it."""
    page = PLAIN.page(document, "html").partition("<body")[2]
    for token in re.findall(r"Aa\d\d\.", page):
        before_it = page[: page.index(token)]
        assert before_it.rindex("<bdi>") > before_it.rfind("</bdi>"), token


READERS = {
    "commonmark with tables": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
    "with every bare address made a link": MarkdownIt("gfm-like"),
}
"""The standard reader of Markdown, and the one most eager to make links."""


def flat(tokens: list[Token] | None) -> Iterator[Token]:
    for token in tokens or []:
        yield token
        yield from flat(token.children)


def unbroken(shape: Iterable[Any]) -> list[Any]:
    """The structure without the lines that were broken on purpose, and without what comes again on their other side."""
    return [tag for tag, _ in groupby(tag for tag in shape if tag[0] != "br")]


UNSEEN = ("text", "inline", "hardbreak")
"""What makes no structure: words, and a line that was broken on purpose."""


class Rendered:
    """What a reader of Markdown makes of a page: its structure, which is all but the words, and the words."""

    def __init__(self, reader: str, page: str) -> None:
        tokens = list(flat(READERS[reader].parse(page)))
        self.shape = [(token.type, token.tag) for token in tokens if token.type not in UNSEEN]
        self.words = "".join(token.content for token in tokens if token.type == "text")


@cache
def plain_markdown(reader: str, document: str) -> Rendered:
    return Rendered(reader, PLAIN.page(document, "md"))


@pytest.mark.parametrize("reader", READERS, scope="module")
class TestMarkdown:
    """The page renders as it was typed; no heading, list, table, link, image or HTML comes of it."""

    def test_words_make_no_structure_and_are_all_there(self, plan: Plans, reader: str, around: Around) -> None:
        for document in DOCUMENTS:
            rendered, plain = Rendered(reader, plan.page(document, "md")), plain_markdown(reader, document)
            assert rendered.shape == plain.shape, document
            words = without_fingerprint(rendered.words)
            assert squeezed(words) == expected(without_fingerprint(plain.words), around), document


@pytest.mark.parametrize("reader", READERS)
def test_the_markdown_has_no_html_link_image_or_code_of_its_own(reader: str) -> None:
    kinds = {kind for document in DOCUMENTS for kind, _ in plain_markdown(reader, document).shape}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence"}


class TestText:
    """The plain text is plain."""

    def test_all_that_was_said_can_be_read(self, plan: Plans, around: Around) -> None:
        for document in DOCUMENTS:
            said = squeezed(without_fingerprint(plan.page(document, "txt")))
            assert said == expected(without_fingerprint(PLAIN.page(document, "txt")), around), document

    def test_no_line_is_longer_than_78_columns(self, plan: Plans) -> None:
        for document in DOCUMENTS:
            _, _, body = plan.page(document, "txt").rpartition("=" * 78)
            assert max(map(len, body.splitlines())) <= 78, document


class TestWord:
    """The document has the same elements and styles, whatever was said: no field, no link, no line of its own."""

    @pytest.mark.parametrize("document", picked(OFFICE, ["therapist"]))
    def test_words_make_no_element_and_are_all_there(self, plan: Plans, document: str, around: Around) -> None:
        found, plain = read_word(plan.content(document, "docx")), plain_word(document)
        assert unbroken(found.shape) == unbroken(plain.shape)
        no_characters = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
        said = expected(without_fingerprint(plain.words), around).translate(no_characters)
        read = squeezed(without_fingerprint(found.words))
        assert read.replace("/", "") == said.replace("/", "")  # a break is read as one

    def test_the_only_fields_are_the_page_numbers(self) -> None:
        for plain in map(plain_word, OFFICE):
            tags = [one[0] for one in plain.shape]
            assert tags.count("instrText") in (0, 2)
            assert not {"hyperlink", "fldSimple", "object", "pict"} & set(tags)


@cache
def plain_word(document: str) -> Found:
    return read_word(PLAIN.content(document, "docx"))


def in_one_line(shape: Iterable[Any]) -> list[Any]:
    """The tags as if no line were broken: a run of strong words that is goes on as a second one of the same tag."""
    return [tag for tag, _ in groupby(shape)]


@pytest.mark.thorough
class TestPdf:
    """The document has the same tags, whatever was said, and nothing in it acts."""

    def test_words_make_no_tag_and_nothing_acts(self, plan: Plans, hard: str) -> None:
        for document in ("employer",) if len(hard) > 1000 else OFFICE:  # the others would have hundreds of pages
            content = plan.content(document, "pdf")
            assert not names(content) & {
                "/URI",
                "/JavaScript",
                "/JS",
                "/Launch",
                "/OpenAction",
                "/AA",
                "/Annots",
                "/EF",
            }
            plain = read_pdf(PLAIN.content(document, "pdf"))
            assert in_one_line(read_pdf(content).shape) == in_one_line(plain.shape), document

    def test_markup_can_be_read_as_it_was_typed(self, plan: Plans, hard: str, around: Around) -> None:
        if not hard.isascii() or len(hard) > 1000 or not hard.isprintable():
            pytest.skip("what a PDF gives back as text is in the order and with the spaces of its setting")
        for document in OFFICE:
            said = squeezed(read_pdf(plan.content(document, "pdf")).words)
            assert squeezed(around(PLACES["role" if document == "therapist" else "second_goal"])) in said, document


@pytest.mark.parametrize("format", ["html", "md", "txt"])
class TestEverywhere:
    """No format lets text reach past itself."""

    def test_no_control_character_but_the_line_break(self, plan: Plans, format: str) -> None:
        for document in DOCUMENTS:
            page = plan.page(document, format)
            assert {char for char in page if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"} == set()

    def test_marks_that_reorder_text_are_made_visible(self, plan: Plans, around: Around, format: str) -> None:
        for document in DOCUMENTS:
            page = plan.page(document, format)
            assert not [char for char in page if ord(char) in REORDERING]
            if "\u202e" in around(""):
                assert "⟨RLO⟩" in page.replace("\\", "")


def test_data_has_every_text_as_it_was_typed_in_ascii(plan: Plans, around: Around) -> None:
    pages = {document: plan.page(document, "json") for document in DOCUMENTS}
    assert all(page.isascii() for page in pages.values())
    read = {document: json.loads(page) for document, page in pages.items()}
    therapist = read["therapist"]
    assert therapist["client"]["name"] == around(PLACES["name"])
    assert therapist["plan"]["safety"][0]["said"] == around(PLACES["said"])
    assert therapist["plan"]["work"]["work.role"] == around(PLACES["role"]).strip()
    assert therapist["plan"]["therapist_requests"][0]["words"] == around(PLACES["request"])
    assert read["client"]["goals"][1]["what"] == around(PLACES["second_goal"])
    assert read["employer"]["lines"][1]["text"] == around(PLACES["meeting"])
    assert read["client-meeting"]["name"] == around(PLACES["name"])


CLIENT_LACKS = {
    "adviser", "contact", "dread", "burdens", "health", "born", "role", "employer", "pattern", "since", "note_says",
    "therapist", "therapist_role", "reference", "safety_words", "where", "told", "told_at", "said", "agreed",
    "ask_because", "reason", "called", "next_at", "next_how", "reply",
}  # fmt: skip
EMPLOYER_HAS = {
    "name", "called", "adviser", "health", "goal", "goal_by", "step", "step_who", "step_by", "meeting", "meeting_by",
    "second_goal", "second_by", "call_joan", "call_by",
}  # fmt: skip

FREE_NOTES = {"contact", "dread", "burdens"}
"""Notes at questions of which no answer asked for one: they leave with nothing."""


@pytest.mark.parametrize(("document", "format"), [(d, f) for d, f in MADE if d in OFFICE])
def test_each_reader_has_the_words_that_are_for_them_and_no_others(document: str, format: str) -> None:
    """So that the tests above look at every piece of free text; and so that nothing reaches a reader by the way."""
    content = PLAIN.content(document, format)
    words = (
        read_word(content).words
        if format == "docx"
        else read_pdf(content).words
        if format == "pdf"
        else content.decode()
    )
    page = squeezed(words.replace("\\", ""))
    found = {place for place, token in PLACES.items() if token.casefold() in page}
    if document == "therapist":
        assert set(PLACES) - found <= {"called", "reason", *FREE_NOTES}
        assert not found & FREE_NOTES
    elif document == "client":
        assert set(PLACES) - found <= CLIENT_LACKS
        assert not found & {
            "safety_words", "where", "said", "agreed", "ask_because", "reason", "dread", "burdens", "reply",
        }  # fmt: skip
    else:
        has = EMPLOYER_HAS | ({"employer"} if document == "employer-meeting" else set())
        assert found <= has
        assert found >= has - {"called", "adviser"}


@pytest.mark.parametrize("bad", ["half \ud83d of one", "none \ufdd0\uffff", "\x00\x1b"])
def test_what_is_no_character_is_shown_as_something_that_is(bad: str) -> None:
    """The records refuse these; a page that has them all the same is made."""
    page = Page(
        title=bad, made=NOON, name=bad, blocks=(plain_paragraph(bad), plain_paragraph("after")), standing_note=bad
    )
    assert all("\ud83d" not in write(page) for write in (html, markdown, plain_text))
    assert "after" in read_word(docx(page)).words
    assert "after" in read_pdf(pdf(page)).words
    assert Run(bad).text == bad


@pytest.mark.parametrize("format", ["html", "md"])
def test_a_banks_own_wording_is_text_as_well(format: str) -> None:
    """Labels, titles and sources of a service's bank make no markup either."""
    sharp = "<b>A</b> *b* | [c](javascript:d) & `e`"
    sharp_bank = bank(
        script=SCRIPT.replace("Poor sleep", f'"{sharp}"').replace("label: Not at all", f'label: "{sharp}"'),
        catalogue=CATALOGUE.replace("A guide to meetings", f'"{sharp}"')
        .replace("Leave for carers", f'"{sharp}"')
        .replace("sleeps badly", f'"{sharp}"')
        .replace("Invented Press", f'"{sharp}"'),
    )
    page = export_document(whole(bank=sharp_bank), format, "therapist").decode()
    rendered = page if format == "html" else MarkdownIt("gfm-like").render(page)
    read = Read(rendered)
    assert sharp in "".join(read.texts)
    assert not [tag for tag in read.tags if isinstance(tag, tuple) and tag[0] in ("a", "code")]
    assert ("b", []) not in read.tags
