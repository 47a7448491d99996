"""A unit shows that it is one of the kinds of purchaser (长府办发〔2014〕18号 §3); finance of its level confirms it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import purchasers as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step

FIELDS = (
    "kind",
    "civil_servant_law_managed",
    "has_admin_function",
    "admin_headcount",
    "fiscal_funded",
    "reference_basis",
    "public_welfare_class_one",
    "internal_control",
)


class ProfileLifecycle(Lifecycle):
    class State(models.TextChoices):
        REGISTERED = "registered", pgettext_lazy("state of a registration", "Awaiting confirmation")
        CONFIRMED = "confirmed", pgettext_lazy("state of a registration", "Confirmed")
        RETURNED = "returned", pgettext_lazy("state of a registration", "Returned for completion")

    state = StateField(State)
    tones = {State.REGISTERED: "amber", State.CONFIRMED: "green", State.RETURNED: "amber"}
    awaits = {
        State.REGISTERED: [Await("confirm", party="finance_id", role=Role.REVIEWER)],
        State.RETURNED: [Await("revise", party="organisation_id", role=Role.HANDLER)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.registers_profile,
        lasting=True,
        label=_("Register as a purchaser"),
        checks=[rules.registers_once, rules.kind_has_its_marks],
        effects=["procurement.keep_papers"],
        rules=["PUR-1", "PUR-2", "PUR-3", "PUR-REF"],
        glyph="登",
        done=_("The registration has been sent to finance for confirmation."),
    )
    def register(self, act: Act) -> None:
        self.set_organisation(act.actor)
        act.assign(*FIELDS)

    @step(
        [State.REGISTERED, State.CONFIRMED, State.RETURNED],
        State.REGISTERED,
        by=policies.own_profile,
        lasting=True,
        label=_("Correct the registration"),
        checks=[rules.kind_has_its_marks],
        effects=["procurement.keep_papers"],
        glyph="改",
        primary=False,
    )
    def revise(self, act: Act) -> None:
        act.assign(*FIELDS)

    @step(
        State.REGISTERED,
        State.CONFIRMED,
        by=policies.finance_of_profile,
        label=_("Confirm as a purchaser"),
        guards=[rules.profile_is_lawful],
        rules=["PUR-1", "PUR-2", "PUR-3", "PUR-REF"],
        mark=Mark.DECISION,
        glyph="认",
    )
    def confirm(self, act: Act) -> None:
        self.confirmed_at = act.now

    @step(
        State.REGISTERED,
        State.RETURNED,
        by=policies.finance_of_profile,
        label=_("Return for completion"),
        reason=Reason.REQUIRED,
        glyph="退",
        primary=False,
    )
    def give_back(self, act: Act) -> None:
        self.return_reason = act.reason
