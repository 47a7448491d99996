"""A deputyship: appointed for named steps and days; it ends by itself, or early."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.deputies import policies, rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Mark, Reason, first_step, step


class DeputyshipLifecycle(Lifecycle):
    """Whether it holds today follows from its days and the legal clock; only an early end is a state."""

    class State(models.TextChoices):
        APPOINTED = "appointed", pgettext_lazy("deputyship", "Appointed")
        ENDED = "ended", pgettext_lazy("deputyship", "Ended early")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.in_a_unit,
        label=_("Appoint a deputy"),
        checks=[
            rules.appointed_by_who_may,
            rules.deputy_is_a_colleague,
            rules.steps_are_the_principals,
            rules.days_lie_ahead,
            rules.no_chain,
            rules.no_other_deputy,
            rules.duties_stay_separate,
        ],
        effects=["accounts.deputies.tell"],
        personal=True,
        rules=["A7.12"],
        mark=Mark.DECISION,
        glyph="代",
        done=_("The deputy is appointed and has been told."),
    )
    def appoint(self, act: Act) -> None:
        act.assign("principal", "deputy", "note")
        self.covered = sorted(act.data["steps"])
        self.organisation_id = act.actor.organisation_id
        self.set_days(act.data["first_day"], act.data["last_day"])

    @step(
        State.APPOINTED,
        State.ENDED,
        by=policies.concerned | portal_itself,
        label=_("End it early"),
        guards=[rules.is_not_over],
        effects=["accounts.deputies.tell_end"],
        personal=True,
        reason=Reason.OPTIONAL,
        primary=False,
        glyph="止",
        done=_("The deputyship has ended. Open work is the colleague's own again."),
    )
    def end(self, act: Act) -> None:
        self.ended_at = act.now
