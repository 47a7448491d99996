"""Papers that people hand in."""

from __future__ import annotations

PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def pdf(name: str) -> dict[str, object]:
    """A blank page."""
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": PAGE}


def picture(name: str) -> dict[str, object]:
    """The smallest picture."""
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": POINT}


def table(name: str, *lines: str) -> dict[str, object]:
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
