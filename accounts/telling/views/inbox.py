"""One's own messages: unread or all, by kind; opening one leads to the very step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages as said
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Message
from accounts.telling import kinds
from accounts.telling.models import MessageQuerySet
from core.actor import Actor
from core.components import Crumb
from workflow.clock import legal_now

PER_PAGE = 50


@dataclass(frozen=True)
class Heap:
    """The messages of one kind, as the filter shows them."""

    name: str
    label: Any
    count: int


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """The unread ones first; all of them on a tab of their own."""
    own = Message.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    unread, everything = own.unread(), request.GET.get("show") == "all"
    kind = _chosen(request.GET.get("kind", ""))
    shown = _of_kind(own if everything else unread, kind)
    page = Paginator(shown.order_by("-made_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    fresh = set(unread.filter(pk__in=[row.pk for row in page]).values_list("pk", flat=True))
    for row in page:
        row.is_unread = row.pk in fresh
    context = {
        "title": _("Messages"),
        "crumbs": [Crumb(_("My account"), reverse("accounts:me")), Crumb(_("Messages"))],
        "page": page,
        "everything": everything,
        "kind": kind,
        "heaps": _heaps(own if everything else unread),
        "unread": unread.count(),
        "now": legal_now(),
    }
    return render(request, "accounts/messages.html", context)


def _chosen(name: str) -> str:
    """The kind that was asked for; what there is no such kind of is all of them."""
    return name if name in {kind.name for kind in kinds.all_kinds()} else ""


def _of_kind(rows: MessageQuerySet, kind: str) -> MessageQuerySet:
    return rows.filter(kind=kind) if kind else rows


def _heaps(rows: MessageQuerySet) -> list[Heap]:
    counted = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return [
        Heap(kind.name, kind.label, counted[kind.name]) for kind in kinds.all_kinds() if kind.name in counted
    ]


@require_safe
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open one: it is read, and leads to what it is about. Whoever acts for another organisation than the one that it
    is about is offered to switch, as on any page (`accounts.middleware`)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(Message.objects.visible_to(actor), pk=pk)
    if _is_told_elsewhere(found, request):
        raise Http404
    if request.method == "GET" and not getattr(request, "is_trial", False):
        Message.objects.filter(pk=found.pk, read_at=None).update(read_at=legal_now())
    if url_has_allowed_host_and_scheme(found.url, None):
        return HttpResponseRedirect(found.url)
    crumbs = [Crumb(_("Messages"), reverse("accounts:messages")), Crumb(found.title)]
    return render(
        request, "accounts/message.html", {"title": found.title, "crumbs": crumbs, "message": found}
    )


def _is_told_elsewhere(found: Message, request: HttpRequest) -> bool:
    """Whether another of the person's memberships is the one that it is about. Where that has ended, none is."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if found.organisation_id is None or actor.belongs_to(found.organisation_id):
        return False
    return found.organisation_id in {m.organisation_id for m in request.memberships}  # type: ignore[attr-defined]


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """All of them, or all of one kind."""
    kind = _chosen(request.POST.get("kind", ""))
    own = Message.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    rows = _of_kind(own.filter(read_at=None), kind)
    number = _of_kind(own.unread(), kind).count()
    rows.update(read_at=legal_now())
    text = ngettext("%(number)s message marked as read.", "%(number)s messages marked as read.", number)
    said.success(request, text % {"number": number})
    return HttpResponseRedirect(reverse("accounts:messages"))
