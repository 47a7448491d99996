"""A supplement or change of a signed contract (B8.7, B8.8b)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.payees import COLUMNS
from contracts.rules import payee
from contracts.rules import supplement as rules
from disclosure.personal import no_number_unless_meant
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Clock, Mark, Reason, first_step, step


class SupplementState(models.TextChoices):
    PROPOSED = "proposed", _("To be signed by the purchaser")
    PURCHASER_SIGNED = "purchaser_signed", _("To be signed by the provider")
    SIGNED = "signed", _("In force")
    WITHDRAWN = "withdrawn", _("Not concluded")


S = SupplementState


class SupplementLifecycle(Lifecycle):
    """The same subject and terms; the sum of all supplements stays within a tenth of the original amount."""

    State = SupplementState

    state = StateField(SupplementState)
    tones = {
        SupplementState.PROPOSED: "amber",
        SupplementState.PURCHASER_SIGNED: "amber",
        SupplementState.SIGNED: "green",
    }
    lock_rank = 45
    awaits = {
        S.PROPOSED: [Await("sign", party="purchaser_id", role=Role.HEAD)],
        S.PURCHASER_SIGNED: [Await("countersign", party="provider_id", role=Role.PROVIDER_HEAD)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.purchaser_handler,
        label=_("Propose a supplement"),
        primary=False,
        guards=[rules.contract_is_being_performed],
        checks=[
            rules.sum_stays_within_a_tenth,
            rules.commitment_covers_what_is_asked,
            rules.end_is_lawful,
            payee.account_is_whole_and_proved,
            payee.account_is_the_providers,
            payee.account_is_another_one,
            payee.one_account_at_a_time,
            payee.nothing_else_after_delivery,
            no_number_unless_meant("clauses", "text", "grounds"),
        ],
        effects=["contracts.supplement.keep_proof"],
        glyph="补",
        done=_("The supplement waits for the signature of the head of your unit."),
        rules=["B8.7"],
    )
    def propose(self, act: Act) -> None:
        self.number = self.next_number()
        act.assign("amount", "ends_on", *COLUMNS, "clauses", "text", "grounds")

    @step(
        S.PROPOSED,
        S.PURCHASER_SIGNED,
        by=policies.purchaser_head,
        grave=True,
        label=_("Sign the supplement for the purchaser"),
        guards=[rules.contract_is_being_performed, rules.still_within_a_tenth, rules.commitment_covers],
        mark=Mark.DECISION,
        glyph="签",
    )
    def sign(self, act: Act) -> None:
        self.purchaser_signed_at = act.when

    @step(
        S.PURCHASER_SIGNED,
        S.SIGNED,
        by=policies.provider_head,
        grave=True,
        label=_("Sign the supplement for the provider"),
        guards=[rules.contract_is_being_performed, rules.still_within_a_tenth, rules.commitment_covers],
        starts=[Clock("contract.change_publish", step="publish", party="purchaser_id", role=Role.HANDLER)],
        effects=["contracts.supplement.concluded"],
        locks=[
            "contract.project",
            "contract.project.committed_lines",
            "contract.project.commitments",
            "contract",
        ],
        mark=Mark.DECISION,
        glyph="补",
        done=_("The supplement is in force."),
        rules=["B8.7"],
    )
    def countersign(self, act: Act) -> None:
        self.signed_on = act.done_on

    @step(
        [S.PROPOSED, S.PURCHASER_SIGNED],
        S.WITHDRAWN,
        by=policies.either_head,
        label=_("Do not conclude the supplement"),
        reason=Reason.REQUIRED,
        primary=False,
        glyph="止",
    )
    def withdraw(self, act: Act) -> None:
        """Nothing changes in the contract."""

    @step(
        S.SIGNED,
        by=policies.purchaser_handler,
        label=_("Publish the change"),
        on_paper=False,
        once="published_at",
        meets=["contract.change_publish"],
        effects=["contracts.supplement.announce"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The change notice has been published."),
        rules=["B8.8b"],
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now
