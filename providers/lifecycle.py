"""How a provider comes on the register, and leaves it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from corrections.lifecycle import Corrected
from providers import policies, rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Clock, Mark, Reason, first_step, step

PARTICULARS = (
    "kind",
    "institution_class",
    "authority",
    "registration_number",
    "registered_on",
    "legal_representative",
    "fields_of_service",
    "regulator",
)
CHECKS = [
    rules.code_is_valid,
    rules.registered_before_today,
    rules.authority_fits_kind,
    rules.institution_may_provide,
    rules.evidence_is_whole,
]

WINDOW, DECISION = "qualification.renew_from", "qualification.decide"
TO_RENEW = Clock(WINDOW, step="ask_renewal", party="organisation_id", until="ends_at")
"""The provider has until its registration runs out to apply for its renewal."""


QUALIFIED = ("PRO-1", "PRO-2", "PRO-3", *(f"ELG-{number}" for number in range(1, 8)))
"""Kinds and conditions (rules A2): whoever registers proves each of them."""


class ProviderLifecycle(Corrected, Lifecycle):
    """Whether a registration has run out is no state: it follows from `valid_until` and the day."""

    class State(models.TextChoices):
        REGISTERED = "registered", _("Awaiting decision")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("On the register")
        SUSPENDED = "suspended", _("Suspended")
        MERGED = "merged", pgettext_lazy("registration", "Merged into another")

    state = StateField(State)
    awaits = {
        State.REGISTERED: [Await("approve", party="regulator_id", role=Role.REGULATOR, within=DECISION)],
        State.RETURNED: [Await("resubmit", party="organisation_id")],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.of_a_provider,
        lasting=True,
        label=_("Register as a provider"),
        guards=[rules.not_yet_registered],
        checks=CHECKS,
        effects=["providers.keep_evidence"],
        rules=QUALIFIED,
        done=_("The registration has been handed in. The regulator decides on it."),
        glyph="登",
    )
    def register(self, act: Act) -> None:
        self.organisation_id = act.actor.organisation_id
        self._take(act)

    @step(
        State.RETURNED,
        State.REGISTERED,
        by=policies.own_staff,
        lasting=True,
        label=_("Hand in again"),
        checks=CHECKS,
        effects=["providers.keep_evidence"],
        done=_("The registration has been handed in again."),
        glyph="登",
    )
    def resubmit(self, act: Act) -> None:
        self._take(act)

    @step(
        State.APPROVED,
        by=policies.own_staff,
        lasting=True,
        label=_("Add evidence"),
        checks=[rules.something_is_added],
        effects=["providers.keep_evidence"],
        done=_("The evidence has been added."),
        primary=False,
        glyph="补",
    )
    def supplement(self, act: Act) -> None:
        """New proof in place of what has run out; the approval stands."""

    @step(
        State.REGISTERED,
        State.APPROVED,
        by=policies.own_regulator,
        label=_("Approve"),
        guards=[rules.evidence_is_valid, rules.institution_may_still_provide],
        checks=[rules.valid_until_is_ahead],
        effects=["providers.publish_entry"],
        done=_("The provider is on the public register now."),
        mark=Mark.DECISION,
        glyph="准",
    )
    def approve(self, act: Act) -> None:
        act.assign("basis", "valid_until")
        self.approved_at = act.now

    @step(
        State.REGISTERED,
        State.RETURNED,
        by=policies.own_regulator,
        label=_("Return"),
        reason=Reason.REQUIRED,
        effects=["providers.tell_provider"],
        done=_("The registration has been returned."),
        mark=Mark.DECISION,
        glyph="退",
        primary=False,
    )
    def send_back(self, act: Act) -> None:
        self.remark = act.reason

    @step(
        State.APPROVED,
        State.SUSPENDED,
        by=policies.own_regulator,
        label=_("Suspend"),
        reason=Reason.REQUIRED,
        effects=["providers.publish_entry", "providers.tell_provider"],
        done=_("The provider is suspended."),
        mark=Mark.DECISION,
        glyph="停",
        primary=False,
    )
    def suspend(self, act: Act) -> None:
        self.remark = act.reason

    @step(
        State.SUSPENDED,
        State.APPROVED,
        by=policies.own_regulator,
        label=_("Reinstate"),
        guards=[rules.evidence_is_valid, rules.institution_may_still_provide],
        reason=Reason.REQUIRED,
        effects=["providers.publish_entry", "providers.tell_provider"],
        done=_("The provider may take part again."),
        mark=Mark.DECISION,
        glyph="复",
    )
    def reinstate(self, act: Act) -> None:
        self.remark = ""

    @step(
        [State.APPROVED, State.SUSPENDED],
        by=portal_itself,
        label=_("Bears a new name"),
        effects=["providers.publish_entry"],
        hidden=True,
        glyph="名",
    )
    def bear_new_name(self, act: Act) -> None:
        """The unified social credit code stays; the entry is published anew."""

    @step(
        [State.REGISTERED, State.RETURNED, State.APPROVED, State.SUSPENDED],
        State.MERGED,
        by=portal_itself,
        label=_("Has become part of another provider"),
        reason=Reason.REQUIRED,
        effects=["providers.publish_merged"],
        meets=[DECISION, WINDOW],
        hidden=True,
        mark=Mark.DECISION,
        glyph="并",
    )
    def merge_away(self, act: Act) -> None:
        """The entry stays readable and names the successor; nothing is registered for it any more."""
        self.remark = act.reason
        self.renewal_asked_at = None

    @step(
        [State.APPROVED, State.SUSPENDED],
        State.SUSPENDED,
        by=portal_itself,
        label=_("Suspended with the provider that it took over"),
        reason=Reason.REQUIRED,
        effects=["providers.publish_entry", "providers.tell_provider", "providers.tell_authority"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="停",
    )
    def take_over_suspension(self, act: Act) -> None:
        """A sanction isn't shed by a merger. The own authority reinstates, as from any suspension."""
        self.remark = "\n".join(filter(None, [self.remark, act.reason]))

    @step(
        State.APPROVED,
        by=portal_itself,
        label=_("Call for the renewal"),
        guards=[rules.renewal_is_open],
        starts=[TO_RENEW],
        once="renewal_called_at",
        hidden=True,
        glyph="提",
    )
    def call_for_renewal(self, act: Act) -> None:
        """The end is near: the provider finds the application on its worklist."""
        self.renewal_called_at = act.now

    @step(
        State.APPROVED,
        by=policies.own_staff,
        lasting=True,
        label=_("Apply for renewal"),
        guards=[rules.renewal_is_open],
        checks=[rules.evidence_is_whole],
        effects=["providers.keep_evidence"],
        starts=[Clock(DECISION, step="renew", party="regulator_id", role=Role.REGULATOR)],
        meets=[WINDOW],
        once="renewal_is_not_to_be_asked",
        done=_("The renewal has been applied for. The regulator decides on it."),
        glyph="延",
    )
    def ask_renewal(self, act: Act) -> None:
        """Open before the end and after it; proof is brought up to date with it."""
        self.renewal_asked_at = act.now
        self.remark = ""

    @step(
        (State.APPROVED, State.SUSPENDED),
        by=policies.own_staff,
        label=_("Withdraw the application for renewal"),
        reason=Reason.OPTIONAL,
        effects=["providers.tell_of_withdrawal"],
        starts=[TO_RENEW],
        meets=[DECISION],
        once="renewal_is_not_asked",
        done=_("Withdrawn. The registration runs to its end; you can apply again until then and after it."),
        glyph="撤",
        primary=False,
    )
    def withdraw_renewal(self, act: Act) -> None:
        """Nobody decides any more on what was withdrawn. Proof that came in with it stays: it is true all the same."""
        self.renewal_asked_at = None

    @step(
        State.APPROVED,
        by=policies.own_regulator,
        label=_("Renew the registration"),
        guards=[rules.evidence_is_valid, rules.institution_may_still_provide],
        checks=[rules.renewal_lasts_longer],
        effects=["providers.publish_entry", "providers.tell_of_renewal"],
        meets=[DECISION],
        once="renewal_is_not_asked",
        done=_("The registration has been renewed; the public register shows its new term."),
        mark=Mark.DECISION,
        glyph="续",
    )
    def renew(self, act: Act) -> None:
        act.assign("basis", "valid_until")
        self.renewal_asked_at = self.renewal_called_at = None

    @step(
        (State.APPROVED, State.SUSPENDED),
        by=policies.own_regulator,
        label=_("Refuse the renewal"),
        reason=Reason.REQUIRED,
        effects=["providers.tell_of_renewal"],
        starts=[TO_RENEW],
        meets=[DECISION],
        once="renewal_is_not_asked",
        done=_("The renewal has been refused; the provider is told why."),
        mark=Mark.DECISION,
        glyph="驳",
        primary=False,
    )
    def refuse_renewal(self, act: Act) -> None:
        """The registration runs to its end; the provider may mend what is missing and apply again."""
        self.renewal_asked_at = None
        if self.state != self.State.SUSPENDED:  # there the reason of the suspension goes on standing
            self.remark = act.reason

    def _take(self, act: Act) -> None:
        act.assign(*PARTICULARS)
        self.declared_at = act.now
        self.remark = ""
