"""What is about to be signed or made public, before the eyes of whoever does it."""

from __future__ import annotations

from typing import Any

from contracts import notices
from contracts.pages.parts import of_subject
from contracts.payees import account_before
from disclosure.previewing import Preview, preview
from disclosure.views.publishing import PublishView
from workflow.clock import legal_date, legal_now
from workflow.views import StepView


class SignContract(StepView):
    """Both heads sign what they have read: the terms, the money, and to which account it goes."""

    template_name = "contracts/step_sign.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        contract = self.subject
        return super().get_context(form) | {
            "contract": contract,
            "signing": True,
            "now": legal_now(),
            "indicators": contract.project.indicators.all(),
            "milestones": contract.milestones.all(),
            "plan": contract.plan_rows.select_related("milestone"),
            "funds": contract.fund_years.all(),
            "payments": (),
        }


class SignSupplement(StepView):
    """What changes, beside what was agreed before, and the papers on which it rests."""

    template_name = "contracts/step_sign_supplement.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        papers = list(of_subject(self.subject, self.actor))
        return super().get_context(form) | {"so_far": account_before(self.subject), "papers": papers}


class PublishContract(PublishView):
    def notice(self) -> Preview:
        contract, today = self.subject, legal_date()
        told = notices.contract_notice(contract, today)
        return preview("AN-09", **told, publisher=contract.purchaser, day=today)


class PublishAcceptance(PublishView):
    def notice(self) -> Preview:
        told = notices.acceptance_notice(self.subject)
        return preview("AN-11", **told, publisher=self.subject.contract.purchaser, day=legal_date())
