"""Two editions side by side."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.difference import between
from catalog.models import Edition
from catalog.views.finding import find_open
from core.components import Crumb


@login_not_required
@require_safe
def changes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What changed from another edition (`from`), unless said the one before it, to this one."""
    actor = request.actor  # type: ignore[attr-defined]
    found = find_open(pk, actor)
    others = Edition.objects.open_to(actor).exclude(pk=found.pk).select_related("jurisdiction")
    before = _asked(request.GET.get("from", ""), others) or found.former()
    context = {
        "title": _("What changed: %(edition)s") % {"edition": found},
        "crumbs": [Crumb(str(found), found.get_absolute_url()), Crumb(_("What changed"))],
        "edition": found,
        "before": before,
        "others": others.order_by("jurisdiction__code", "-effective_from"),
        "changes": between(before, found),
    }
    return render(request, "catalog/changes.html", context)


def _asked(key: str, others: QuerySet[Edition]) -> Edition | None:
    if not key:
        return None
    try:
        return others.get(pk=UUID(key))
    except (ValueError, Edition.DoesNotExist):
        raise Http404 from None
