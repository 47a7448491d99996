"""Withholding what a notice should not have said: proposed by one person, decided by another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from disclosure import policies, rules
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step


class WithholdingLifecycle(Lifecycle):
    """A proposal to withhold fields of a published notice."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        WITHHELD = "withheld", _("Withheld from publication")
        REJECTED = "rejected", _("Rejected")

    state = StateField(State)
    tones = {State.PROPOSED: "amber", State.WITHHELD: "green"}
    awaits = {State.PROPOSED: [Await("decide", party="organisation_id", not_for="proposed_by")]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.may_propose,
        label=_("Propose to withhold parts of a notice"),
        glyph="拟",
    )
    def propose(self, act):
        act.assign("notice", "field_names", "basis", "explanation")
        self.organisation_id = act.actor.organisation_id
        self.proposed_by = act.actor.user_id

    @step(
        State.PROPOSED,
        State.WITHHELD,
        by=policies.may_decide,
        label=_("Withhold"),
        on_paper=False,
        guards=[rules.another_person_decides],
        effects=["disclosure.withhold"],
        mark=Mark.DECISION,
        glyph="撤",
        done=_("The fields are withheld. The notice now shows the reason in their place."),
    )
    def decide(self, act):
        self.decided_at = act.now
        self.decided_by = act.actor.user_id

    @step(
        State.PROPOSED,
        State.REJECTED,
        by=policies.may_decide,
        label=_("Keep it public"),
        guards=[rules.another_person_decides],
        reason=Reason.REQUIRED,
        primary=False,
        mark=Mark.DECISION,
        glyph="留",
    )
    def reject(self, act):
        self.decided_at = act.now
        self.decided_by = act.actor.user_id
