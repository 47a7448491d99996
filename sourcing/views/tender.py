"""Tenders: the list, a tender's own page, the long form of its document, and the opening record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.next_step import Next, next_for
from accounts.roles import OrganisationKind
from core.actor import Actor
from core.components import Crumb
from core.lists import ListPage
from documents.services import may_read
from procurement.models import Project, Requirement
from sourcing import document as tender_document
from sourcing import presenting
from sourcing.filters import TenderFilter
from sourcing.lifecycle.lists import FIELDS
from sourcing.models import PriceInquiry, Tender
from sourcing.models.turns import Turn
from sourcing.policies import bids_for_a_provider
from sourcing.rules.plan import departures
from sourcing.tables import TenderTable
from sourcing.views.common import actor_of, crumbs, tender_or_404
from workflow.availability import can_create, offer
from workflow.clock import legal_now
from workflow.views import StepView

OVER = (Tender.State.FAILED, Tender.State.CANCELLED)


class TenderList(ListPage):
    filter_class = TenderFilter
    table_class = TenderTable
    template_name = "sourcing/tenders.html"
    title = _("Tenders")

    def get_rows(self, actor: Actor) -> QuerySet:
        return Tender.objects.visible_to(actor).select_related("purchaser")

    def get_table(self, rows: QuerySet) -> TenderTable:
        own = self.actor.organisation_kind == OrganisationKind.PURCHASER
        return TenderTable(rows, exclude=("purchaser",) if own else ())

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        return {"may_draft": can_create(Tender, "draft", self.actor)}


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, tender = actor_of(request), tender_or_404(request, pk)
    following = next_on(tender, actor)
    context = {
        "title": tender.title,
        "crumbs": crumbs(tender),
        "tender": tender,
        "now": legal_now(),
        "next": following,
        "may_bid": bool(bids_for_a_provider(actor)),
        **presenting.of_tender(tender, actor),
    }
    return render(request, "sourcing/tender.html", context)


def next_on(tender: Tender, actor: Actor) -> Next:
    """What the reader can do next with the tender; while it is a draft, with the requirement on which it rests too."""
    own: list[Any] = [tender, *PriceInquiry.objects.visible_to(actor).filter(tender=tender)]
    turn = tender.turn if tender.state == Tender.State.DRAFT else None
    resting = Requirement.objects.visible_to(actor).filter(project=tender.project_id)
    below = list(resting) if turn is Turn.REQUIREMENT else []
    to_write = turn is Turn.WRITE and offer(Requirement(project=tender.project), "write", actor)
    following = next_for([*own, *below], actor, [to_write] if to_write else [])
    following.others = [o for o in following.others if o.step.first or o.subject in own]
    following.over = tender.state in OVER
    return following


@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The way from the notice to the document: to the paper, or to the tender's page until it may be had."""
    tender = tender_or_404(request, pk)
    paper = tender_document.of(tender)
    if paper is not None and may_read(tender, actor_of(request), paper):
        return redirect(paper)
    return redirect(tender)


@require_safe
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The opening record: names, prices and digests of all, for all who took part or supervise."""
    tender = tender_or_404(request, pk)
    if not presenting.may_see_record(tender, actor_of(request)):
        raise Http404
    context = {
        "title": _("Opening record"),
        "crumbs": crumbs(tender, Crumb(_("Opening record"))),
        "tender": tender,
        "record": tender.opening_record,
        "rows": presenting.record_rows(tender.opening_record.body, actor_of(request)),
    }
    return render(request, "sourcing/record.html", context)


class DraftView(StepView):
    """A new tender, begun from a granted project where its page led here."""

    template_name = "sourcing/draft.html"

    def get_initial(self) -> dict[str, Any]:
        project = self.project()
        if project is None:
            return {"criteria": [{"kind": "price"}], "papers": []}
        return presenting.first_draft(project) | {"project": project.pk}

    def born_within(self) -> Project | None:
        return self.project()

    def project(self) -> Project | None:
        try:
            wanted = UUID(self.request.GET.get("project", ""))
        except ValueError:
            return None
        own = Project.objects.visible_to(self.actor).filter(purchaser_id=self.actor.organisation_id)
        return own.filter(pk=wanted, state="granted").first()


class ReviseView(StepView):
    """The draft as it stands, and in what it departs from the requirement."""

    template_name = "sourcing/revise.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"departures": departures(self.subject)}

    def get_initial(self) -> dict[str, Any]:
        tender: Tender = self.subject
        values = {name: getattr(tender, name) for name in FIELDS}
        criteria = tender.criteria.values("kind", "name", "standard", "weight", "objective")
        papers = tender.papers.values("name", "hint", "required")
        return {**values, "criteria": list(criteria), "papers": list(papers)}


class OfficialsView(StepView):
    """Who is named already is ticked."""

    def get_initial(self) -> dict[str, Any]:
        return {"officials": list(self.subject.officials.values_list("key_id", flat=True))}


class PublishView(StepView):
    """What will be published, before it is."""

    template_name = "sourcing/publish.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return (
            super().get_context(form)
            | presenting.of_tender(self.subject, self.actor)
            | {"tender": self.subject, "departures": departures(self.subject)}
        )


class AwardView(StepView):
    """The ranking beside the decision."""

    template_name = "sourcing/award.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {
            "tender": self.subject,
            "ranking": presenting.ranking(self.subject),
        }
