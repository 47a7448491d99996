"""What a browser keeps of a person's choices about how pages look."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse


def keep(response: HttpResponse, name: str, value: str) -> None:
    """For a year, out of reach of scripts."""
    age = settings.LANGUAGE_COOKIE_AGE
    response.set_cookie(name, value, max_age=age, samesite="Lax", secure=settings.PRODUCTION, httponly=True)
