"""Lists with filters: contracts, payments, approved money that lies idle."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from accounts.roles import OrganisationKind
from contracts.filters import ContractFilter, IdleFilter, PaymentFilter
from contracts.models import Contract, Payment
from contracts.tables import ContractTable, IdleTable, PaymentTable
from core.components import Crumb
from core.excel import sheet
from sourcing.models import Award
from workflow import law
from workflow.availability import can_create
from workflow.clock import legal_date

PER_PAGE = 25


class ListPage(SingleTableMixin, FilterView):
    """A filtered table of what the actor may see; `?export=1` gives the same rows as a workbook."""

    template_name = "contracts/list.html"
    paginate_by = PER_PAGE
    strict = False
    title: Any = ""

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.request.actor)  # type: ignore[attr-defined]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "export" not in request.GET:
            return super().get(request, *args, **kwargs)
        found = self.filterset_class(request.GET, self.get_queryset(), request=request).qs
        heads, *rows = self.table_class(found, **self.get_table_kwargs()).as_values()
        return sheet(str(self.get_title()), heads, rows)

    def get_title(self) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query["export"] = "1"
        return super().get_context_data(**kwargs) | {
            "title": self.get_title(),
            "crumbs": [Crumb(_("Worklist"), "/worklist/"), Crumb(self.get_title())],
            "export_url": f"{self.request.path}?{query.urlencode()}",
            "tabs": self.tabs(),
        }

    def tabs(self) -> list[dict[str, Any]]:
        rows = [("contracts", _("Contracts")), ("payments", _("Payments"))]
        if may_see_idle(self.request.actor):  # type: ignore[attr-defined]
            rows.append(("idle", _("Approved, not paid out")))
        here = self.request.path
        made = [{"label": label, "url": reverse(f"contracts:{name}")} for name, label in rows]
        return [{**tab, "now": tab["url"] == here} for tab in made]


class ContractList(ListPage):
    model = Contract
    table_class = ContractTable
    filterset_class = ContractFilter

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("provider", "purchaser", "project")

    def get_title(self) -> str:
        return _("Contracts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"waiting": self.waiting()}

    def waiting(self) -> list[Award]:
        """Announced awards of the own unit for which no contract was drawn up yet."""
        actor = self.request.actor  # type: ignore[attr-defined]
        if not can_create(Contract, "draw_up", actor):
            return []
        own = Award.objects.visible_to(actor).filter(tender__purchaser_id=actor.organisation_id)
        open_ones = own.filter(announced_at__isnull=False).exclude(
            contracts__in=Contract.objects.exclude(state="withdrawn")
        )
        return list(open_ones.select_related("tender", "provider"))


class PaymentList(ListPage):
    model = Payment
    table_class = PaymentTable
    filterset_class = PaymentFilter

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("contract__provider", "plan_row")

    def get_title(self) -> str:
        return _("Payments")


def may_see_idle(actor: Any) -> bool:
    return actor.organisation_kind in {OrganisationKind.FINANCE, OrganisationKind.AUDITOR}


class IdleFunds(PaymentList):
    """Money that was approved and lies unpaid (A7.13: 不得滞留资金)."""

    table_class = IdleTable
    filterset_class = IdleFilter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_idle(request.actor):  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(state=Payment.State.AGREED)

    def get_title(self) -> str:
        return _("Approved funds not paid out")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"limit": int(self.rule().value or 0), "today": legal_date()}

    def rule(self) -> law.Rule:
        """After how many days money counts as held back, in the reader's own jurisdiction."""
        actor = self.request.actor  # type: ignore[attr-defined]
        return law.find("funds.idle_days", jurisdiction=actor.jurisdiction, on=legal_date())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"limit": self.rule()}
