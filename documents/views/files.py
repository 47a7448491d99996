"""Serving files: only after the same check as the page of what they belong to."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents import reading
from documents.models import StoredFile

SANDBOX = "sandbox; default-src 'none'"


@login_not_required
@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The bytes of a file. What the actor may not read is exactly as absent as what doesn't exist."""
    try:
        found = reading.readable(pk, request.actor)  # type: ignore[attr-defined]
    except reading.Waits:
        waiting = render(
            request, "documents/waiting.html", {"title": _("The PDF is being prepared")}, status=503
        )
        waiting.headers["Retry-After"] = "60"
        return waiting
    return _served(found)


@login_not_required
@require_safe
def word(request: HttpRequest, pk: UUID) -> FileResponse:
    """The Word document of a paper, for whoever may read the paper."""
    return _served(reading.readable_word(pk, request.actor))  # type: ignore[attr-defined]


@login_not_required
@require_safe
def sealed(request: HttpRequest, pk: UUID) -> FileResponse:
    """The PDF with the unit's seal, for whoever may read the paper."""
    return _served(reading.readable_sealed(pk, request.actor))  # type: ignore[attr-defined]


def _served(found: StoredFile | None) -> FileResponse:
    if found is None or not found.path.is_file():  # bytes may have been erased
        raise Http404
    inline = found.media_type == "application/pdf"
    response = FileResponse(
        found.path.open("rb"), as_attachment=not inline, filename=found.name, content_type=found.media_type
    )
    response["Content-Length"] = str(found.size)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
