"""What lies over every paper of the practice area, so that none is ever taken for a real one.

Papers are frozen without it: it is laid on when their files are made.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

WORDS = "练习用纸 无效"
"""Practice paper, void. In Chinese whatever the paper's language: so it can't be taken for a part of the text."""
_PALE = RGBColor(0xC9, 0x7C, 0x70)
_OVER_EACH_PAGE = f"""
body::after {{
  content: "{WORDS}"; position: fixed; top: 90mm; left: -30mm; width: 216mm; transform: rotate(-32deg);
  font: 700 58pt/1 "Noto Sans SC"; letter-spacing: 4pt; text-align: center; text-indent: 0; white-space: nowrap;
  color: rgba(169, 43, 26, .14);
}}
"""


def rules() -> str:
    """CSS for the PDF; nothing outside of the practice area."""
    return _OVER_EACH_PAGE if settings.PRACTICE else ""


def put_on(document: Any) -> None:
    """Into the heads of a Word document, of the first, odd and even pages."""
    if not settings.PRACTICE:
        return
    section = document.sections[0]
    for header in (section.first_page_header, section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(WORDS)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(26), _PALE
