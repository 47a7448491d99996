"""A provider's own page, its registration, and the regulator's list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from accounts.next_step import Next, next_for
from accounts.roles import Role
from core.actor import Actor
from core.components import Crumb, Fact
from core.lists import ListPage
from corrections.services import on_page
from documents.services import papers
from documents.showing import shown
from providers.filters import ProviderFilter
from providers.kinds import conditions_on
from providers.lifecycle import PARTICULARS
from providers.models import Provider
from providers.policies import of_a_provider
from providers.rules import renewal_lies_ahead
from providers.tables import ProviderTable
from workflow.clock import legal_date, legal_now
from workflow.views import StepView

RENEWAL = "ask_renewal"


class ProviderList(ListPage):
    filter_class = ProviderFilter
    table_class = ProviderTable
    title = gettext_lazy("Providers")
    bulk = "providers.provider"
    bulk_roles = (Role.REGULATOR,)

    def get_rows(self, actor: Actor) -> QuerySet:
        return Provider.objects.visible_to(actor).select_related("organisation")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A provider's people are led to their own page, or to the registration."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not of_a_provider(actor):
        raise PermissionDenied
    found = Provider.objects.visible_to(actor).filter(organisation_id=actor.organisation_id).first()
    return HttpResponseRedirect(found.get_absolute_url() if found else reverse("providers:provider-register"))


@require_safe
def provider(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = (
        Provider.objects.visible_to(actor).filter(pk=pk).select_related("organisation", "regulator").first()
    )
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "crumbs": [Crumb(_("Providers"), reverse("providers:providers")), Crumb(str(found))],
        "provider": found,
        "standing": found.shown_standing(),
        "expired": found.has_run_out_on(legal_date()),
        "now": legal_now(),
        "next": next_of(found, actor),
        "facts": facts_of(found),
        "conditions": conditions_of(found),
        "papers": shown(papers(found, actor)),
        "performance": found.performance.all(),
        "events": of_subjects([found]),
        "corrections": on_page([found], actor),
        "is_public": found.approved_at is not None,
    }
    return render(request, "providers/provider.html", context)


def next_of(found: Provider, actor: Actor) -> Next:
    """What can be done. A renewal years ahead is no next step: the page says from when on it is one."""
    following, ahead = next_for([found], actor), renewal_lies_ahead(found, legal_date())
    if not ahead:
        return following
    if following.first and following.first.step.name == RENEWAL:
        following.first = None
    following.others = [option for option in following.others if option.step.name != RENEWAL]
    following.standing = [ahead] if found.state == Provider.State.APPROVED else []
    return following


def facts_of(found: Provider) -> list[Fact]:
    rows = [
        Fact(_("Unified social credit code"), found.organisation.code, number=True),
        Fact(_("Kind"), found.get_kind_display()),
        Fact(_("Registration authority"), found.get_authority_display()),
        Fact(_("Registration number"), found.registration_number, number=True),
        Fact(_("Legal representative"), found.legal_representative),
        Fact(_("Telephone"), found.organisation.phone or "—", number=True),
        Fact(pgettext("notice", "Address"), found.organisation.address or "—"),
        Fact(_("Authority that decides"), found.regulator),
    ]
    if found.institution_class:
        rows.insert(2, Fact(_("Class of public institution"), found.get_institution_class_display()))
    if found.basis:
        rows.append(Fact(_("Basis of the decision"), found.basis))
    return rows


def conditions_of(found: Provider) -> list[dict[str, Any]]:
    """Each condition with its latest proof, and whether that still holds."""
    today = legal_date()
    latest = {e.condition: e for e in found.evidence.order_by("added_at")}
    rows = []
    for condition in conditions_on(today):
        proof = latest.get(condition)
        lapsed = bool(proof and proof.valid_until and proof.valid_until < today)
        rows.append({"condition": condition, "label": condition.label, "proof": proof, "lapsed": lapsed})
    return rows


class RegistrationView(StepView):
    """Registering starts from what is known; handing in again from what was handed in."""

    draft = True

    def get_initial(self) -> dict[str, Any]:
        if self.step.first:
            return {"registration_number": ""}
        return {name: getattr(self.subject, name) for name in PARTICULARS}
