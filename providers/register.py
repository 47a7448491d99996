"""The public register: for each provider the latest notice about its standing, and the grades it earned."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from disclosure.models import Notice
from disclosure.rendering import Reader
from providers.models import EXPIRED, EXPIRED_LABEL, Provider, has_run_out

ENTRY, GRADE, AWARD, SUPERVISION = "AN-19", "AN-17", "AN-07", "AN-20"


def entries() -> QuerySet[Notice]:
    """The entry of every provider as it stands now."""
    latest = (
        Notice.objects.filter(kind=ENTRY)
        .order_by("subject_id", "-published_at", "-number")
        .distinct("subject_id")
    )
    return Notice.objects.filter(pk__in=latest.values("pk")).defer("html", "layout", "release")


def entry_of(provider_id: UUID) -> Notice | None:
    return entries().filter(subject_id=provider_id).first()


def row_of(notice: Notice) -> dict[str, Any]:
    """What the entry says, in the reader's language."""
    return Reader(notice.language()).values(notice.payload)["providers"][0]


def standing_of(notice: Notice, day: date) -> str:
    """The state that the entry names, or `EXPIRED` where its term is over since."""
    state, until = notice.payload["entry"]["state"], notice.payload["providers"][0].get("valid_until")
    is_over = state == Provider.State.APPROVED and has_run_out(
        date.fromisoformat(until) if until else None, day
    )
    return EXPIRED if is_over else state


def status_of(notice: Notice, day: date) -> str:
    """How the provider stands, in a word of the reader's language."""
    return str(EXPIRED_LABEL) if standing_of(notice, day) == EXPIRED else row_of(notice)["status"]


def told_of(notice: Notice, *kinds: str) -> QuerySet[Notice]:
    """What else was published about that provider, latest first."""
    about = Notice.objects.filter(kind__in=kinds, provider_ids__overlap=notice.provider_ids)
    return about.with_titles().defer("html", "layout", "release").order_by("-published_at")
