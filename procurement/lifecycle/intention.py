"""What a unit tells the market ahead of time (财库〔2020〕10号; rules B15): one notice for each month of its plan.

A project that stands in no plan has an intention of its own, on the budget that it rests on (IN-3).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import intention as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Clock, Mark, first_step, step

LEAD = Clock("intention.lead", step="publish", party="purchaser_id", role=Role.HEAD, until="due_at")


class IntentionLifecycle(Lifecycle):
    class State(models.TextChoices):
        DUE = "due", pgettext_lazy("state of an intention", "To be made public")
        PUBLISHED = "published", pgettext_lazy("state of an intention", "Public")
        LAPSED = "lapsed", pgettext_lazy("state of an intention", "Nothing to tell any more")

    state = StateField(State)
    tones = {State.DUE: "amber", State.PUBLISHED: "green"}
    lies_in = ("plan_id", "project_id")

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=portal_itself,
        label=_("The intentions of a month are to be made public"),
        starts=[LEAD],
        hidden=True,
        glyph="应",
    )
    def open(self, act: Act) -> None:
        self.plan, self.month = act.data["plan"], act.data["month"]
        self.purchaser = self.plan.purchaser
        self.due_at = self.last_moment(act.now)

    @first_step(
        by=policies.opens_projects,
        label=_("Prepare an intention"),
        checks=[rules.project_has_none_yet, rules.month_is_to_come, rules.rests_on_a_budget],
        locks=["project"],
        starts=[LEAD],
        rules=["IN-1", "IN-3"],
        glyph="拟",
        done=_("The intention is prepared. The head of the unit makes it public."),
    )
    def prepare(self, act: Act) -> None:
        act.assign("project", "month", "requirement", "reason", "approval")
        self.due_at = self.last_moment(act.now)

    @step(
        State.DUE,
        State.PUBLISHED,
        by=policies.purchaser_head,
        label=_("Make the intentions public"),
        on_paper=False,
        guards=[rules.plan_is_settled],
        effects=["procurement.publish_intentions"],
        meets=["intention.lead"],
        rules=["IN-1", "IN-3", "IN-5", "IN-6", "IN-7", "AN-01"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The intentions have been made public."),
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now

    @step(
        [State.PUBLISHED, State.LAPSED],
        State.DUE,
        by=portal_itself,
        label=_("What was told has changed: the intentions are to be made public anew"),
        starts=[LEAD],
        hidden=True,
        glyph="变",
    )
    def reopen(self, act: Act) -> None:
        """A project was added, changed or given up (IN-3, IN-6)."""
        self.due_at = self.last_moment(act.now)

    @step(
        State.DUE,
        State.LAPSED,
        by=portal_itself,
        label=_("Nothing of this month is to be made public any more"),
        meets=["intention.lead"],
        hidden=True,
        glyph="止",
    )
    def lapse(self, act: Act) -> None:
        """All its projects were given up or moved before anything was told."""
