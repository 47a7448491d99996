"""Papers that people hand in."""

from __future__ import annotations

from tests.pictures import PNG

PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def pdf(name: str) -> dict[str, object]:
    """A blank page."""
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": PAGE}


def picture(name: str) -> dict[str, object]:
    """The smallest picture."""
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": PNG}


def table(name: str, *lines: str) -> dict[str, object]:
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
