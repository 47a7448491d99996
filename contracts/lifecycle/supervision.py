"""Following the service all the way: reports, inspections, findings (A4.7, A4.9)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.rules import performance as rules
from corrections.lifecycle import Corrected
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step


class ReportState(models.TextChoices):
    SUBMITTED = "submitted", _("To be verified")
    RETURNED = "returned", _("Returned to the provider")
    VERIFIED = "verified", _("Verified")


class ReportLifecycle(Corrected, Lifecycle):
    """What the provider says it has done in a period, and what the purchaser found to be so."""

    State = ReportState

    state = StateField(ReportState)
    tones = {ReportState.SUBMITTED: "amber", ReportState.RETURNED: "amber", ReportState.VERIFIED: "green"}
    lock_rank = 60
    awaits = {
        ReportState.SUBMITTED: [Await("verify", party="purchaser_id", role=Role.HANDLER)],
        ReportState.RETURNED: [Await("resubmit", party="provider_id", role=Role.PROVIDER_AGENT)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.provider_agent,
        label=_("Report progress"),
        primary=False,
        guards=[rules.contract_is_live],
        checks=[
            rules.period_is_lawful,
            rules.periods_lie_apart,
            rules.quantity_is_within_the_contract,
            rules.quantities_add_up,
        ],
        effects=["contracts.report.keep_files"],
        glyph="报",
        done=_("The report has gone to the purchaser."),
        rules=["A4.9", "A7.8"],
    )
    def submit(self, act: Act) -> None:
        self.number = self.next_number()
        act.assign("starts_on", "ends_on", "quantity", "quality", "effect")

    @step(
        ReportState.SUBMITTED,
        ReportState.VERIFIED,
        by=policies.purchaser_handler,
        label=_("Verify the progress"),
        guards=[rules.contract_is_live],
        checks=[
            rules.progress_is_lawful,
            rules.quantity_is_within_the_contract,
            rules.quantities_add_up,
        ],
        effects=["contracts.report.enter_progress"],
        locks=["contract"],
        mark=Mark.DECISION,
        glyph="核",
        done=_("The verified progress has been entered."),
        rules=["A4.7", "A7.8"],
    )
    def verify(self, act: Act) -> None:
        self.verified_at = act.now
        act.assign("verified_quantity", "findings_note")

    @step(
        ReportState.SUBMITTED,
        ReportState.RETURNED,
        by=policies.purchaser_handler,
        label=_("Return the report"),
        reason=Reason.REQUIRED,
        primary=False,
        glyph="退",
        done=_("The report has been returned to the provider."),
    )
    def send_back(self, act: Act) -> None:
        self.findings_note = act.reason

    @step(
        ReportState.RETURNED,
        ReportState.SUBMITTED,
        by=policies.provider_agent,
        label=_("Correct the report"),
        guards=[rules.contract_is_live],
        checks=[
            rules.period_is_lawful,
            rules.periods_lie_apart,
            rules.quantity_is_within_the_contract,
            rules.quantities_add_up,
        ],
        effects=["contracts.report.keep_files"],
        glyph="补",
        done=_("The corrected report has gone to the purchaser."),
        rules=["A4.9", "A7.8"],
    )
    def resubmit(self, act: Act) -> None:
        act.assign("starts_on", "ends_on", "quantity", "quality", "effect")


class InspectionState(models.TextChoices):
    RECORDED = "recorded", _("Recorded")


class InspectionLifecycle(Corrected, Lifecycle):
    """A visit by the purchaser: who, when, where, what was seen, with photos."""

    State = InspectionState

    state = StateField(InspectionState)
    lock_rank = 60

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.supervisor,
        label=_("Record an inspection"),
        primary=False,
        guards=[rules.contract_is_live],
        checks=[rules.visit_is_lawful, rules.findings_have_deadlines],
        effects=["contracts.inspection.keep_photos", "contracts.inspection.raise_findings"],
        glyph="查",
        done=_("The inspection has been recorded."),
        rules=["A4.7"],
    )
    def record(self, act: Act) -> None:
        self.number = self.next_number()
        act.assign("visited_on", "place", "method", "sample", "summary")


class FindingState(models.TextChoices):
    OPEN = "open", _("To be put right")
    ANSWERED = "answered", _("Answered, to be checked")
    CLOSED = "closed", _("Put right")


class FindingLifecycle(Corrected, Lifecycle):
    """Something an inspection found wrong: the provider puts it right, the purchaser checks and closes."""

    State = FindingState

    state = StateField(FindingState)
    tones = {FindingState.OPEN: "amber", FindingState.ANSWERED: "amber", FindingState.CLOSED: "green"}
    lock_rank = 65
    awaits = {
        FindingState.OPEN: [
            Await(
                "answer",
                party="provider_id",
                role=Role.PROVIDER_AGENT,
                within="rectification.answer",
                until="due_at",
            )
        ],
        FindingState.ANSWERED: [Await("close", party="purchaser_id", role=Role.HANDLER)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.portal_itself,
        label=_("Demand rectification"),
        glyph="责",
        hidden=True,
        rules=["A4.7"],
    )
    def demand(self, act: Act) -> None:
        act.assign("found_on", "text", "demand_text", "answer_by")
        self.number = self.next_number()

    @step(
        FindingState.OPEN,
        FindingState.ANSWERED,
        by=policies.provider_agent,
        label=_("Answer the finding"),
        effects=["contracts.finding.keep_files"],
        glyph="改",
        done=_("Your answer has gone to the purchaser."),
        rules=["A4.7"],
    )
    def answer(self, act: Act) -> None:
        act.assign("answer_text")
        self.answered_at = act.now

    @step(
        FindingState.ANSWERED,
        FindingState.CLOSED,
        by=policies.supervisor,
        label=_("Close the finding"),
        glyph="销",
        mark=Mark.DECISION,
        done=_("The finding is closed."),
        rules=["A4.7"],
    )
    def close(self, act: Act) -> None:
        act.assign("check_text")
        self.closed_at = act.now

    @step(
        FindingState.ANSWERED,
        FindingState.OPEN,
        by=policies.supervisor,
        label=_("Demand it again"),
        reason=Reason.REQUIRED,
        primary=False,
        glyph="责",
        done=_("The finding is open again."),
        rules=["A4.7"],
    )
    def reopen(self, act: Act) -> None:
        act.assign("answer_by")
        self.check_text = act.reason
