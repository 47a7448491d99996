"""Setting out for the identity service, coming back from it, and the pages of a link."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import confirming, second_factor
from accounts.identity import sessions, trips
from accounts.identity.faults import Fault, NotAsked, SomebodyElse, Unlinked
from accounts.identity.service import Service, needed
from accounts.identity.tokens import Shown
from accounts.identity.trips import Purpose, Trip
from accounts.models import Identity
from accounts.views.ways import safe_next
from core.components import Crumb
from workflow.confirming import address as confirm_address
from workflow.views import StepView

logger = logging.getLogger(__name__)


@require_POST
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    needed()
    if request.user.is_authenticated:
        return HttpResponseRedirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    return _set_out(request, Purpose.SIGN_IN)


@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Show at the service who one is there. Whether that is to be linked is asked afterwards, here."""
    return _set_out(request, Purpose.LINK)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    needed()
    if confirming_identity(request) is None:
        raise Http404
    return _set_out(request, Purpose.CONFIRM)


def confirming_identity(request: HttpRequest) -> Identity | None:
    """The identity by which the person confirms: the one through which they are signed in. Whoever has a second factor
    here confirms by that, unless the service asks for two itself: no confirmation is weaker than the account is kept.
    """
    pk = sessions.came_by(request.session)
    if pk is None or (second_factor.has_one(request.user) and not sessions.is_strong(request.session)):  # type: ignore[arg-type]
        return None
    return Identity.objects.linked().filter(pk=pk, user_id=request.user.pk).first()


def _set_out(request: HttpRequest, purpose: Purpose) -> HttpResponse:
    service, back_to = needed(), safe_next(request)
    try:
        return HttpResponseRedirect(trips.begin(request, service, purpose, back_to))
    except Fault as fault:
        return _told(request, fault, purpose, back_to)


@require_GET
@never_cache
@login_not_required
def back(request: HttpRequest) -> HttpResponse:
    """The answer of the service. It is looked at once, by the browser that has asked for it."""
    service = needed()
    try:
        trip = trips.returned(request)
    except NotAsked as fault:
        return _told(request, fault, None, "")
    try:
        shown = trips.shown(service, trip, request.GET.dict())
        return ENDS[Purpose(trip.purpose)](request, service, trip, shown)
    except Fault as fault:
        return _told(request, fault, Purpose(trip.purpose), trip.back_to)


def _signed_in(request: HttpRequest, service: Service, trip: Trip, shown: Shown) -> HttpResponse:
    """As after the right password: the second factor comes next, where the person has one."""
    identity = _known(shown)
    if identity is None:
        raise Unlinked
    wanted = trip.back_to if trip.back_to != "/" else resolve_url(settings.LOGIN_REDIRECT_URL)
    mark = {"identity": sessions.mark_of(identity, shown)}
    record_authentication(request, identity.user, method="identity")
    return perform_login(request, Login(user=identity.user, redirect_url=wanted, signal_kwargs=mark))


def _shown_to_link(request: HttpRequest, service: Service, trip: Trip, shown: Shown) -> HttpResponse:
    sessions.put_by(request.session, shown)
    return HttpResponseRedirect(reverse("accounts:identity-link"))


def _confirmed(request: HttpRequest, service: Service, trip: Trip, shown: Shown) -> HttpResponse:
    """Only by the very identity through which the session began: any other says nothing about this person."""
    identity = confirming_identity(request)
    if identity is None or (identity.issuer, identity.subject) != (shown.issuer, shown.subject):
        raise SomebodyElse
    confirming.confirm(request)
    said = _("Confirmed. For %(minutes)s minutes you won't be asked again.")
    messages.success(request, said % {"minutes": settings.CONFIRMED_MINUTES})
    return HttpResponseRedirect(trip.back_to)


ENDS = {Purpose.SIGN_IN: _signed_in, Purpose.LINK: _shown_to_link, Purpose.CONFIRM: _confirmed}


def _known(shown: Shown) -> Identity | None:
    rows = Identity.objects.linked().filter(issuer=shown.issuer, subject=shown.subject)
    return rows.select_related("user").first()


def _told(request: HttpRequest, fault: Fault, purpose: Purpose | None, back_to: str) -> HttpResponse:
    """Back to where one set out from, with what went wrong."""
    logger.warning(
        "identity service: %s: %s", type(fault).__name__, fault.detail.encode("unicode_escape").decode()
    )
    messages.error(request, str(fault.said))
    if purpose is Purpose.CONFIRM:
        return HttpResponseRedirect(confirm_address(back_to))
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("mfa_index"))
    wanted = f"?{urlencode({'next': back_to})}" if back_to not in {"", "/"} else ""
    return HttpResponseRedirect(reverse("accounts:sign_in") + wanted)


@method_decorator(never_cache, name="dispatch")
class LinkView(StepView):
    """Says whose identity it is, before it is linked with the account."""

    template_name = "accounts/identity_link.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked = request.method in {"GET", "HEAD", "POST"}
        if asked and sessions.waiting(request.session) is None:
            messages.warning(request, _("Sign in at the identity service first: it says who you are there."))
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)

    def way_back(self) -> Crumb:
        return Crumb(_("Signing in and devices"), reverse("mfa_index"))

    def get_subject(self) -> Any:
        return sessions.waiting(self.request.session)

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"identity": self.subject}

    def get_success_url(self, done: Any) -> str:
        sessions.no_longer_waits(self.request.session)
        return super().get_success_url(done)


class CutView(StepView):
    """Whoever cuts their own link has just confirmed: this session goes on, as it does with a new password."""

    def way_back(self) -> Crumb:
        if self.subject.user_id == self.actor.user_id:
            return Crumb(_("Signing in and devices"), reverse("mfa_index"))
        return Crumb(_("People and sections"), reverse("accounts:unit"))

    def get_success_url(self, done: Any) -> str:
        if done.subject.pk == sessions.came_by(self.request.session):
            sessions.forget(self.request.session)
        return self.way_back().url
