"""The demonstration's mailbox: what the portal would have sent, to whom, and when."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import MailboxMessage, User
from core.components import Crumb
from portal.demonstration import demonstration_only
from workflow.clock import legal_now

PER_PAGE = 50


@require_safe
@demonstration_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """All messages, or those of one person."""
    person = _person(request.GET.get("to", ""))
    found = MailboxMessage.objects.select_related("user").order_by("-sent_at", "pk")
    if person:
        found = found.filter(user=person)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Mailbox"),
        "page": page,
        "person": person,
        "people": _addressees(),
        "now": legal_now(),
    }
    return render(request, "portal/mailbox.html", context)


@require_safe
@demonstration_only
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(MailboxMessage.objects.select_related("user"), pk=pk)
    crumbs = [Crumb(_("Mailbox"), "/mailbox/"), Crumb(found.subject)]
    context = {"title": found.subject, "crumbs": crumbs, "message": found}
    return render(request, "portal/message.html", context)


def _person(username: str) -> User | None:
    if not username:
        return None
    if "\x00" in username:
        raise Http404
    return get_object_or_404(User, username=username)


def _addressees() -> QuerySet[User]:
    """Everybody who has got something."""
    told = MailboxMessage.objects.filter(user__isnull=False).values("user_id")
    return User.objects.filter(pk__in=told).order_by("username")
