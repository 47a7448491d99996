"""Survey links on paper: a QR code, the address and the code to type, as small cards to cut apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse

from evaluation import secrets


@dataclass(frozen=True)
class Card:
    """One card: the link, the code in groups, and the picture of the link (an SVG as data address)."""

    number: int
    url: str
    code: str
    picture: str


def cards(issued: Iterable[str]) -> list[Card]:
    """A card for each secret, in the order of issue. The address is the portal's own, never a request's host."""
    return [_card(number, secret) for number, secret in enumerate(issued, 1)]


def _card(number: int, secret: str) -> Card:
    url = settings.PUBLIC_URL + reverse("evaluation:survey", args=[secret])
    picture = segno.make(url, error="m").svg_data_uri(scale=3, border=2)
    return Card(number, url, secrets.grouped(secret), picture)


def entry_address() -> str:
    """Where a code can be typed."""
    return settings.PUBLIC_URL + reverse("evaluation:survey-entry")
