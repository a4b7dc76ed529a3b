"""The Word document's own styles: whoever edits a plan changes a style once, and every place follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessor.export.blocks import Page
from assessor.wording import visible

if TYPE_CHECKING:
    from docx.document import Document

_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
INK, BLUE, PALE, QUIET, RED, GREY = "16202C", "123C69", "EEF3FB", "4A5665", "9B1C1C", "B5BFCA"
FONT = "Arial"
CHARACTER = {
    "strong": "Strong",
    "words": "Client’s words",
    "when": "Day to act by",
    "quiet": "Quiet",
    "fill": "To fill in",
    "standing": "Standing",
}
"""The character style of each style of a run."""


def typed(text: str) -> str:
    """A person's text as Word can hold it: on one line, control characters made visible, no character that is none."""
    return visible(text).replace("\n", " ").translate(_NO_CHARACTERS)


def prepare(document: Document, page: Page) -> None:
    """Paper, language, properties and styles, before anything is written."""
    from docx.shared import Mm

    _prune(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25 if page.letter else 18 if page.large else 15)
    section.top_margin = Mm(22 if page.letter else 16 if page.large else 12)
    section.bottom_margin = Mm(20 if page.letter else 16 if page.large else 12)
    section.footer_distance, section.header_distance = Mm(7), Mm(7)
    _properties(document, page)
    size = 11.0 if page.letter or page.large else 8.8
    _language(document)
    _paragraphs(document, page, size)
    _boxes(document, size)
    _characters(document)
    _table(document)


KEPT = frozenset(
    {
        "normal", "default paragraph font", "normal table", "no list", "heading 1", "heading 2", "list bullet",
        "list number", "strong", "footer", "heading 1 char", "heading 2 char", "footer char",
    }
)  # fmt: skip
"""The styles of python-docx's own template that are used, with those that they rest on."""


def _prune(document: Document) -> None:
    """Takes out the template's other styles, some 150: whoever edits the plan sees the ones that are in it."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        spoken = str(name.get(qn("w:val"))).casefold() if name is not None else ""
        if spoken not in KEPT:
            styles.remove(style)


def ids(document: Document) -> dict[str, str]:
    """Each style's id by its name: found once, since python-docx looks through them all every time."""
    return {str(style.name): str(style.style_id) for style in document.styles}


def _properties(document: Document, page: Page) -> None:
    core = document.core_properties
    core.title, core.language, core.author, core.comments = typed(page.title), "en-GB", "", ""
    core.subject = core.keywords = core.category = core.last_modified_by = ""
    core.created = core.modified = page.made.replace(tzinfo=None)
    core.revision = 1


def _language(document: Document) -> None:
    from docx.oxml.ns import qn

    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)


def _paragraphs(document: Document, page: Page, size: float) -> None:
    from docx.shared import Mm

    loose = page.large or page.letter
    body = _style(document, "Normal", size, after=8 if page.letter else 4 if page.large else 2)
    body.paragraph_format.line_spacing = 1.15 if loose else 1.05
    body.paragraph_format.widow_control = True
    _style(document, "Heading 1", 12 if page.letter else 18 if page.large else 15, INK, bold=True, after=3)
    _style(
        document, "Heading 2", size + (2 if page.large else 1), BLUE, bold=True, before=10 if page.large else 5, after=1
    )
    for name in ("List Bullet", "List Number"):
        style = _style(document, name, size, after=3 if loose else 1)
        style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Mm(5), Mm(-5)
    for name, smaller, after in (("Facts", 0.0, 0), ("Small print", 0.8, 0), ("Table text", 0.3, 1)):
        _new(document, name, size - smaller, after=after)
    head = _new(document, "Table head", size - 0.8, after=1)
    head.font.bold = True
    _new(document, "Address", size, before=12, after=14)
    sender = _new(document, "Sender", size, after=18)
    sender.paragraph_format.left_indent = Mm(90)
    for name in ("Footer",):
        foot = _style(document, name, 7.5, QUIET)
        foot.paragraph_format.tab_stops.clear_all()
        section = document.sections[0]
        width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Emu

        foot.paragraph_format.tab_stops.add_tab_stop(Emu(width), WD_TAB_ALIGNMENT.RIGHT)


def _boxes(document: Document, size: float) -> None:
    """Panels are paragraphs with a shade or a frame, so that they can be typed in; equal neighbours join into one."""
    from docx.shared import Mm

    side = (("left", 24, "1F5FA8", 6),)
    frame = tuple((edge, 4, GREY, 3) for edge in ("top", "left", "bottom", "right"))
    red = tuple((edge, 12, RED, 3) for edge in ("top", "left", "bottom", "right"))
    heading = _new(document, "Boxed Heading", size + 1, BLUE, bold=True, before=5)
    heading.paragraph_format.keep_with_next = True
    _outline(heading, 1)
    for name, kind in (
        ("Boxed Text", "Normal"),
        ("Boxed List Number", "List Number"),
        ("Boxed List Bullet", "List Bullet"),
    ):
        _new(document, name, size, based_on=kind, after=1)
    for name in ("Boxed Heading", "Boxed Text", "Boxed List Number", "Boxed List Bullet"):
        style = document.styles[name]
        indent = 7 if "List" in name else 2
        style.paragraph_format.left_indent = Mm(indent)
        style.paragraph_format.first_line_indent = Mm(-5 if "List" in name else 0)
        _box(style, side, PALE)
    for name, edges in (("Boxed Calm", frame), ("Boxed Safety", red)):
        style = _new(document, name, size, before=6, after=4)
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(1.5)
        _box(style, edges)


def _characters(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    present = {style.name for style in document.styles}
    styles: dict[str, Any] = {
        name: document.styles[name] if name in present else document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        for name in CHARACTER.values()
    }
    styles["Strong"].font.bold = styles["Day to act by"].font.bold = styles["Standing"].font.bold = True
    styles["Client’s words"].font.italic = True
    styles["Day to act by"].font.color.rgb = RGBColor.from_string("174E8C")
    styles["Quiet"].font.color.rgb = RGBColor.from_string(QUIET)
    styles["To fill in"].element.get_or_add_rPr().append(_shade("FDF3C6"))


def _table(document: Document) -> None:
    """A table with rules under its rows and none beside them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    style = document.styles.add_style("Plan table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    rules = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="D8DEE6"/>' for edge in ("bottom", "insideH")
    )
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="10" w:space="0" w:color="{INK}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
    )
    beside = document.styles.add_style("Columns", WD_STYLE_TYPE.TABLE)
    beside.base_style = document.styles["Normal Table"]
    beside.element.append(parse_xml(f"<w:tblPr {nsdecls('w')}>{margins.replace('110', '200')}</w:tblPr>"))
    for xml in (f"<w:tblPr {nsdecls('w')}><w:tblBorders>{rules}</w:tblBorders>{margins}</w:tblPr>", ""):
        if xml:
            style.element.append(parse_xml(xml))
    style.element.append(parse_xml(head.replace("<w:tblStylePr", f"<w:tblStylePr {nsdecls('w')}", 1)))


def _new(
    document: Document, name: str, size: float, colour: str = INK, *, bold: bool = False, before: float = 0,
    after: float = 0, based_on: str = "Normal",
) -> Any:  # fmt: skip
    from docx.enum.style import WD_STYLE_TYPE

    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[based_on]
    style.quick_style = True
    return _style(document, name, size, colour, bold=bold, before=before, after=after)


def _style(
    document: Document, name: str, size: float, colour: str = INK, *, bold: bool = False, before: float = 0,
    after: float = 0,
) -> Any:  # fmt: skip
    from docx.shared import Pt, RGBColor

    style: Any = document.styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.name = FONT
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _outline(style: Any, level: int) -> None:
    """Makes a style's paragraphs headings of this level (0 is the first), in the list of headings and when read out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(outline)


def _box(style: Any, edges: tuple[tuple[str, int, str, int], ...], shade: str = "") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    for edge, size, colour, space in edges:
        border = OxmlElement(f"w:{edge}")
        for key, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", colour)):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    properties = style.element.get_or_add_pPr()
    after = (
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )
    properties.insert_element_before(borders, *after)
    if shade:
        properties.insert_element_before(_shade(shade), *after[1:])


def _shade(colour: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fill = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        fill.set(qn(f"w:{key}"), value)
    return fill
