"""Eligibility, a member's seat, judging and scoring."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.next_step import next_for
from core.components import Crumb
from core.formsets import carried_over
from sourcing import presenting
from sourcing.bid_files import files_of
from sourcing.kinds import CriterionKind
from sourcing.models import OpenedBid, PanelSeat
from sourcing.rules.panel import least_members
from sourcing.views.common import actor_of, crumbs, visible_or_404
from workflow.clock import legal_now
from workflow.views import StepView


class RowsStep(StepView):
    """A row for each thing that must be judged. Long work: what is half done is kept as a draft."""

    draft = True

    def rows(self) -> list[dict[str, Any]]:
        """What each row is about."""
        raise NotImplementedError

    def get_initial(self) -> dict[str, Any]:
        return {"rows": self.rows()}

    def from_draft(self, typed: Any) -> Any:
        """In the meantime a bid may have fallen out or come back."""
        return carried_over(typed, "rows", self.rows())


class EligibilityView(RowsStep):
    """One row for each bid that was opened."""

    template_name = "sourcing/eligibility.html"

    def rows(self) -> list[dict[str, Any]]:
        return [{"opened_bid": bid.pk} for bid in self.bids()]

    def bids(self) -> list[OpenedBid]:
        return list(self.subject.opened_bids.filter(fault="").select_related("provider"))

    def get_context(self, form: Any) -> dict[str, Any]:
        context = super().get_context(form)
        return context | {"rows": beside(form, self.bids(), self.actor), "tender": self.subject}


def beside(form: Any, bids: list[OpenedBid], actor: Any) -> list[dict[str, Any]]:
    """Each row of a form with the bid that it speaks of and that bid's files."""
    known = {str(bid.pk): bid for bid in bids}
    rows = []
    for row in form.parts["rows"].forms:
        bid = known.get(str(row["opened_bid"].value()))
        if bid is not None:
            row.row_name = str(bid.provider)
            rows.append({"form": row, "bid": bid, "files": files_of(bid, actor)})
    return rows


class PanelView(StepView):
    """How many members the law asks for."""

    def get_initial(self) -> dict[str, Any]:
        return {"size": least_members(self.subject)}


@require_safe
def seat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member's own page: what is to be done, and the bids once free of conflict."""
    actor = actor_of(request)
    found: PanelSeat = visible_or_404(PanelSeat.objects.visible_to(actor), pk=pk, user_id=actor.user_id)
    tender = found.tender
    ready = found.state in {"ready", "judged", "scored"}
    subjects = [found, tender] if found.is_chair else [found]
    context = {
        "title": _("Evaluation: %(title)s") % {"title": tender.title},
        "crumbs": crumbs(tender, Crumb(_("My seat"))),
        "seat": found,
        "tender": tender,
        "now": legal_now(),
        "next": next_for(subjects, actor),
        "facts": presenting.facts_of(tender),
        "criteria": tender.criteria.all(),
        "bids": opened_for(tender, actor) if ready else [],
        "panel": presenting.panel_of(tender),
        "low_prices": presenting.low_prices(tender) if ready else [],
    }
    return render(request, "sourcing/seat.html", context)


def opened_for(tender: Any, actor: Any) -> list[dict[str, Any]]:
    bids = OpenedBid.objects.visible_to(actor).filter(tender=tender, fault="", assessment__eligible=True)
    return [
        {"bid": bid, "files": files_of(bid, actor)} for bid in bids.select_related("provider", "assessment")
    ]


class SeatStep(StepView):
    """A step of one's own seat. Another member's seat doesn't exist here."""

    def get_subject(self) -> Any:
        found = super().get_subject()
        if found.user_id != self.actor.user_id:
            raise Http404
        return found


class DeclareView(SeatStep):
    """Nobody can say what ties them to bidders whom they don't know: the opening record names them."""

    template_name = "sourcing/declare.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        opened = OpenedBid.objects.filter(tender=self.subject.tender, fault="").select_related("provider")
        return super().get_context(form) | {"bidders": [bid.provider for bid in opened]}


class JudgeView(SeatStep, RowsStep):
    template_name = "sourcing/judge.html"

    def rows(self) -> list[dict[str, Any]]:
        return [{"opened_bid": bid.pk} for bid in self.bids()]

    def bids(self) -> list[OpenedBid]:
        return [a.opened_bid for a in presenting.checks_of(self.subject.tender) if a.eligible]

    def get_context(self, form: Any) -> dict[str, Any]:
        context = super().get_context(form)
        return context | {"rows": beside(form, self.bids(), self.actor), "tender": self.subject.tender}


class ScoreView(SeatStep, RowsStep):
    """One sheet for each bid, one line for each factor but the price."""

    template_name = "sourcing/score.html"

    def pairs(self) -> list[tuple[OpenedBid, Any]]:
        tender = self.subject.tender
        criteria = list(tender.criteria.exclude(kind=CriterionKind.PRICE))
        bids = [a.opened_bid for a in presenting.checks_of(tender) if a.conforms]
        return [(bid, criterion) for bid in bids for criterion in criteria]

    def rows(self) -> list[dict[str, Any]]:
        return [{"opened_bid": bid.pk, "criterion": criterion.pk} for bid, criterion in self.pairs()]

    def get_context(self, form: Any) -> dict[str, Any]:
        known = {(str(b.pk), str(c.pk)): (b, c) for b, c in self.pairs()}
        sheets: dict[Any, dict[str, Any]] = {}
        for row in form.parts["rows"].forms:
            found = known.get((str(row["opened_bid"].value()), str(row["criterion"].value())))
            if found is None:
                continue
            bid, criterion = found
            row.row_name = f"{bid.provider} · {criterion.name}"
            sheet = sheets.setdefault(bid.pk, {"bid": bid, "files": files_of(bid, self.actor), "lines": []})
            sheet["lines"].append({"form": row, "criterion": criterion})
        context = super().get_context(form)
        return context | {"sheets": list(sheets.values()), "tender": self.subject.tender}
