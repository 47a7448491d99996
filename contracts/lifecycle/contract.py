"""A contract from drawing it up to acceptance (rules.md B8)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from contracts import policies
from contracts.rules import contract as rules
from contracts.rules import performance
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Clock, Mark, Reason, first_step, step


class ContractState(models.TextChoices):
    DRAFT = "draft", _("Being drawn up")
    PROPOSED = "proposed", _("To be signed by the purchaser")
    PURCHASER_SIGNED = "purchaser_signed", _("To be signed by the provider")
    IN_FORCE = "in_force", _("Being performed")
    SUSPENDED = "suspended", _("Performance suspended")
    DELIVERED = "delivered", _("Delivered, to be accepted")
    RECTIFYING = "rectifying", _("To be put right after acceptance")
    ACCEPTED = "accepted", _("Accepted")
    TERMINATED = "terminated", pgettext_lazy("contract", "Terminated")
    WITHDRAWN = "withdrawn", _("Not concluded")


S = ContractState
UNSIGNED = (S.DRAFT, S.PROPOSED, S.PURCHASER_SIGNED)
LIVE = (S.IN_FORCE, S.SUSPENDED, S.DELIVERED, S.RECTIFYING)
"""Signed and neither accepted nor ended."""
SIGNED = (*LIVE, S.ACCEPTED, S.TERMINATED)

TERMS = (
    "title",
    "scope",
    "subject",
    "quantity",
    "quality",
    "starts_on",
    "ends_on",
    "place",
    "payment_terms",
    "advance_share",
    "deposit",
    "payment_days",
    "sme_provider",
    "payee_name",
    "payee_bank",
    "payee_account",
    "purchaser_duties",
    "provider_duties",
    "breach",
    "acceptance_terms",
    "disputes",
    "subcontractor",
    "subcontracting",
    "long_term_grounds",
    "authority",
)
"""What the handler settles; parties, unit and amount come from the award."""

PUBLISH = Clock("contract.publish", step="publish", party="purchaser_id", role=Role.HANDLER)
FILE = Clock("contract.file", step="file", party="purchaser_id", role=Role.HANDLER)
CONFIRM = Clock("B8.5", step="confirm_filing", party="finance_id", role=Role.REVIEWER)
ACCEPT = Clock(
    "acceptance.after_delivery",
    step="record_acceptance",
    party="purchaser_id",
    role=Role.HANDLER,
    label=_("Organise the acceptance"),
)
PUBLISH_CHANGE = Clock("contract.change_publish", step="publish_end", party="purchaser_id", role=Role.HANDLER)


class ContractLifecycle(Lifecycle):
    """Purchaser and provider agree in writing, within the award; finance gets a copy, the public the notice."""

    State = ContractState

    state = StateField(ContractState)
    lock_rank = 40
    awaits = {
        S.DRAFT: [Await("propose", party="purchaser_id", role=Role.HANDLER)],
        S.PROPOSED: [Await("sign", party="purchaser_id", role=Role.HEAD)],
        S.PURCHASER_SIGNED: [Await("countersign", party="provider_id", role=Role.PROVIDER_HEAD)],
        S.RECTIFYING: [Await("deliver", party="provider_id", role=Role.PROVIDER_AGENT, until="rectify_by")],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.handler_anywhere | policies.portal_itself,
        label=_("Draw up the contract"),
        checks=[
            rules.award_is_ours,
            rules.award_is_announced,
            rules.award_has_no_contract,
            rules.commitment_is_there,
        ],
        effects=["contracts.contract.propose_schedules"],
        locks=["award"],
        glyph="拟",
        done=_("The contract has been drawn up from the tender and the bid. Complete its terms."),
        rules=["A4.5", "B8.1"],
    )
    def draw_up(self, act: Act) -> None:
        self.drawn_up_by = act.actor.user_id
        self.take_over(act.data["award"], act.today)

    @step(
        S.DRAFT,
        by=policies.purchaser_handler,
        label=_("Settle the terms"),
        checks=[
            rules.terms_are_complete,
            rules.no_substantive_change,
            rules.term_is_lawful,
            rules.plan_adds_up,
            rules.milestones_add_up,
            rules.funds_add_up,
            rules.deposit_is_lawful,
            rules.subcontracting_is_lawful,
            rules.sme_period_is_lawful,
        ],
        effects=["contracts.contract.write_schedules"],
        primary=False,
        glyph="订",
        done=_("The terms have been saved."),
    )
    def settle_terms(self, act: Act) -> None:
        act.assign(*TERMS)
        self.drawn_up_by = act.actor.user_id

    @step(
        S.DRAFT,
        S.PROPOSED,
        by=policies.purchaser_handler,
        label=_("Submit the contract for signature"),
        guards=[rules.eight_groups_are_filled, rules.schedules_are_complete, rules.no_open_challenge],
        glyph="呈",
        done=_("The contract waits for the signature of the head of your unit."),
    )
    def propose(self, act: Act) -> None:
        self.text_digest = self.digest_of_text()
        act.facts["text_digest"] = self.text_digest

    @step(
        [S.PROPOSED, S.PURCHASER_SIGNED],
        S.DRAFT,
        by=policies.either_head,
        label=_("Send back for redrafting"),
        reason=Reason.REQUIRED,
        guards=[rules.provider_sends_back_only_its_turn],
        primary=False,
        glyph="退",
        done=_("The contract has been sent back."),
    )
    def send_back(self, act: Act) -> None:
        self.text_digest = ""
        self.purchaser_signed_at = None

    @step(
        S.PROPOSED,
        S.PURCHASER_SIGNED,
        by=policies.purchaser_head,
        label=_("Sign for the purchaser"),
        guards=[rules.no_open_challenge, rules.text_is_unchanged, rules.signatory_did_not_draw_up],
        mark=Mark.DECISION,
        glyph="签",
        done=_("Signed. The contract waits for the provider's signature."),
    )
    def sign(self, act: Act) -> None:
        self.purchaser_signed_at = act.now
        act.facts["text_digest"] = self.text_digest

    @step(
        S.PURCHASER_SIGNED,
        S.IN_FORCE,
        by=policies.provider_head,
        label=_("Sign for the provider"),
        guards=[rules.no_open_challenge, rules.text_is_unchanged, rules.commitment_covers],
        checks=[rules.transfer_is_forbidden],
        starts=[PUBLISH, FILE],
        meets=["contract.sign"],
        effects=["contracts.contract.concluded"],
        locks=["project", "commitment"],
        mark=Mark.DECISION,
        glyph="约",
        done=_("The contract is concluded."),
        rules=["A4.4", "B8.2"],
    )
    def countersign(self, act: Act) -> None:
        self.provider_signed_at = act.now
        self.signed_on = act.today
        act.facts["text_digest"] = self.text_digest

    @step(
        UNSIGNED,
        S.WITHDRAWN,
        by=policies.either_head,
        label=_("Do not conclude the contract"),
        guards=[rules.provider_sends_back_only_its_turn],
        reason=Reason.REQUIRED,
        effects=["contracts.contract.not_concluded"],
        primary=False,
        mark=Mark.DECISION,
        glyph="止",
        done=_("The contract will not be concluded. The purchaser may turn to the next candidate."),
        rules=["B8.3"],
    )
    def withdraw(self, act: Act) -> None:
        self.ended_at = act.now

    @step(
        SIGNED,
        by=policies.purchaser_handler,
        label=_("Publish the contract"),
        guards=[rules.not_yet_published],
        meets=["contract.publish"],
        effects=["contracts.contract.announce"],
        glyph="公",
        mark=Mark.DECISION,
        done=_("The contract notice has been published."),
        rules=["B8.4"],
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now
        act.assign("statutory_url", "withheld")

    @step(
        SIGNED,
        by=policies.purchaser_handler,
        label=_("File a copy with finance"),
        guards=[rules.not_yet_filed],
        starts=[CONFIRM],
        meets=["contract.file"],
        effects=["contracts.contract.tell_finance"],
        glyph="备",
        done=_("The copy has gone to the finance department."),
        rules=["B8.5"],
    )
    def file(self, act: Act) -> None:
        self.filed_at = act.now

    @step(
        SIGNED,
        by=policies.finance_reviewer,
        label=_("Confirm the filing"),
        guards=[rules.filed_and_not_confirmed],
        meets=["B8.5"],
        glyph="备",
        mark=Mark.DECISION,
        done=_("The filing is confirmed."),
        rules=["B8.5"],
    )
    def confirm_filing(self, act: Act) -> None:
        self.filing_confirmed_at = act.now

    @step(
        LIVE,
        by=policies.provider_agent,
        label=_("Upload a service ledger"),
        checks=[performance.ledger_month_is_lawful],
        effects=["contracts.contract.keep_ledger"],
        primary=False,
        glyph="账",
        done=_("The service ledger has been filed."),
        rules=["B8.17"],
    )
    def upload_ledger(self, act: Act) -> None:
        act.facts["month"] = act.data["month"].strftime("%Y-%m")

    @step(
        LIVE,
        by=policies.finance_reviewer,
        label=_("Change the annual fund plan"),
        checks=[rules.funds_add_up],
        effects=["contracts.contract.replan_funds"],
        reason=Reason.REQUIRED,
        primary=False,
        glyph="调",
        mark=Mark.DECISION,
        done=_("The annual fund plan has been changed."),
        rules=["A7.8"],
    )
    def plan_funds(self, act: Act) -> None:
        """Move the money between years; the total stays that of the contract."""

    @step(
        S.IN_FORCE,
        S.SUSPENDED,
        by=policies.purchaser_head,
        label=_("Suspend performance"),
        checks=[rules.suspension_has_a_ground],
        reason=Reason.REQUIRED,
        primary=False,
        glyph="停",
        mark=Mark.DECISION,
        done=_("Performance is suspended."),
        rules=["B8.8", "CH-9"],
    )
    def suspend(self, act: Act) -> None:
        act.facts["ground"] = act.data["ground"]

    @step(
        S.SUSPENDED,
        S.IN_FORCE,
        by=policies.purchaser_head,
        label=_("Resume performance"),
        guards=[rules.no_open_challenge],
        reason=Reason.OPTIONAL,
        glyph="复",
        mark=Mark.DECISION,
        done=_("Performance goes on."),
        rules=["CH-9"],
    )
    def resume(self, act: Act) -> None:
        """Back to where it was."""

    @step(
        [S.IN_FORCE, S.RECTIFYING],
        S.DELIVERED,
        by=policies.provider_agent,
        label=_("Report final delivery"),
        guards=[performance.progress_is_verified, performance.no_open_finding],
        effects=["contracts.contract.keep_delivery"],
        starts=[ACCEPT],
        glyph="交",
        done=_("The purchaser has been asked to accept the service."),
        rules=["A4.9"],
    )
    def deliver(self, act: Act) -> None:
        self.delivered_at = act.now

    @step(
        S.DELIVERED,
        S.ACCEPTED,
        by=policies.portal_itself,
        label=_("The service is accepted"),
        meets=["acceptance.after_delivery"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="验",
    )
    def record_acceptance(self, act: Act) -> None:
        self.accepted_on = act.today
        self.rectify_by = None

    @step(
        S.DELIVERED,
        S.RECTIFYING,
        by=policies.portal_itself,
        label=_("Acceptance asks for rectification"),
        meets=["acceptance.after_delivery"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="改",
    )
    def record_rectification(self, act: Act) -> None:
        act.assign("rectify_by")

    @step(
        [S.IN_FORCE, S.SUSPENDED, S.DELIVERED, S.RECTIFYING],
        by=policies.portal_itself,
        label=_("The contract is supplemented"),
        hidden=True,
        mark=Mark.DECISION,
        glyph="补",
    )
    def record_supplement(self, act: Act) -> None:
        self.ends_on = act.data["ends_on"] or self.ends_on

    @step(
        LIVE,
        S.TERMINATED,
        by=policies.purchaser_head,
        label=_("Terminate the contract"),
        guards=[rules.no_payment_under_way],
        checks=[rules.termination_has_a_ground],
        reason=Reason.REQUIRED,
        starts=[PUBLISH_CHANGE],
        effects=["contracts.contract.terminated"],
        locks=["project", "commitment"],
        primary=False,
        mark=Mark.DECISION,
        glyph="终",
        done=_("The contract is terminated. Publish the change within the period."),
        rules=["B8.8"],
    )
    def terminate(self, act: Act) -> None:
        self.ended_at = act.now
        self.end_ground, self.end_reason = act.data["ground"], act.reason

    @step(
        S.TERMINATED,
        by=policies.purchaser_handler,
        label=_("Publish the termination"),
        guards=[rules.end_not_yet_published],
        meets=["contract.change_publish"],
        effects=["contracts.contract.announce_end"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The change notice has been published."),
        rules=["B8.8b"],
    )
    def publish_end(self, act: Act) -> None:
        self.end_published_at = act.now
