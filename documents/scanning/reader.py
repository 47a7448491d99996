"""Prints the texts of the QR codes on a picture or PDF as JSON. Runs alone: `python -I reader.py <file>`."""

import json
import resource
import sys
from collections.abc import Iterator

MEMORY, SECONDS = 2 << 30, 15
MOST_PAGES, DOTS_PER_INCH = 20, 200
MOST_PIXELS = 40_000_000


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    import zxingcpp  # after the limits: it reads what strangers send

    found: list[str] = []
    for picture in pictures(path):
        codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.barcode_formats_from_str("QRCode"))
        found += [code.text for code in codes if code.text not in found]
    sys.stdout.write(json.dumps(found))


def pictures(path: str) -> Iterator[object]:
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
