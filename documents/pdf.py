"""HTML to PDF. The renderer is imported late: a machine without Pango runs everything else."""

from __future__ import annotations

from typing import Any

FONT_SCHEME = "portal-font"


class Unavailable(RuntimeError):
    """This machine lacks what the renderer needs; the paper waits."""


def _renderer() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise Unavailable(
            "Pango is missing: run script/setup, or install libpango-1.0-0 and libpangoft2-1.0-0"
        ) from error
    return weasyprint


def engine() -> str:
    """Name and version of the renderer."""
    return f"WeasyPrint {_renderer().VERSION}"


def render(html: str, *, title: str = "") -> bytes:
    """The PDF of a complete HTML page. Nothing outside of it is fetched but the portal's own fonts."""
    return _renderer().HTML(string=html, url_fetcher=_fetcher()).write_pdf(pdf_variant="pdf/a-3a")


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"})
