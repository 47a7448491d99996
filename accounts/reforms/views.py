"""The public page of a unit, and the changes of units for those whom they concern."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import history
from accounts.models import Organisation, Part, Reform
from accounts.next_step import next_for
from accounts.policies import orders_unit
from accounts.reforms import passing, placing
from accounts.reforms.names import Names
from accounts.roles import OrganisationKind
from core.components import Crumb
from core.panels import collect
from workflow.availability import can_create
from workflow.clock import legal_now
from workflow.views import StepView


@require_safe
@login_not_required
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a unit is and was called, and who has taken its place: old links end here, not in nothing."""
    rows = Organisation._base_manager.select_related("jurisdiction", "successor")
    rows = rows.exclude(kind=OrganisationKind.PROVIDER)  # these have their page in the register
    unit = rows.filter(pk=pk).first()
    if unit is None:
        raise Http404
    done = Reform.objects.filter(state=Reform.State.IN_FORCE).select_related("organisation", "keeper")
    context = {
        "title": str(unit),
        "crumbs": [Crumb(_("Home"), reverse("portal:home")), Crumb(str(unit))],
        "unit": unit,
        "names": Names([unit.pk]).formerly(unit.pk),
        "changes": done.filter(organisation=unit),
        "joined": done.exclude(kind=Reform.Kind.RENAME).filter(heir_rows__organisation=unit),
    }
    return render(request, "accounts/organisation.html", context)


@require_safe
def reforms(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    offered = [(name, Reform.steps()[name].label) for name in ("rename", "merge", "split")]
    context = {
        "title": _("Changes of units"),
        "crumbs": [Crumb(_("My account"), reverse("accounts:me")), Crumb(_("Changes of units"))],
        "rows": Reform.objects.visible_to(actor).select_related("organisation", "keeper"),
        "ways": [
            (reverse(f"accounts:reform-{name}"), label)
            for name, label in offered
            if can_create(Reform, name, actor)
        ],
    }
    return render(request, "accounts/reforms.html", context)


@require_safe
def reform(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    rows = Reform.objects.visible_to(actor).select_related("organisation", "keeper", "proposer", "decider")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "crumbs": [Crumb(_("Changes of units"), reverse("accounts:reforms")), Crumb(str(found))],
        "row": found,
        "heirs": found.heirs(),
        "goes": _goes(found),
        "to_be_placed": placing.to_be_placed(actor.organisation_id)
        if orders_unit(actor) and actor.organisation_id in {heir.pk for heir in found.heirs()}
        else [],
        "papers": list(collect("reform_papers", found, actor)),
        "next": next_for([found], actor),
        "events": history.of_subjects([found]),
        "now": legal_now(),
    }
    return render(request, "accounts/reform.html", context)


def _goes(found: Reform) -> list[tuple[passing.Item, Any, list[Part]]]:
    """What is open in a unit that is to end, to which successor it goes, and what of it goes to others."""
    if not found.closes or found.state != Reform.State.PROPOSED:
        return []
    heirs, given = {heir.pk: heir for heir in found.heirs()}, found.heir_of()
    items = passing.items_of(found.organisation)
    only = found.keeper if found.kind == Reform.Kind.MERGE else None
    rows = [(item, heirs.get(given.get(item.id), only), found.parts_of(item.id)) for item in items]
    apart = [item for item in passing.apart_of(found.organisation) if item.id in given]
    return rows + [(item, heirs.get(given[item.id]), []) for item in apart]


class OfReform(StepView):
    """What is decided on stands above the form."""

    template_name = "accounts/step_reform.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        papers = list(collect("reform_papers", self.subject, self.actor))
        return super().get_context(form) | {"goes": _goes(self.subject), "papers": papers}


class ProposeView(StepView):
    """Which unit, may come with the address."""

    def get_initial(self) -> dict[str, Any]:
        return {"organisation": self.request.GET.get("organisation", "")}
