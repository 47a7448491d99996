"""HTML to PDF/A-3a, tagged, with the portal's own fonts, fetching nothing from anywhere.

The renderer is imported late: a machine without Pango runs everything else, and papers wait until it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

from documents import watermark

SCHEME = "portal-font"
FONTS = {
    ("Noto Serif SC", 400): "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    ("Noto Serif SC", 700): "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    ("Noto Sans SC", 400): "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    ("Noto Sans SC", 700): "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
}
"""Family and weight → file below `node_modules/@expo-google-fonts/`. They hold all of GB 2312 and rare names."""
_one_at_a_time = Lock()


class Unavailable(RuntimeError):
    """This machine lacks what the renderer needs; the paper waits."""


class Forbidden(ValueError):
    """Something was asked for that is neither one of the portal's own fonts nor part of the page itself."""


def render(html: str) -> bytes:
    """The PDF of a complete HTML page; the same page gives the same bytes. Raises `Unavailable`."""
    with _one_at_a_time:
        renderer, fonts, faces = _prepared()
        page = renderer.HTML(string=html, base_url=None, url_fetcher=_fetcher())
        laid_over = renderer.CSS(string=watermark.rules(), font_config=fonts, url_fetcher=_fetcher())
        return page.write_pdf(stylesheets=[faces, laid_over], font_config=fonts, pdf_variant="pdf/a-3a")


def engine() -> str:
    """Name and version of the renderer."""
    return f"WeasyPrint {_renderer().__version__}"


def is_available() -> bool:
    """Whether PDFs can be made here."""
    try:
        _prepared()
    except Unavailable:
        return False
    return True


@cache
def _renderer() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise Unavailable(
            "Pango is missing. Run script/setup, or install libpango-1.0-0, libpangoft2-1.0-0 "
            "and libharfbuzz-subset0."
        ) from error
    return weasyprint


@cache
def _prepared() -> tuple[Any, Any, Any]:
    """The renderer with its fonts: read once for each process (a quarter of a second)."""
    renderer = _renderer()
    if missing := [str(path) for path in _files().values() if not path.is_file()]:
        raise Unavailable(f"Fonts are missing. Run script/setup. {missing[0]}")
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = renderer.CSS(string=_font_faces(), font_config=fonts, url_fetcher=_fetcher())
    return renderer, fonts, faces


def font_file(family: str, weight: int) -> Path:
    """Where a font of the portal lies."""
    return Path(settings.NPM_ROOT) / "@expo-google-fonts" / FONTS[family, weight]


def _files() -> Mapping[str, Path]:
    """Address → file of each font."""
    return {f"{SCHEME}:{Path(name).stem}": font_file(*face) for face, name in FONTS.items()}


def _font_faces() -> str:
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("{SCHEME}:{Path(name).stem}")}}'
        for (family, weight), name in FONTS.items()
    )


@cache
def _fetcher() -> Any:
    """Answers for the portal's own fonts and for `data:` (QR codes), and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFontsOnly(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            file = _files().get(url)
            if file is None:
                raise Forbidden(f"not fetched: {url[:100]}")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "font/ttf"})

    return OwnFontsOnly(allowed_protocols={"data"}, allow_redirects=False)
