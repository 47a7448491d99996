"""What `manage.py check --deploy` says about this machine."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from documents import pdf


@register("documents", deploy=True)
def renderer_is_there(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """PDFs need Pango and the fonts; without them papers wait."""
    try:
        pdf.engine()
    except pdf.Unavailable as reason:
        return [Warning(f"PDFs can't be made here; papers will wait. {reason}", id="documents.W001")]
    return []
