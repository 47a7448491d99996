"""A link between an account and an identity: made by the person alone, cut by them or by who orders their unit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.identity import policies, rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import signed_in
from workflow.steps import Reason, first_step, step


class IdentityLifecycle(Lifecycle):
    class State(models.TextChoices):
        LINKED = "linked", pgettext_lazy("identity of a person", "Linked")
        CUT = "cut", pgettext_lazy("identity of a person", "No longer linked")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=signed_in,
        label=_("Link the identity with my account"),
        guards=[rules.the_service_has_answered, rules.identity_is_free, rules.one_identity_at_a_time],
        effects=["accounts.identity.tell"],
        grave=True,
        personal=True,
        glyph="联",
        done=_("Linked. From now on you can sign in through the identity service."),
    )
    def link(self, act: Act) -> None:
        """Issuer and subject come from a verified answer of the service, never from a form."""
        self.user_id, self.linked_at = act.actor.user_id, act.now

    @step(
        State.LINKED,
        State.CUT,
        by=policies.own_or_of_the_unit,
        label=_("Cut the link"),
        guards=[rules.another_way_remains],
        effects=["accounts.identity.tell"],
        reason=Reason.OPTIONAL,
        grave=True,
        on_paper=False,
        primary=False,
        glyph="断",
        done=_("Cut. Whoever had signed in through it is signed out."),
    )
    def cut(self, act: Act) -> None:
        self.cut_at = act.now
