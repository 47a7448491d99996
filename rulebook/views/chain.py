"""The published heads of the event log, and how to check it."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.components import Crumb
from rulebook.models import LogExport
from rulebook.policies import auditor
from rulebook.views.rules import crumbs
from workflow import audit_export, verify_chain
from workflow.models import ChainHead

PER_PAGE = 24


@require_safe
@login_not_required
def chain(request: HttpRequest) -> HttpResponse:
    """Where the chain stood at each time. No count, no number: the growth of the log must tell nothing."""
    heads = ChainHead.objects.order_by("-id")
    context = {
        "title": _("Published heads of the event log"),
        "crumbs": crumbs(Crumb(_("Event log"))),
        "page": Paginator(heads, PER_PAGE).get_page(request.GET.get("page")),
        "latest": heads.first(),
        "may_export": auditor(request.actor),  # type: ignore[attr-defined]
        "exports": LogExport.objects.visible_to(request.actor)[:10],  # type: ignore[attr-defined]
    }
    return render(request, "rulebook/chain.html", context)


@require_safe
@login_not_required
def heads(request: HttpRequest) -> HttpResponse:
    """All published heads as a file, to be kept for a later check."""
    response = JsonResponse(audit_export.heads(), safe=False, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = 'attachment; filename="heads.json"'
    return response


@require_safe
@login_not_required
def verifier(request: HttpRequest) -> FileResponse:
    """The stand-alone program that checks an export. It needs nothing of this portal."""
    program = Path(verify_chain.__file__)
    return FileResponse(
        program.open("rb"), as_attachment=True, filename=program.name, content_type="text/x-python"
    )


@require_safe
def export(request: HttpRequest, pk: Any) -> HttpResponse:
    """An auditor's export, with its download."""
    found = get_object_or_404(LogExport.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    context = {
        "title": _("Export of the event log"),
        "crumbs": crumbs(Crumb(_("Event log"), reverse("rulebook:chain")), Crumb(_("Export"))),
        "export": found,
    }
    return render(request, "rulebook/export.html", context)


@require_safe
def download(request: HttpRequest, pk: Any) -> FileResponse:
    """Events, heads and the verifier in one archive."""
    found = get_object_or_404(LogExport.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    return FileResponse(
        _packed(found.last_seq), as_attachment=True, filename="event-log.zip", content_type="application/zip"
    )


def _packed(last_seq: int) -> Any:
    """A temporary file, which the response closes when it has been sent."""
    file, hashes = tempfile.SpooledTemporaryFile(max_size=1 << 20), set()  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("events.jsonl", "w") as events:
            for link in audit_export.links():
                if link["seq"] > last_seq:
                    break
                hashes.add(link["hash"])
                events.write((json.dumps(link, ensure_ascii=False) + "\n").encode())
        within = [head for head in audit_export.heads() if head["hash"] in hashes]
        archive.writestr("heads.json", json.dumps(within, ensure_ascii=False, indent=1))
        archive.write(verify_chain.__file__, "verify_chain.py")
    file.seek(0)
    return file
