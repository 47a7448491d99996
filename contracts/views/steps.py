"""Steps that need more than the common page: what is born within a contract, and prefilled forms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404

from contracts import prefill
from contracts.lifecycle.conclusion import TERMS
from contracts.models import Contract
from contracts.rules import year_money
from sourcing.models import Award
from workflow.clock import legal_date
from workflow.views import StepView


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class OfContractStep(StepView):
    """A first step within a contract, which the address or the form names."""

    template_name = "contracts/step_within.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"contract": self.subject.contract}

    def get_subject(self) -> Any:
        if not self.step.first:
            return super().get_subject()
        wanted = self.request.POST.get("contract") or self.request.GET.get("contract") or ""
        found = Contract.objects.visible_to(self.actor).filter(pk=_uuid(wanted)).first()
        if found is None:
            raise Http404
        return self.model(contract=found)

    def policy_subject(self) -> Any:
        return self.subject

    def born_within(self) -> Contract:
        return self.subject.contract

    def get_initial(self) -> dict[str, Any]:
        return {"contract": self.subject.contract_id} if self.step.first else {}


class DrawUp(StepView):
    """From the tender's page the award is already chosen."""

    def get_initial(self) -> dict[str, Any]:
        return {"award": self.award()}

    def award(self) -> Award | None:
        wanted = _uuid(self.request.GET.get("award", ""))
        return Award.objects.visible_to(self.actor).filter(pk=wanted).first()

    def born_within(self) -> Any:
        award = self.award()
        return award.tender if award else None


class SettleTerms(StepView):
    """The long form, filled with what the contract holds."""

    template_name = "contracts/step_terms.html"

    def get_initial(self) -> dict[str, Any]:
        contract = self.subject
        values = {name: getattr(contract, name) for name in TERMS}
        return values | prefill.rows_of(contract) | {"not_main_part": bool(contract.subcontracting)}


class PlanFunds(StepView):
    def get_initial(self) -> dict[str, Any]:
        return {"funds": prefill.rows_of(self.subject)["funds"]}


class RequestPayment(OfContractStep):
    """What may be asked for now stands beside the form: by progress and advance, and by this year's money."""

    template_name = "contracts/step_payment.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        contract, today = self.subject.contract, legal_date()
        return super().get_context(form) | {
            "most": year_money.payable_on(contract, today),
            "year": today.year,
            "year_left": year_money.left_in(contract, today.year),
            "ended": list(year_money.end_of_payments(contract, today)),
        }


class ResubmitPayment(RequestPayment):
    def get_initial(self) -> dict[str, Any]:
        payment = self.subject
        names = ("plan_row", "amount", "invoice_number", "invoiced_on", "note")
        return {name: getattr(payment, name) for name in names}


class SubmitReport(OfContractStep):
    """Goes on the day after the last report ended."""

    def get_initial(self) -> dict[str, Any]:
        last = self.subject.contract.reports.first()
        return super().get_initial() | {
            "starts_on": last.ends_on + timedelta(days=1) if last else self.subject.contract.starts_on
        }


class ResubmitReport(StepView):
    def get_initial(self) -> dict[str, Any]:
        names = ("starts_on", "ends_on", "quantity", "quality", "effect")
        return {name: getattr(self.subject, name) for name in names}


class VerifyReport(StepView):
    """Milestone by milestone, starting from what is verified already."""

    template_name = "contracts/step_verify.html"

    def get_initial(self) -> dict[str, Any]:
        rows = [
            {"milestone": m.number, "done": f"{m.share_done.normalize():f}"}
            for m in self.subject.contract.milestones.all()
        ]
        return {"progress": rows, "verified_quantity": self.subject.quantity}


class Convene(OfContractStep):
    """Three rows to begin with: the purchaser, an expert, a recipient."""

    def get_initial(self) -> dict[str, Any]:
        capacities = ("purchaser", "expert", "recipient")
        return super().get_initial() | {"members": [{"capacity": capacity} for capacity in capacities]}


class MoveMeeting(StepView):
    def get_initial(self) -> dict[str, Any]:
        return {"meets_on": self.subject.meets_on, "place": self.subject.place}


class Examine(StepView):
    """Every item of the contract with its standard beside the judgement."""

    template_name = "contracts/step_examine.html"

    def get_initial(self) -> dict[str, Any]:
        rows = [
            {"number": i.number, "verdict": i.verdict, "found": i.found} for i in self.subject.items.all()
        ]
        return {"items": rows, "examined_on": self.subject.examined_on or legal_date()}


class Sign(StepView):
    """All who haven't signed yet are ticked."""

    def get_initial(self) -> dict[str, Any]:
        return {"signed": [m.number for m in self.subject.members.all()]}
