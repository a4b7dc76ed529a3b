"""Whatever people say or paste stands in a plan as it was typed, and is never markup, code or a link in it.

Every piece of free text is a token with the hard text after it, or before it. The plan of the tokens alone says
what should come out: the same structure, and the same words with the hard text beside each token.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessor.export import FORMATS, export
from assessor.wording import visible
from tests.export.client import WORDS, finished
from tests.records.samples import CATALOGUE, HARD_TEXT, SCRIPT, small_bank

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


def plans(around: Around) -> dict[str, str]:
    """The plan in every format, with this text at every place."""
    case = finished(lambda place: typed(around, PLACES[place]))
    return {format: export(case, format, "therapist") for format in FORMATS}


PLAIN = plans(after(""))


@pytest.fixture(params=list(HARD_TEXT), scope="module")
def hard(request: pytest.FixtureRequest) -> str:
    return HARD_TEXT[request.param]


@pytest.fixture(params=[after, before], ids=["after the token", "before the token"], scope="module")
def around(request: pytest.FixtureRequest, hard: str) -> Around:
    made: Around = request.param(hard)
    return made


@pytest.fixture(scope="module")
def plan(around: Around) -> dict[str, str]:
    return plans(around)


def squeezed(text: str) -> str:
    """The text without white space, and without regard to case: what is left is what may not differ."""
    return "".join(text.split()).casefold()


def expected(plain: str, around: Around) -> str:
    """What a plan says when the hard text stands at every token of the plain one."""
    return squeezed(re.sub(r"(Aa\d\d)\.", lambda found: visible(typed(around, found[1].title())), plain, flags=re.I))


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


PLAIN_HTML = Read(PLAIN["html"])


@pytest.fixture(scope="module")
def read(plan: dict[str, str]) -> Read:
    return Read(plan["html"])


class TestHtml:
    """The page has the same tags, whatever was said; the words are text in it."""

    def test_nothing_that_was_said_makes_a_tag_or_an_attribute(self, read: Read) -> None:
        assert read.tags == PLAIN_HTML.tags

    def test_all_that_was_said_can_be_read(self, read: Read, around: Around) -> None:
        assert squeezed("".join(read.texts)) == expected("".join(PLAIN_HTML.texts), around)


def test_the_page_fetches_nothing_runs_nothing_and_links_nowhere() -> None:
    tags = [tag for tag in PLAIN_HTML.tags if isinstance(tag, tuple)]
    assert not {tag for tag, _ in tags} & {"a", "script", "img", "link", "iframe", "form", "object", "base"}
    names = {name for _, attributes in tags for name, _ in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("href", "src", "style", "action")]


def test_every_piece_of_text_of_the_page_keeps_its_own_direction() -> None:
    """Text that runs from right to left cannot turn the words around it."""
    page = PLAIN["html"].partition("<body>")[2]
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


class Rendered:
    """What a reader of Markdown makes of a page: its structure, which is all but the words, and the words."""

    def __init__(self, reader: str, page: str) -> None:
        tokens = list(flat(READERS[reader].parse(page)))
        self.shape = [(token.type, token.tag) for token in tokens if token.type not in ("text", "inline")]
        self.words = "".join(token.content for token in tokens if token.type == "text")


PLAIN_MARKDOWN = {reader: Rendered(reader, PLAIN["md"]) for reader in READERS}


@pytest.mark.parametrize("reader", READERS, scope="module")
class TestMarkdown:
    """The page renders as it was typed; no heading, list, table, link, image or HTML comes of it."""

    @pytest.fixture
    def rendered(self, plan: dict[str, str], reader: str) -> Rendered:
        return Rendered(reader, plan["md"])

    def test_words_make_no_structure_and_are_all_there(self, rendered: Rendered, reader: str, around: Around) -> None:
        assert rendered.shape == PLAIN_MARKDOWN[reader].shape
        assert squeezed(rendered.words) == expected(PLAIN_MARKDOWN[reader].words, around)


@pytest.mark.parametrize("reader", READERS)
def test_the_markdown_has_no_html_link_image_or_code_of_its_own(reader: str) -> None:
    kinds = {kind for kind, _ in PLAIN_MARKDOWN[reader].shape}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence"}


class TestText:
    """The plain text is plain."""

    def test_all_that_was_said_can_be_read(self, plan: dict[str, str], around: Around) -> None:
        said = squeezed(plan["txt"])
        assert said == expected(PLAIN["txt"], around)

    def test_no_line_is_longer_than_78_columns(self, plan: dict[str, str]) -> None:
        _, _, body = plan["txt"].partition("=" * 78)
        assert max(map(len, body.splitlines())) <= 78


@pytest.mark.parametrize("format", ["html", "md", "txt"])
class TestEverywhere:
    """No format lets text reach past itself."""

    def test_no_control_character_but_the_line_break(self, plan: dict[str, str], format: str) -> None:
        page = plan[format]
        assert {char for char in page if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"} == set()

    def test_marks_that_reorder_text_are_made_visible(self, plan: dict[str, str], around: Around, format: str) -> None:
        page = plan[format]
        assert not [char for char in page if ord(char) in REORDERING]
        if "\u202e" in around(""):
            assert "⟨RLO⟩" in page.replace("\\", "")


def test_data_has_every_text_as_it_was_typed_in_ascii(plan: dict[str, str], around: Around) -> None:
    page = plan["json"]
    assert page.isascii()
    read = json.loads(page)
    assert read["client"]["name"] == around(PLACES["name"])
    assert read["plan"]["safety"][0]["said"] == around(PLACES["said"])
    assert read["plan"]["work"]["work.role"] == around(PLACES["role"]).strip()
    assert read["plan"]["therapist_requests"][0]["words"] == around(PLACES["request"])


@pytest.mark.parametrize("format", FORMATS)
def test_every_piece_of_free_text_of_the_client_is_in_the_plan(format: str) -> None:
    """So that the tests above look at each of them; what a reader has no use for is named here."""
    page = PLAIN[format].casefold()
    missing = {place for place, token in PLACES.items() if f"{token}.".casefold() not in page.replace("\\", "")}
    assert missing <= {"called", "reason"}


@pytest.mark.parametrize("format", ["html", "md"])
def test_a_banks_own_wording_is_text_as_well(format: str) -> None:
    """Labels, titles and sources of a service's bank make no markup either."""
    sharp = "<b>A</b> *b* | [c](javascript:d) & `e`"
    bank = small_bank(
        script=SCRIPT.replace("Poor sleep", f'"{sharp}"').replace("label: Not at all", f'label: "{sharp}"'),
        catalogue=CATALOGUE.replace("A guide to meetings", f'"{sharp}"')
        .replace("Leave for carers", f'"{sharp}"')
        .replace("sleeps badly", f'"{sharp}"')
        .replace("Invented Press", f'"{sharp}"'),
    )
    page = export(finished(bank=bank), format, "therapist")
    rendered = page if format == "html" else MarkdownIt("gfm-like").render(page)
    read = Read(rendered)
    assert sharp in "".join(read.texts)
    assert not [tag for tag in read.tags if isinstance(tag, tuple) and tag[0] in ("a", "code")]
    assert ("b", []) not in read.tags
