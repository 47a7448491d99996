"""Prints the texts of the QR codes on a picture or PDF as JSON. Runs alone: `python -I reader.py <file>`."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MEMORY, SECONDS = 2 << 30, 15
MOST_PAGES, DOTS_PER_INCH = 20, 200
MOST_PIXELS = 40_000_000
ENLARGED, ENLARGED_PAGES = (1.5, 3.0, 2.0), 4
"""Where no page shows a code, the first pages are read again at that many times their size, until one does: a
copier's 150 dots to the inch leave two or three to a square of the code, and whether they fall well is chance."""


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    found = codes_on(pictures(path))
    for times in ENLARGED:
        found = found or codes_on(enlarged(page, times) for page in islice(pictures(path), ENLARGED_PAGES))
    sys.stdout.write(json.dumps(found))


def codes_on(pages: Iterable[Image]) -> list[str]:
    """Each text once, in the order of the pages."""
    import zxingcpp  # after the limits: it reads what strangers send

    kind = zxingcpp.barcode_formats_from_str("QRCode")
    found = (zxingcpp.read_barcodes(page, formats=kind) for page in pages)
    return list(dict.fromkeys(code.text for codes in found for code in codes))


def enlarged(picture: Image, times: float) -> Image:
    """The picture that many times as large, as far as the memory allows."""
    most = (MOST_PIXELS / (picture.width * picture.height)) ** 0.5
    if most <= 1:
        return picture
    by = min(times, most)
    return picture.resize((round(picture.width * by), round(picture.height * by)))


def pictures(path: str) -> Iterator[Image]:
    """Each page as a grey picture; of a long PDF the first pages, where the mark stands, and the last ones."""
    with open(path, "rb") as file:
        is_pdf = file.read(5) == b"%PDF-"
    if is_pdf:
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        half = MOST_PAGES // 2
        for index in sorted({*range(len(document))[:half], *range(len(document))[-half:]}):
            page = document[index]
            width, height = page.get_size()
            scale = min(DOTS_PER_INCH / 72, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
            yield page.render(scale=scale, grayscale=True).to_pil()
        return
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = 2 * 100_000_000
    with Image.open(path) as picture:
        picture.draft("L", (4000, 4000))
        picture.thumbnail((6000, 6000))
        yield picture.convert("L")


if __name__ == "__main__":
    main(sys.argv[1])
