"""The page as a tagged PDF (PDF/UA-1), set by typst. The words reach it as data, never as part of its program.

The fonts come with the product, so that a PDF looks the same everywhere. A character that they lack is looked for in
the system's fonts; one that no font has is written as its number (⟨U+1F6A7⟩), and never fails the export.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.export.blocks import Page, Run, broken
from assessor.export.permission import CannotMake
from assessor.wording import visible

if TYPE_CHECKING:
    import typst

EXTRA = "PDF needs the extra `pdf`, which is not installed: pip install 'assessor[pdf]', or choose another format"
SIZES = (9.2, 8.8, 8.4, 8.0)
"""Type sizes in points, tried in turn until a page that is meant for one side of A4 is on one side."""
LARGE = (11.0, 10.6, 10.2)
"""The same for a page in larger type, which keeps the first if none of them brings it onto one side."""
_UNSHOWN = re.compile(r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)+)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def pdf(page: Page) -> bytes:
    """The page as the bytes of a PDF. Raises `CannotMake` without the extra that makes it."""
    try:
        import typst
    except ImportError:
        raise CannotMake(EXTRA) from None
    try:
        return _fitted(typst, page)
    except typst.TypstError:
        raise CannotMake("a word in this plan is too long to be set as PDF; export it as html or docx") from None


def _fitted(typst: Any, page: Page) -> bytes:
    """The page in the largest type in which it fits on as many sides as it should."""
    content: dict[str, Any] = {"title": page.title, **_told(page)}
    document = b""
    sizes = SIZES if page.one_side else LARGE if page.large else LARGE[:1]
    for size in sizes:
        document = _set(typst, content, size, page)
        if len(sizes) == 1 or _sides(document) == 1:
            return document
    return _set(typst, content, SIZES[1] if page.one_side else LARGE[0], page)


def _set(typst: Any, content: dict[str, Any], size: float, page: Page) -> bytes:
    """The page in this type size; characters without a glyph are looked for further away, then written as numbers."""

    def compiled(elsewhere: bool, replaced: dict[int, str]) -> bytes:
        inputs = {"page": json.dumps(_translated(content, replaced)), "size": str(size)}
        moment = int(page.made.timestamp())
        document = _compiler(elsewhere).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=moment
        )
        return bytes(document)  # type: ignore[arg-type]

    replaced: dict[int, str] = {}
    for elsewhere in (False, True, True, True):
        try:
            return compiled(elsewhere, replaced)
        except typst.TypstError as error:
            if elsewhere:
                replaced |= {ord(char): _number(char) for char in _unshown(error.diagnostic)}
    # What is left is a combination that no font can show: everything outside the fonts' own letters by its number.
    beyond = {ord(char): _number(char) for char in json.dumps(content, ensure_ascii=False) if ord(char) > 0x24F}
    return compiled(False, beyond)


def _number(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩"


def _unshown(diagnostic: str) -> Iterator[str]:
    """The characters that typst says it cannot show."""
    for quoted in _UNSHOWN.finditer(diagnostic):
        for char in _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], quoted[1]):
            if char > "~":
                yield char


@cache
def _compiler(elsewhere: bool) -> typst.Compiler:
    """A compiler with the product's own fonts, and the system's too if those are not enough."""
    import typst

    folder = Path(str(resources.files("assessor.export").joinpath("templates")))
    fonts = typst.Fonts(
        include_system_fonts=elsewhere, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
    )
    return typst.Compiler(str(folder / "page.typ"), root=str(folder), font_paths=fonts)


def _sides(document: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", document))


def _told(value: Any) -> Any:
    """A page as plain data: each block with its kind, every text made harmless to look at."""
    if isinstance(value, Run):
        return {"kind": "Run", "style": value.style, "lines": [_typed(line) for line in broken(value.text)]}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {name: _told(getattr(value, name)) for name in asdict(value) if name != "made"}
        return {"kind": type(value).__name__, **parts}
    if isinstance(value, tuple):
        return [_told(part) for part in value]
    return _typed(value) if isinstance(value, str) else value


def _typed(text: str) -> str:
    """Text as a PDF can hold it, on one line: what a PDF's text may not hold becomes visible or goes."""
    return "".join(
        "" if char in "\ufeff\u2060" else "\ufffd" if unicodedata.category(char) == "Cn" and char > "\ufdcf" else char
        for char in visible(text).replace("\n", " ")
    )


def _translated(value: Any, replaced: dict[int, str]) -> Any:
    if not replaced:
        return value
    if isinstance(value, dict):
        return {
            key: part if key in ("kind", "style", "tone") else _translated(part, replaced)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_translated(part, replaced) for part in value]
    return value.translate(replaced) if isinstance(value, str) else value
