"""The language in which a person is spoken to: their pages, and what is sent to them while they aren't here."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from core import cookies


def of(person: User) -> str:
    return person.language or settings.LANGUAGE_CODE


def keep(response: HttpResponse, person: User, language: str) -> None:
    """For the person, whatever device they use next, and for this browser."""
    person.language = language
    person.save(update_fields=["language"])
    cookies.keep(response, settings.LANGUAGE_COOKIE_NAME, language)


def follow(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """A browser on which nobody has chosen yet shows the pages as the person has chosen elsewhere."""
    if person.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        cookies.keep(response, settings.LANGUAGE_COOKIE_NAME, person.language)
