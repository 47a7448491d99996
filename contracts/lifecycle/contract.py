"""A contract from drawing it up to acceptance (rules.md B8)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.lifecycle.conclusion import Conclusion
from contracts.lifecycle.states import LIVE, ContractState
from contracts.rules import contract as rules
from contracts.rules import performance
from corrections.lifecycle import Corrected
from disclosure.personal import nothing_personal
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Clock, Mark, Reason, step

S = ContractState
ACCEPT = Clock(
    "acceptance.after_delivery",
    step="contracts.acceptance.convene",
    party="purchaser_id",
    role=Role.HANDLER,
)
HAND_IN_LEDGER = Await("upload_ledger", party="who_owes_ledgers", role=Role.PROVIDER_AGENT)
"""While a month that is over lacks its ledger. No law sets a day for it: money waits for it (A7.8)."""
PUBLISH_CHANGE = Clock("contract.change_publish", step="publish_end", party="purchaser_id", role=Role.HANDLER)


def _to_conclude(step: str, party: str, role: Role) -> Await:
    """Whoever's turn it is: both must have signed within thirty days of the letter of acceptance."""
    return Await(step, party=party, role=role, within="contract.sign", since="letter_sent_at")


class ContractLifecycle(Conclusion, Corrected, Lifecycle):
    """Purchaser and provider agree in writing, within the award; finance gets a copy, the public the notice."""

    State = ContractState

    state = StateField(ContractState)
    tones = {
        ContractState.PROPOSED: "amber",
        ContractState.PURCHASER_SIGNED: "amber",
        ContractState.IN_FORCE: "blue",
        ContractState.SUSPENDED: "amber",
        ContractState.DELIVERED: "blue",
        ContractState.RECTIFYING: "amber",
        ContractState.ACCEPTED: "green",
    }
    lock_rank = 40
    lies_in = ("tender_id", "project_id")
    awaits = {
        S.DRAFT: [_to_conclude("propose", "purchaser_id", Role.HANDLER)],
        S.PROPOSED: [_to_conclude("sign", "purchaser_id", Role.HEAD)],
        S.PURCHASER_SIGNED: [_to_conclude("countersign", "provider_id", Role.PROVIDER_HEAD)],
        S.RECTIFYING: [Await("deliver", party="provider_id", role=Role.PROVIDER_AGENT, until="rectify_by")],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @step(
        LIVE,
        by=policies.provider_agent,
        label=_("Upload a service ledger"),
        checks=[performance.ledger_month_is_lawful, performance.services_reach_the_people],
        effects=["contracts.contract.keep_ledger"],
        then=[HAND_IN_LEDGER],
        primary=False,
        glyph="账",
        done=_("The service ledger has been filed."),
        rules=["B8.17"],
    )
    def upload_ledger(self, act: Act) -> None:
        act.facts["month"] = act.data["month"].strftime("%Y-%m")

    @step(
        LIVE,
        by=policies.portal_itself,
        label=_("Call for service ledgers"),
        guards=[performance.a_ledger_is_owed],
        then=[HAND_IN_LEDGER],
        hidden=True,
        glyph="提",
        rules=["B8.17"],
    )
    def call_for_ledgers(self, act: Act) -> None:
        """A month is over without its ledger: the provider finds it on its worklist."""

    @step(
        LIVE,
        by=policies.finance_reviewer,
        label=_("Change the annual fund plan"),
        checks=[rules.funds_add_up, rules.funds_keep_to_the_grants],
        effects=["contracts.contract.replan_funds"],
        locks=["project.committed_lines", "project.commitments"],
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
        meets=["A4.9"],
        primary=False,
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
        [*LIVE, S.ACCEPTED],
        by=policies.portal_itself,
        label=_("The contract is supplemented"),
        hidden=True,
        mark=Mark.DECISION,
        glyph="补",
    )
    def record_supplement(self, act: Act) -> None:
        self.ends_on = act.data["ends_on"] or self.ends_on

    @step(
        [state for state in S if state != S.WITHDRAWN],
        by=policies.portal_itself,
        label=_("The rest is reserved in the next year's budget"),
        hidden=True,
        mark=Mark.DECISION,
        glyph="留",
    )
    def draw_on(self, act: Act) -> None:
        """From now on it draws on the commitment of the next year."""
        act.assign("commitment")

    @step(
        LIVE,
        S.TERMINATED,
        by=policies.purchaser_head,
        label=_("Terminate the contract"),
        guards=[rules.no_payment_under_way],
        checks=[rules.termination_has_a_ground, nothing_personal("reason")],
        reason=Reason.REQUIRED,
        starts=[PUBLISH_CHANGE],
        effects=["contracts.contract.terminated"],
        locks=["project", "project.committed_lines", "project.commitments"],
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
        on_paper=False,
        once="end_published_at",
        meets=["contract.change_publish"],
        effects=["contracts.contract.announce_end"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The change notice has been published."),
        rules=["B8.8b"],
    )
    def publish_end(self, act: Act) -> None:
        self.end_published_at = act.now
