"""An opening official's key: enrolled by the official alone, proved from time to time, given up when lost."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcing import policies
from sourcing.rules import officials as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Reason, first_step, step


class OfficialKeyLifecycle(Lifecycle):
    class State(models.TextChoices):
        LIVE = "live", _("In use")
        RETIRED = "retired", _("Given up")

    state = StateField(State)
    tones = {State.LIVE: "green"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.may_enrol,
        label=_("Enrol a key"),
        personal=True,
        guards=[rules.has_no_live_key],
        checks=[rules.seat_fits_organisation, rules.key_is_well_formed],
        done=_("Your key is enrolled. Keep the passphrase: nobody can restore it."),
        glyph="钥",
    )
    def enrol(self, act: Act) -> None:
        act.assign("seat", "public_key", "wrapped")
        self.user_id, self.organisation_id = act.actor.user_id, act.actor.organisation_id
        self.enrolled_at = self.proved_at = act.now

    @step(
        State.LIVE,
        by=policies.own_key,
        label=_("Show that you still know the passphrase"),
        on_paper=False,
        checks=[rules.proof_is_right],
        primary=False,
        glyph="验",
        done=_("Your key works."),
    )
    def prove(self, act: Act) -> None:
        self.proved_at = act.now

    @step(
        State.LIVE,
        State.RETIRED,
        by=policies.own_key | portal_itself,
        label=_("Give up the key"),
        on_paper=False,
        reason=Reason.REQUIRED,
        primary=False,
        glyph="废",
        done=_("The key is given up. What it held can be opened by the other officials only."),
    )
    def retire(self, act: Act) -> None:
        """Its shares of unopened tenders are dead; another pair must open those."""
