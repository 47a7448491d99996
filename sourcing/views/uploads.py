"""Receiving a sealed envelope in pieces: HEAD says where to go on, PUT adds a piece there."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sourcing import uploads
from sourcing.models import Upload
from sourcing.policies import bids_for_a_provider
from sourcing.uploads import UploadError
from sourcing.views.common import actor_of, tender_or_404, visible_or_404
from workflow.clock import legal_now

NUMBER = re.compile(r"[0-9]{1,12}\Z")
DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make room for an envelope. The answer names the address for its pieces and the version it is bound to."""
    if not bids_for_a_provider(actor_of(request)):
        raise Http404
    tender = tender_or_404(request, pk)
    size = request.POST.get("size", "")
    if not NUMBER.match(size):
        return JsonResponse({"error": "size"}, status=400)
    try:
        upload = uploads.begin(tender, actor_of(request), int(size))
    except UploadError as error:
        return refuse(error)
    address = reverse("sourcing:upload", args=[upload.token])
    return JsonResponse({"address": address, "token": upload.token, "version": upload.version}, status=201)


@require_http_methods(["HEAD", "PUT"])
def piece(request: HttpRequest, token: str) -> HttpResponse:
    """HEAD: `Upload-Offset` says how much is safe. PUT: one piece with `Upload-Offset` and `Content-Sha256`."""
    actor = actor_of(request)
    upload: Upload = visible_or_404(Upload.objects.visible_to(actor), token=token, user_id=actor.user_id)
    if request.method == "HEAD":
        return answer(upload, 200)
    offset, digest = request.headers.get("Upload-Offset", ""), request.headers.get("Content-Sha256", "")
    if not NUMBER.match(offset) or not DIGEST.match(digest):
        return JsonResponse({"error": "headers"}, status=400)
    content = request.read(uploads.LARGEST_PIECE + 1)
    if len(content) > uploads.LARGEST_PIECE:
        return JsonResponse({"error": "piece"}, status=413)
    try:
        return answer(uploads.append(upload, int(offset), content, digest), 200)
    except UploadError as error:
        return refuse(error)


def answer(upload: Upload, status: int) -> HttpResponse:
    response = JsonResponse({"received": upload.received, "digest": upload.digest}, status=status)
    response["Upload-Offset"], response["Upload-Length"] = str(upload.received), str(upload.size)
    response["Cache-Control"] = "no-store"
    return response


def refuse(error: UploadError) -> HttpResponse:
    response = JsonResponse({"error": str(error.text)}, status=error.status)
    if error.offset is not None:
        response["Upload-Offset"] = str(error.offset)
    return response


@require_safe
def clock(request: HttpRequest) -> JsonResponse:
    """The legal time, for countdowns to set themselves right."""
    response = JsonResponse({"now": legal_now().timestamp()})
    response["Cache-Control"] = "no-store"
    return response
