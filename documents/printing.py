"""A page printed on the spot, for whoever looks at it: nothing is kept, unlike a paper (`services.request_pdf`)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.excel import PRACTICE
from documents import pdf


def printed(name: str, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The PDF of a template that extends `layout/print.html`, in the reader's language, to be saved as `name`.pdf."""
    language = "en" if (get_language() or "").startswith("en") else "zh-Hans"
    try:
        content = pdf.render(render_to_string(template, {**context, "language": language}))
    except pdf.Unavailable:
        text = _("PDFs can't be made here just now. Take the workbook, or try again later.")
        return HttpResponse(
            text, content_type="text/plain; charset=utf-8", status=HTTPStatus.SERVICE_UNAVAILABLE
        )
    named = f"{PRACTICE} {name}" if settings.PRACTICE else name
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(named)}.pdf"
    return answer
