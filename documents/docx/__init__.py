"""The same frozen page as a Word document, in the layout of official documents (GB/T 9704-2012).

`layout` holds the measures, `reading` the HTML as a tree, `writing` puts one into the other. A print template uses
few elements: headings, paragraphs, tables, `dl`, and the blocks of `layout/print.html`; others raise `Unknown`, so
that no word of a paper is left out in silence.
"""

from __future__ import annotations

import zipfile
from importlib.metadata import version
from io import BytesIO
from typing import Any

from documents import watermark
from documents.docx import layout, reading, writing

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_THE_SAME_DAY = (2014, 1, 1, 0, 0, 0)
"""The date of the parts inside: the same page gives the same bytes."""


def render(html: str) -> bytes:
    """The Word document of a complete HTML page."""
    page = reading.parse(html)
    document = layout.empty(reading.title(page))
    writing.write(page, document)
    watermark.put_on(document)
    return _packed(document)


def engine() -> str:
    """Name and version of what makes it."""
    return f"python-docx {version('python-docx')}"


def _packed(document: Any) -> bytes:
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as anew:
        for part in parts.infolist():
            anew.writestr(
                zipfile.ZipInfo(part.filename, _THE_SAME_DAY), parts.read(part), zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()
