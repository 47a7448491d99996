"""Where a step leads to. A deputy may take steps of pages that they may not see: they are led to their worklist."""

from __future__ import annotations

import copy
from urllib.parse import urlsplit

from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse


def opened(request: HttpRequest, url: str) -> str:
    """That address where its page opens for whoever asks, else the worklist's."""
    return url if _opens(request, url) else reverse("portal:worklist")


def _opens(request: HttpRequest, url: str) -> bool:
    """By looking, since each page says for itself who sees it. Reads only, and uses up nothing that is to be said."""
    parts, trial = urlsplit(url), copy.copy(request)
    trial.method, trial.path, trial.path_info = "GET", parts.path, parts.path
    trial.GET = QueryDict(parts.query)  # type: ignore[assignment]
    trial._messages = default_storage(trial)  # type: ignore[attr-defined]
    trial.is_trial = True  # type: ignore[attr-defined]  # whoever writes down that somebody was there doesn't
    try:
        match = trial.resolver_match = resolve(parts.path)
        return match.func(trial, *match.args, **match.kwargs).status_code < 400
    except (Http404, PermissionDenied, Resolver404):
        return False
