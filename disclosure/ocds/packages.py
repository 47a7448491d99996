"""Release packages: stored releases with who publishes them and under which terms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from disclosure.ocds.frame import stamp

PUBLISHER = "长春市财政局"
EXTENSIONS: tuple[str, ...] = ()


def package(releases: Sequence[Any], address: str, published_at: datetime) -> dict[str, Any]:
    """A release package at an address. `version` is required by the standard."""
    made: dict[str, Any] = {
        "uri": address,
        "version": "1.1",
        "publishedDate": stamp(published_at),
        "publisher": {"name": PUBLISHER, "uri": settings.PUBLIC_URL},
        "publicationPolicy": settings.PUBLIC_URL + reverse("disclosure:data"),
        "releases": list(releases),
    }
    if EXTENSIONS:
        made["extensions"] = list(EXTENSIONS)
    return made
