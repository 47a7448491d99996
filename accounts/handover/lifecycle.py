"""One hand-over: what it says stays as it was said."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.deputies.policies import in_a_unit
from accounts.handover import rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Mark, first_step


class HandOverLifecycle(Lifecycle):
    class State(models.TextChoices):
        DONE = "done", pgettext_lazy("hand-over", "Handed over")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=in_a_unit,
        label=_("Hand over all open work"),
        checks=[rules.by_whom_it_concerns, rules.among_colleagues, rules.taker_can_do_it],
        effects=["accounts.handover.pass_on"],
        personal=True,
        mark=Mark.HANDLING,
        glyph="交",
        done=_("Handed over. Both of you find the note with the list."),
    )
    def hand_over(self, act: Act) -> None:
        act.assign("giver", "taker", "note")
        self.organisation_id, self.made_at = act.actor.organisation_id, act.now
