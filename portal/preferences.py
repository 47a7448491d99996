"""Language and size of text, kept in cookies.

They are chosen by plain links: pages for the public then need no form, no session and no CSRF cookie, and
may be cached. Being made to follow such a link changes how pages look and nothing else. Whoever is signed in
chooses the language by a form instead (`accounts.languages`), because their mail comes in it too.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core import cookies

TEXT_COOKIE = "text"
LARGE = "large"


def large_text(request: HttpRequest) -> bool:
    return request.COOKIES.get(TEXT_COOKIE) == LARGE


def link(back_to: str, **choice: str) -> str:
    """The address that makes a choice and comes back."""
    return f"{reverse('portal:preferences')}?{urlencode({**choice, 'next': back_to})}"


@require_safe
@login_not_required
def preferences(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(safe_next(request))
    language, text = request.GET.get("language"), request.GET.get("text")
    if language in dict(settings.LANGUAGES):
        cookies.keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    if text == LARGE:
        cookies.keep(response, TEXT_COOKIE, LARGE)
    elif text is not None:
        response.delete_cookie(TEXT_COOKIE)
    return response


def safe_next(request: HttpRequest) -> str:
    """Where the person came from, as long as that is a page of this portal."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("portal:home")
