"""The register of purchasers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.roles import Role
from core.actor import Actor
from core.components import Crumb, Fact
from core.lists import ListPage
from documents.services import papers
from documents.showing import shown
from procurement.filters import ProfileFilter
from procurement.lifecycle.profile import FIELDS
from procurement.models import PurchaserProfile
from procurement.rules.purchasers import MARKS
from procurement.tables import ProfileTable
from workflow.availability import available
from workflow.views import StepView


class ProfileList(ListPage):
    filter_class = ProfileFilter
    table_class = ProfileTable
    title = _("Purchasers")
    bulk = "procurement.purchaserprofile"
    bulk_roles = (Role.REVIEWER, Role.FINANCE_HEAD)

    def get_rows(self, actor: Actor) -> QuerySet:
        rows = PurchaserProfile.objects.visible_to(actor)
        return rows.select_related("organisation__jurisdiction")


@require_safe
def profile(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = PurchaserProfile.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "profile": found,
        "crumbs": [Crumb(_("Purchasers"), reverse("procurement:purchaserprofile-list")), Crumb(str(found))],
        "steps": available(found, actor),
        "facts": facts_of(found),
        "papers": shown(papers(found, actor)),
    }
    return render(request, "procurement/profile.html", context)


def facts_of(found: PurchaserProfile) -> list[Fact]:
    """The kind, and the marks that it demands."""
    marks = [name for name, _text in MARKS[found.kind]]
    rows = [
        Fact(_("Unified social credit code"), found.organisation.code, number=True),
        Fact(_("Government level"), found.organisation.jurisdiction),
        Fact(_("Kind of purchaser"), found.get_kind_display()),
    ]
    rows += [Fact(PurchaserProfile._meta.get_field(n).verbose_name, _said(getattr(found, n))) for n in marks]
    return [*rows, Fact(_("Internal supervision rules"), found.internal_control)]


def _said(value: Any) -> Any:
    return {True: _("Yes"), False: _("No")}.get(value, value)


class ProfileStep(StepView):
    """Registering and correcting start from what is known."""

    def get_initial(self) -> dict[str, Any]:
        if self.step.first:
            return {"kind": PurchaserProfile.Kind.ADMINISTRATIVE}
        return {name: getattr(self.subject, name) for name in FIELDS}
