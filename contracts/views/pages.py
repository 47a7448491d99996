"""One page for each kind of subject. All of them start at `visible_to`."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from accounts import history
from accounts.next_step import Next, next_for
from contracts.models import Acceptance, Contract, Finding, Inspection, Payment, ProgressReport, Supplement
from contracts.pages import actions, parts
from contracts.payees import account_before
from core.actor import Actor
from core.components import Crumb
from corrections.services import on_page
from documents.models import Attachment
from documents.services import papers
from workflow.clock import legal_date, legal_now

SHOWN_EVENTS = 12


class SubjectPage(DetailView):
    """A subject with what can be done about it, its papers and its history."""

    context_object_name = "subject"

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.request.actor)  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        actor = self.request.actor  # type: ignore[attr-defined]
        found = self.next_step(actor)
        events = history.of_subjects(self.subjects())
        whole = self.request.GET.get("history") == "all"
        return context | {
            "title": self.heading(),
            "crumbs": self.crumbs(),
            "contract": self.contract(),
            "registration": parts.registration(self.contract()),
            "next": found,
            "met": actions.met(found.first, actor),
            "papers": list(self.papers(actor)),
            "events": events if whole else events[:SHOWN_EVENTS],
            "event_count": len(events),
            "more_events": 0 if whole else max(0, len(events) - SHOWN_EVENTS),
            "corrections": on_page(self.correctable(), actor),
            "now": legal_now(),
        }

    def contract(self) -> Contract:
        return self.object.contract  # type: ignore[no-any-return]

    def heading(self) -> str:
        return str(self.object)

    def crumbs(self) -> list[Crumb]:
        contract = self.contract()
        return [
            Crumb(_("Contracts"), reverse("contracts:contracts")),
            Crumb(contract.number, contract.get_absolute_url()),
            Crumb(self.heading()),
        ]

    def subjects(self) -> list[Any]:
        return [self.object]

    def correctable(self) -> list[Any]:
        """Whose corrections the page shows; a new one is proposed for the first."""
        return self.subjects()

    def next_step(self, actor: Any) -> Next:
        return next_for([self.object], actor)

    def papers(self, actor: Any) -> Any:
        return parts.of_subject(self.object, actor)


class ContractDetail(SubjectPage):
    """The contract, with everything that hangs on it."""

    model = Contract
    template_name = "contracts/contract.html"

    def contract(self) -> Contract:
        return self.object  # type: ignore[no-any-return]

    def heading(self) -> str:
        return self.object.title

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Contracts"), reverse("contracts:contracts")), Crumb(self.object.number)]

    def subjects(self) -> list[Any]:
        return actions.history_subjects(self.object)

    def next_step(self, actor: Any) -> Next:
        return actions.next_on(self.object, actor)

    def papers(self, actor: Any) -> Any:
        return parts.papers(self.object, actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contract = self.object
        return super().get_context_data(**kwargs) | {
            "money": parts.money(contract),
            "facts": list(parts.facts(contract)),
            "people": list(parts.people(contract)),
            "clocks": parts.clocks(*actions.under_way(contract)),
            "milestones": contract.milestones.all(),
            "plan": contract.plan_rows.select_related("milestone"),
            "funds": contract.fund_years.all(),
            "indicators": contract.project.indicators.all(),
            "payments": contract.payments.select_related("plan_row"),
            "reports": contract.reports.all(),
            "inspections": contract.inspections.all(),
            "findings": contract.findings.all(),
            "acceptances": contract.acceptances.all(),
            "supplements": contract.supplements.all(),
            "months": ledger_months(contract, self.request.actor),  # type: ignore[attr-defined]
        }


def ledger_months(contract: Contract, actor: Actor) -> list[dict[str, Any]]:
    """Each month of the term that has begun: its ledger, or that it is missing or not yet due. A ledger is read as a
    paper of the contract: the upload itself is its uploader's."""
    kept = {p.file_id: p for p in papers(contract, actor) if isinstance(p, Attachment)}
    held = {ledger.month: ledger for ledger in contract.ledgers.select_related("file")}
    missing = set(parts.missing_months(contract, legal_date()))
    begun = [month for month in contract.months if month <= legal_date()]
    return [
        {
            "month": m,
            "ledger": held.get(m),
            "kept": m in held and kept.get(held[m].file_id),
            "missing": m in missing,
        }
        for m in reversed(begun)
    ]


class PaymentDetail(SubjectPage):
    model = Payment
    template_name = "contracts/payment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        payment = self.object
        return super().get_context_data(**kwargs) | {
            "facts": list(parts.payment_facts(payment)),
            "people": list(parts.people(payment.contract)),
            "money": parts.money(payment.contract),
            "clocks": parts.clocks(payment),
            "entries": payment.entries.select_related("fund_year"),
        }


class AcceptanceDetail(SubjectPage):
    model = Acceptance
    template_name = "contracts/acceptance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acceptance = self.object
        return super().get_context_data(**kwargs) | {
            "items": acceptance.items.all(),
            "members": acceptance.members.all(),
            "clocks": parts.clocks(acceptance),
        }


class ReportDetail(SubjectPage):
    model = ProgressReport
    template_name = "contracts/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = self.object.entries.select_related("milestone")
        return super().get_context_data(**kwargs) | {"entries": entries}


class InspectionDetail(SubjectPage):
    model = Inspection
    template_name = "contracts/inspection.html"

    def subjects(self) -> list[Any]:
        return [self.object, *self.object.findings.all()]


class FindingDetail(SubjectPage):
    model = Finding
    template_name = "contracts/finding.html"


class SupplementDetail(SubjectPage):
    model = Supplement
    template_name = "contracts/supplement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"so_far": account_before(self.object)}
