"""What a reader finds in a Word or PDF file: its structure, and its words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/document.xml", "word/footer1.xml")


@dataclass
class Found:
    """``shape`` is everything but the words: elements, styles, attributes. ``lines`` are the words in order."""

    shape: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All the words, run together."""
        return "".join(self.lines)

    def told(self) -> str:
        """As a golden file has it."""
        return "\n".join(self.lines) + "\n"


def read_word(content: bytes) -> Found:
    """A .docx file: paragraphs with their styles, and the elements they are made of."""
    found = Found()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in PARTS:
            if name in parts.namelist():
                _read_part(ElementTree.fromstring(parts.read(name)), found)  # noqa: S314  # our own file
    return found


def _read_part(root: ElementTree.Element, found: Found) -> None:
    for one in root.iter():
        attributes = sorted((key.removeprefix(W), value) for key, value in one.attrib.items() if "space" not in key)
        found.shape.append((one.tag.removeprefix(W), attributes))
        if one.tag == f"{W}p":
            style = one.find(f"{W}pPr/{W}pStyle")
            words = "".join(_words(one))
            found.lines.append(f"{'' if style is None else style.get(f'{W}val')}: {words}")


def _words(paragraph: ElementTree.Element) -> Iterator[str]:
    for one in paragraph.iter():
        if one.tag == f"{W}t":
            yield one.text or ""
        elif one.tag in (f"{W}br", f"{W}tab"):
            yield " / "


def read_pdf(content: bytes) -> Found:
    """A PDF: the tags in the order in which they are read out, and the words of each page."""
    reader = PdfReader(io.BytesIO(content))
    found = Found(lines=[page.extract_text() for page in reader.pages])
    tree = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    found.shape = [(tag, []) for tag in _tags(tree)]
    found.lines = [
        *(line for page in found.lines for line in page.splitlines()),
        "",
        " ".join(tag for tag, _ in found.shape),
    ]
    return found


def names(content: bytes) -> set[str]:
    """The name of every entry of every object of a PDF: what it has, and what it could do."""
    reader = PdfReader(io.BytesIO(content))
    found: set[str] = set()
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        one = reader.get_object(number)
        if isinstance(one, DictionaryObject):
            found |= {str(key) for key in one}
    return found


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        children = node.get("/K")
        for child in children if isinstance(children, list) else [children]:
            if child is not None and not isinstance(child, int):
                yield from _tags(child)
    elif isinstance(node, list):
        for child in node:
            yield from _tags(child)
