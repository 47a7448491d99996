"""Measures, fonts and styles of GB/T 9704-2012, as Word names them.

The text block is 156 mm × 225 mm with 22 lines of 28 characters of size 3 (16 pt). No font is embedded: each is
named as official offices have it, with the system font that stands in for it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

BODY, HEAD, TITLE, KAI, SONG = "仿宋_GB2312", "黑体", "方正小标宋简体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
STAND_INS = {BODY: "仿宋", TITLE: "华文中宋", KAI: "楷体", HEAD: "SimHei", SONG: "SimSun"}
"""Official font → what Windows and WPS put in its place where it isn't installed."""
RED, GREY = RGBColor(0xA9, 0x2B, 0x1A), "555555"
LINE = Pt(28.95)
"""22 lines fill the text block's 225 mm."""
CLOSER = -5
"""Twentieths of a point between characters of size 3: so 28 of them stand in its 156 mm."""
WIDTH = Mm(156)
_LEFT, _CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
STYLES: dict[str, tuple[str, float, float, Any]] = {
    # name: font, size, line, alignment
    "Body": (
        BODY,
        16,
        28.95,
        _LEFT,
    ),  # 28 characters fill a line; justified, LibreOffice drops a full stop at its end
    "Small": (BODY, 12, 18, _LEFT),
    "Cell": (BODY, 12, 18, _LEFT),
    "Cell head": (HEAD, 11, 18, _LEFT),
    "Close cell": (BODY, 8.5, 13, _LEFT),
    "Close cell head": (HEAD, 8, 12, _LEFT),
    "Paper title": (TITLE, 22, 32, _CENTRE),
    "Letterhead": (TITLE, 26, 36, _CENTRE),
    "Number": (BODY, 16, 28.95, _CENTRE),
    "Level 1": (HEAD, 16, 28.95, _LEFT),
    "Level 2": (KAI, 16, 28.95, _LEFT),
    "Imprint": (BODY, 16, 28.95, _CENTRE),
    "Colophon": (BODY, 10.5, 16, _LEFT),
    "Mark": (BODY, 8, 11, _LEFT),
    "Page number": (SONG, 14, 18, _LEFT),
}


def empty(title: str) -> Any:
    """A document without text: page, styles, page numbers."""
    document = Document()
    _page(document.sections[0])
    _styles(document)
    _page_numbers(document)
    _font_table(document)
    _properties(document, title)
    return document


def indent(paragraph: Any, characters: float) -> None:
    """Indent the first line, in characters of the paragraph's own size."""
    size = paragraph.style.font.size
    paragraph.paragraph_format.first_line_indent = int(characters * size)
    found = paragraph._p.get_or_add_pPr().get_or_add_ind()
    found.set(qn("w:firstLineChars"), str(round(characters * 100)))


def rule_below(paragraph: Any, colour: str = "A92B1A", eighths: int = 16, space: int = 8) -> None:
    """A line below a paragraph: the red one that parts the head from the text."""
    _edge(paragraph, "bottom", eighths, space, colour)


def rule_above(paragraph: Any, colour: str = GREY) -> None:
    _edge(paragraph, "top", 4, 4, colour)


def _edge(paragraph: Any, side: str, eighths: int, space: int, colour: str) -> None:
    """Word wants the parts of a paragraph's properties in one order: borders come before spacing."""
    line = f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'
    edges = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    properties = paragraph._p.get_or_add_pPr()
    later = ("shd", "tabs", "suppressAutoHyphens", "snapToGrid", "spacing", "ind", "jc", "rPr")
    after = next((c for c in properties if c.tag in {qn(f"w:{name}") for name in later}), None)
    if after is None:
        properties.append(edges)
    else:
        after.addprevious(edges)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance, section.header_distance = Mm(25), Mm(12)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE.pt * 20)))
    section._sectPr.append(grid)


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _font(normal, BODY, 16)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    for name, (font, size, line, alignment) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, font, size)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
        form.alignment = alignment
        _off_the_grid(style)
        if size == 16:
            closer = OxmlElement("w:spacing")
            closer.set(qn("w:val"), str(CLOSER))
            style.element.get_or_add_rPr().find(qn("w:sz")).addprevious(closer)
    document.styles["Letterhead"].font.color.rgb = RED
    for name in ("Level 1", "Level 2", "Paper title"):
        document.styles[name].paragraph_format.keep_with_next = True


def _off_the_grid(style: Any) -> None:
    """Each style has its own exact line; LibreOffice would double those that are higher than the grid's."""
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(off)


def _font(style: Any, family: str, size: float) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), family)
    fonts.set(qn("w:hAnsi"), LATIN)


def _page_numbers(document: Any) -> None:
    """The number between dashes, at the outer edge, one character in: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = True  # the mark stands above the first page
    feet = (section.first_page_footer, "right"), (section.footer, "right"), (section.even_page_footer, "left")
    for footer, outer in feet:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Page number"]
        form = paragraph.paragraph_format
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if outer == "right" else _LEFT
        setattr(form, f"{outer}_indent", Pt(14))
        paragraph.add_run("— ")
        _field(paragraph.add_run(), "PAGE")
        paragraph.add_run(" —")


def _field(run: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _font_table(document: Any) -> None:
    """Which font to take where an official one isn't installed."""
    part = next(p for p in document.part.package.iter_parts() if str(p.partname).endswith("fontTable.xml"))
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in STAND_INS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    part._blob = f"{head}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


def _properties(document: Any, title: str) -> None:
    """Nothing about this machine or a person; the title is what a window shows."""
    said = document.core_properties
    said.title, said.author, said.last_modified_by, said.comments = title[:250], "", "", ""
    said.created = said.modified = datetime(2014, 1, 1)  # noqa: DTZ001  the same page gives the same bytes
    said.revision = 1
