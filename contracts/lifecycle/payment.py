"""A payment from the provider's request to the treasury's transfer (A7.8, A7.12, B9)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.rules import payment as rules
from contracts.rules import year_money
from contracts.rules.payee import new_account_was_seen
from corrections.lifecycle import Corrected
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step


class PaymentState(models.TextChoices):
    REQUESTED = "requested", _("To be verified by the purchaser")
    RETURNED = "returned", _("Returned to the provider")
    VERIFIED = "verified", _("To be approved by the purchaser")
    WITH_AUTHORITY = "with_authority", _("With the industry authority")
    WITH_FINANCE = "with_finance", _("To be reviewed by finance")
    AGREED = "agreed", _("Approved, to be paid out")
    PAID = "paid", _("Paid")
    WITHDRAWN = "withdrawn", _("Withdrawn")


S = PaymentState
PERIODS = ("pay.invoice_243", "pay.invoice_38", "pay.sme")
"""Within which the purchaser pays: from the day on which it first had the invoice (PAY-2 to PAY-4)."""
UNDER_WAY = (S.REQUESTED, S.RETURNED, S.VERIFIED, S.WITH_AUTHORITY, S.WITH_FINANCE, S.AGREED)


class PaymentLifecycle(Corrected, Lifecycle):
    """Four people at least: who verifies, who approves, who reviews, who pays; none of them accepts the service."""

    State = PaymentState
    CHECKED = (
        PaymentState.VERIFIED,
        PaymentState.WITH_AUTHORITY,
        PaymentState.WITH_FINANCE,
        PaymentState.AGREED,
        PaymentState.PAID,
    )
    """Once the purchaser has verified it nobody hands the request in again."""

    state = StateField(PaymentState)
    tones = {
        PaymentState.REQUESTED: "blue",
        PaymentState.RETURNED: "amber",
        PaymentState.VERIFIED: "blue",
        PaymentState.WITH_AUTHORITY: "blue",
        PaymentState.WITH_FINANCE: "blue",
        PaymentState.AGREED: "amber",
        PaymentState.PAID: "green",
    }
    lock_rank = 50
    awaits = {
        S.REQUESTED: [
            Await(
                "verify", party="purchaser_id", role=Role.HANDLER, within="pay.invoice_243", since="asked_at"
            )
        ],
        # the days while the provider mends its request are not the purchaser's; all others count on
        S.RETURNED: [Await("resubmit", party="provider_id", role=Role.PROVIDER_AGENT, halts=PERIODS)],
        S.VERIFIED: [
            Await(
                "approve",
                party="purchaser_id",
                role=Role.HEAD,
                within="pay.invoice_243",
                since="asked_at",
                label=_("Decide on the payment request"),
            )
        ],
        S.WITH_AUTHORITY: [
            Await("endorse", party="authority_id", within="pay.invoice_243", since="asked_at")
        ],
        S.WITH_FINANCE: [
            Await("agree", party="finance_id", role=Role.REVIEWER, within="pay.invoice_243", since="asked_at")
        ],
        S.AGREED: [
            Await(
                "disburse",
                party="finance_id",
                role=Role.TREASURER,
                within="pay.invoice_243",
                since="asked_at",
            )
        ],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.provider_agent,
        label=_("Request a payment"),
        primary=False,
        guards=[rules.contract_pays, rules.something_is_left],
        checks=[
            rules.row_is_of_the_contract,
            rules.invoice_is_new,
            rules.within_the_row,
            rules.condition_is_met,
            rules.within_progress,
            year_money.the_year_can_pay,
        ],
        effects=["contracts.payment.keep_files", "contracts.payment.start_clocks"],
        glyph="请",
        done=_("The request has gone to the purchaser."),
        rules=["A4.6", "PAY-1"],
    )
    def request(self, act: Act) -> None:
        self.number, self.asked_at = self.next_number(), act.now
        self.take_request(act)

    @step(
        [S.REQUESTED],
        S.RETURNED,
        by=policies.purchaser_handler,
        label=_("Return for completion"),
        reason=Reason.REQUIRED,
        meets=PERIODS,
        primary=False,
        glyph="退",
        done=_("The request has been returned to the provider."),
    )
    def send_back(self, act: Act) -> None:
        self.returned_reason = act.reason

    @step(
        S.RETURNED,
        S.REQUESTED,
        by=policies.provider_agent,
        label=_("Complete the request"),
        guards=[rules.contract_pays],
        checks=[
            rules.row_is_of_the_contract,
            rules.invoice_is_new,
            rules.within_the_row,
            rules.condition_is_met,
            rules.within_progress,
            year_money.the_year_can_pay,
        ],
        effects=["contracts.payment.keep_files", "contracts.payment.start_clocks"],
        glyph="补",
        done=_("The request has gone to the purchaser."),
        rules=["A4.6", "PAY-1"],
    )
    def resubmit(self, act: Act) -> None:
        self.resubmitted_at = act.now
        self.take_request(act)

    @step(
        [S.REQUESTED, S.RETURNED],
        S.WITHDRAWN,
        by=policies.provider_agent,
        label=_("Withdraw the request"),
        reason=Reason.OPTIONAL,
        meets=PERIODS,
        primary=False,
        glyph="撤",
        done=_("The request has been withdrawn."),
    )
    def withdraw(self, act: Act) -> None:
        """The provider may ask anew."""

    @step(
        S.REQUESTED,
        S.VERIFIED,
        by=policies.purchaser_handler,
        label=_("Verify the request"),
        guards=[
            rules.contract_pays,
            rules.within_progress,
            year_money.the_year_can_pay,
            rules.ledgers_are_complete,
            rules.findings_are_closed,
        ],
        glyph="核",
        done=_("Verified. The request waits for the head of your unit."),
        rules=["A7.8"],
    )
    def verify(self, act: Act) -> None:
        self.verified_by, self.verified_at = act.actor.user_id, act.now
        act.assign("opinion")

    @step(
        S.VERIFIED,
        S.WITH_FINANCE,
        by=policies.purchaser_head & ~policies.names_an_authority,
        grave=True,
        label=_("Approve and apply for disbursement"),
        guards=[
            rules.contract_pays,
            rules.within_progress,
            year_money.the_year_can_pay,
            rules.findings_are_closed,
        ],
        mark=Mark.DECISION,
        glyph="批",
        done=_("The application for disbursement has gone to the finance department."),
        rules=["A7.12"],
    )
    def approve(self, act: Act) -> None:
        self.approved_by, self.approved_at = act.actor.user_id, act.now

    @step(
        S.VERIFIED,
        S.WITH_AUTHORITY,
        by=policies.purchaser_head & policies.names_an_authority,
        grave=True,
        label=_("Approve and send to the industry authority"),
        guards=[
            rules.contract_pays,
            rules.within_progress,
            year_money.the_year_can_pay,
            rules.findings_are_closed,
        ],
        mark=Mark.DECISION,
        glyph="批",
        done=_("The application has gone to the industry authority."),
        rules=["A7.8", "A7.12"],
    )
    def approve_to_authority(self, act: Act) -> None:
        self.approved_by, self.approved_at = act.actor.user_id, act.now

    @step(
        [S.VERIFIED],
        S.REQUESTED,
        by=policies.purchaser_head,
        label=_("Send back to the handler"),
        reason=Reason.REQUIRED,
        primary=False,
        glyph="退",
        done=_("The request is back with the handler."),
    )
    def send_back_to_handler(self, act: Act) -> None:
        self.forget_approvals()

    @step(
        S.WITH_AUTHORITY,
        S.WITH_FINANCE,
        by=policies.authority,
        grave=True,
        label=_("Agree as industry authority"),
        guards=[rules.within_progress, year_money.the_year_can_pay, rules.findings_are_closed],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="同",
        done=_("The application has gone to the finance department."),
        rules=["A7.8"],
    )
    def endorse(self, act: Act) -> None:
        self.endorsed_at = act.now

    @step(
        S.WITH_AUTHORITY,
        S.REQUESTED,
        by=policies.authority,
        label=_("Disagree as industry authority"),
        reason=Reason.REQUIRED,
        primary=False,
        mark=Mark.DECISION,
        glyph="退",
        done=_("The request is back with the purchaser."),
    )
    def object(self, act: Act) -> None:
        self.forget_approvals()

    @step(
        S.WITH_FINANCE,
        S.AGREED,
        by=policies.finance_reviewer,
        grave=True,
        label=_("Agree to the disbursement"),
        guards=[
            rules.contract_pays,
            rules.within_progress,
            year_money.within_the_years_plan,
            year_money.payments_of_the_year_go_on,
            rules.authority_has_agreed,
            rules.ledgers_are_complete,
            rules.findings_are_closed,
            rules.filing_is_confirmed,
        ],
        effects=["contracts.payment.enter_agreed"],
        locks=["contract.project.committed_lines", "contract.project.commitments", "contract"],
        mark=Mark.DECISION,
        glyph="准",
        done=_("The disbursement is agreed. The treasury will pay it out."),
        rules=["A7.8"],
    )
    def agree(self, act: Act) -> None:
        self.agreed_by, self.agreed_at = act.actor.user_id, act.now
        self.year = act.today.year

    @step(
        S.WITH_FINANCE,
        S.REQUESTED,
        by=policies.finance_reviewer,
        label=_("Return to the purchaser"),
        reason=Reason.REQUIRED,
        primary=False,
        mark=Mark.DECISION,
        glyph="退",
        done=_("The request is back with the purchaser."),
    )
    def refer_back(self, act: Act) -> None:
        self.forget_approvals()

    @step(
        S.AGREED,
        S.PAID,
        by=policies.treasurer,
        grave=True,
        label=_("Pay out"),
        guards=[rules.contract_pays, year_money.payments_of_the_year_go_on],
        checks=[
            rules.transfer_is_dated,
            rules.transfer_is_of_this_payment,
            rules.the_day_draws_on_enough,
            new_account_was_seen,
        ],
        effects=["contracts.payment.enter_paid", "contracts.payment.voucher"],
        locks=["contract.project.committed_lines", "contract.project.commitments", "contract"],
        meets=PERIODS,
        mark=Mark.DECISION,
        glyph="付",
        done=_("The payment has been made. The voucher is being printed."),
        rules=["A4.6", "A7.12", "A7.13", "PAY-1"],
    )
    def disburse(self, act: Act) -> None:
        self.paid_by, self.paid_at = act.actor.user_id, act.now
        act.assign("paid_on", "transfer_no")
        self.take_payee()

    @step(
        S.AGREED,
        S.REQUESTED,
        by=policies.treasurer,
        label=_("Return before paying out"),
        reason=Reason.REQUIRED,
        effects=["contracts.payment.reverse_agreed"],
        locks=["contract.project.committed_lines", "contract.project.commitments", "contract"],
        primary=False,
        mark=Mark.DECISION,
        glyph="退",
        done=_("The approval is reversed; the request is back with the purchaser."),
    )
    def reverse(self, act: Act) -> None:
        self.forget_approvals()
