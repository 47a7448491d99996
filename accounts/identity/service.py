"""The identity service as the settings name it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language


@dataclass(frozen=True)
class Service:
    """Whom the portal asks who somebody is, and as what it is known there."""

    issuer: str
    client_id: str
    client_secret: str
    label: str
    label_en: str
    claim: str
    """Which of its claims names a person for good."""
    scopes: list[str]
    acr: list[str]
    """Levels of assurance at which it has asked for two factors; where one is named, nothing less counts."""
    origins: list[str]

    def __str__(self) -> str:
        return self.label_en if (get_language() or "").startswith("en") else self.label

    @property
    def redirect_uri(self) -> str:
        """Where its answers go: never what a request says of its own host."""
        return urljoin(settings.PUBLIC_URL, reverse("accounts:identity_back"))


def offered() -> Service | None:
    return Service(**settings.OIDC) if settings.OIDC else None


def needed() -> Service:
    """For pages that there are only where the portal has such a service."""
    found = offered()
    if found is None:
        raise Http404
    return found
