"""The shelf, a document's page, and what districts have issued under a policy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from core.actor import Actor
from core.components import Crumb
from core.lists import ListPage
from disclosure import services as disclosure
from disclosure.previewing import Preview
from disclosure.views.publishing import PublishView
from documents.services import papers
from documents.showing import shown
from library import checklist
from library.filters import PolicyFilter
from library.kinds import Kind
from library.lifecycle import ENTERED
from library.models import Policy
from library.notices.policy import preview_of
from library.policies import enters, watches_below
from library.tables import PolicyTable
from workflow.availability import available
from workflow.clock import legal_date, legal_now
from workflow.views import StepView


def crumbs(*more: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Home"), reverse("portal:home")),
        Crumb(_("Policy library"), reverse("library:policies")),
        *more,
    ]


@method_decorator(login_not_required, name="dispatch")
class PolicyList(ListPage):
    """For everybody; a finance department also finds its own entries that wait."""

    filter_class = PolicyFilter
    table_class = PolicyTable
    template_name = "library/policies.html"
    title = gettext_lazy("Policy library")

    def get_rows(self, actor: Actor) -> QuerySet:
        rows = Policy.objects.as_told_to(actor).exclude(state=Policy.State.DISCARDED)
        return rows.select_related("jurisdiction")

    def get_crumbs(self) -> list[Crumb]:
        return [*crumbs()[:-1], Crumb(_("Policy library"))]

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        return {"may_enter": enters(self.actor), "may_watch": watches_below(self.actor)}


@require_safe
@login_not_required
def policy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document: its dates, its text, what it stands under and what stands under it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Policy.objects.as_told_to(actor).select_related("jurisdiction", "publisher")
    found = get_object_or_404(rows, pk=pk)
    told, beside = found.told, Policy.objects.as_told_to(actor).select_related("jurisdiction")
    below = list(beside.public().filter(parent=found).order_by("signed_on"))
    insider = actor.belongs_to(found.publisher_id)
    context = {
        "title": told.title,
        "crumbs": crumbs(Crumb(told.number or told.title)),
        "subject": found,
        "told": told,
        "parent": beside.filter(pk=found.parent_id).first() if told.parent_id else None,
        "replaced": beside.filter(pk=found.replaces_id).first() if told.replaces_id else None,
        "successor": beside.public().filter(replaces=found).first(),
        "options": available(found, actor) if actor.is_user else [],
        "carried_out": [row for row in below if row.kind != Kind.INTERPRETATION],
        "interpretations": [row for row in below if row.kind == Kind.INTERPRETATION],
        "papers": shown(paper for paper in papers(found, actor) if found.may_read_paper(actor, paper)),
        "notices": disclosure.notices_of(found),
        "events": of_subjects([found]) if insider else [],
        "sees_copy": found.copy_is_seen_by(actor),
        "insider": insider,
        "today": legal_date(),
        "now": legal_now(),
    }
    return render(request, "library/policy.html", context)


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """Under one policy: which district has issued its rules, which has sent its copy, which is missing."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not watches_below(actor):
        raise PermissionDenied
    found = checklist.choices(actor.jurisdiction or "")
    asked = request.GET.get("policy", "")
    chosen = next((row for row in found if str(row.pk) == asked), found[-1] if found else None)
    context = {
        "title": _("Districts' implementing rules"),
        "crumbs": crumbs(Crumb(_("Districts' implementing rules"))),
        "policies": found,
        "chosen": chosen,
        "checklist": checklist.of(chosen) if chosen else None,
    }
    return render(request, "library/districts.html", context)


class EnterView(StepView):
    """`?parent=`: it comes from the page of the document that is carried out or explained."""

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("parent", "")
        parent = next((row for row in Policy.objects.public() if str(row.pk) == asked), None)
        return {"parent": parent.pk, "kind": Kind.RULES} if parent else {}


class ReviseView(StepView):
    """What was entered stands in the form."""

    def get_initial(self) -> dict[str, Any]:
        relations = {"parent", "replaces"}
        return {name: getattr(self.subject, f"{name}_id" if name in relations else name) for name in ENTERED}


class ShelveView(PublishView):
    """Whoever releases a document reads it first, with its dates and what it replaces."""

    def notice(self) -> Preview:
        return preview_of(self.subject)


class RepealView(StepView):
    def get_initial(self) -> dict[str, Any]:
        return {"repealed_on": legal_date()}
