"""From drawing a contract up to its signatures, its publication and its copy with finance (B8.1-B8.6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.lifecycle.states import SIGNED, UNSIGNED
from contracts.lifecycle.states import ContractState as S
from contracts.rules import contract as rules
from disclosure.personal import no_number_unless_meant
from rulebook.services import not_suspended
from workflow.act import Act
from workflow.steps import Clock, Mark, Reason, first_step, step

TERMS = (
    "title",
    "scope",
    "service",
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


class Conclusion:
    """Steps of `ContractLifecycle` by which purchaser and provider bind themselves."""

    @first_step(
        by=policies.handler_anywhere | policies.portal_itself,
        label=_("Draw up the contract"),
        checks=[
            rules.award_is_ours,
            rules.award_is_announced,
            rules.award_has_no_contract,
            rules.project_goes_on,
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
            rules.no_substantive_change,
            rules.account_is_the_providers_own,
            rules.term_is_lawful,
            rules.plan_adds_up,
            rules.milestones_add_up,
            rules.funds_add_up,
            rules.funds_keep_to_the_grants,
            rules.years_have_funds,
            rules.deposit_is_lawful,
            no_number_unless_meant("title", "service", "quality", "place"),
            rules.subcontracting_is_lawful,
            rules.sme_period_is_lawful,
            rules.invoices_are_paid_in_time,
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
        grave=True,
        label=_("Sign for the purchaser"),
        guards=[not_suspended, rules.no_open_challenge, rules.text_is_unchanged],
        mark=Mark.DECISION,
        glyph="签",
        done=_("Signed. The contract waits for the provider's signature."),
    )
    def sign(self, act: Act) -> None:
        self.purchaser_signed_at = act.when
        act.facts["text_digest"] = self.text_digest

    @step(
        S.PURCHASER_SIGNED,
        S.IN_FORCE,
        by=policies.provider_head,
        grave=True,
        label=_("Sign for the provider"),
        guards=[not_suspended, rules.no_open_challenge, rules.text_is_unchanged, rules.commitment_covers],
        checks=[rules.transfer_is_forbidden],
        starts=[PUBLISH, FILE],
        meets=["contract.sign"],
        effects=["contracts.contract.concluded"],
        locks=["project", "project.committed_lines", "project.commitments"],
        mark=Mark.DECISION,
        glyph="约",
        done=_("The contract is concluded."),
        rules=["A4.4", "B8.2"],
    )
    def countersign(self, act: Act) -> None:
        self.provider_signed_at = act.when
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
        done=_("The contract will not be concluded. Draw it up anew, or terminate the project."),
        rules=["B8.3"],
    )
    def withdraw(self, act: Act) -> None:
        self.ended_at = act.now

    @step(
        SIGNED,
        by=policies.purchaser_handler,
        label=_("Publish the contract"),
        on_paper=False,
        once="published_at",
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
        once="filed_at",
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
        guards=[rules.copy_is_filed],
        once="filing_confirmed_at",
        meets=["B8.5"],
        glyph="备",
        mark=Mark.DECISION,
        done=_("The filing is confirmed."),
        rules=["B8.5"],
    )
    def confirm_filing(self, act: Act) -> None:
        self.filing_confirmed_at = act.now
