"""The budget for purchased services is made public unit by unit (政策 §7, Budget Law art. 14; rule A5.3)."""

from __future__ import annotations

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import budget as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Clock, Mark, first_step, step

CLOCK = Clock("budget.publication", step="publish", party="purchaser_id", role=Role.HEAD)
FROM_THE_APPROVAL = replace(CLOCK, since="approved_at")


class BudgetTableLifecycle(Lifecycle):
    class State(models.TextChoices):
        DUE = "due", pgettext_lazy("state of a budget table", "To be made public")
        PUBLISHED = "published", pgettext_lazy("state of a budget table", "Public")
        NOTHING = "nothing", pgettext_lazy("state of a budget table", "Nothing to make public")

    state = StateField(State)
    tones = {State.DUE: "amber", State.PUBLISHED: "green"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=portal_itself,
        label=_("The budget is to be made public"),
        starts=[FROM_THE_APPROVAL],
        hidden=True,
        glyph="应",
    )
    def open(self, act: Act) -> None:
        self.purchaser, self.year = act.data["purchaser"], act.data["year"]

    @step(
        State.DUE,
        State.PUBLISHED,
        by=policies.purchaser_head,
        label=_("Make the budget public"),
        on_paper=False,
        guards=[rules.table_has_lines],
        effects=["procurement.publish_budget"],
        meets=["budget.publication"],
        rules=["A5.3"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The budget has been made public."),
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now

    @step(
        State.DUE,
        State.PUBLISHED,
        by=portal_itself,
        label=_("What was to be told has been taken back; what is public holds"),
        meets=["budget.publication"],
        hidden=True,
        glyph="销",
    )
    def recall(self, act: Act) -> None:
        """The only change since publication was an entry made by mistake."""

    @step(
        State.DUE,
        State.NOTHING,
        by=portal_itself,
        label=_("Nothing is left to make public"),
        meets=["budget.publication"],
        hidden=True,
        glyph="销",
    )
    def drop(self, act: Act) -> None:
        """All that the unit had in this year was entered by mistake."""

    @step(
        [State.PUBLISHED, State.NOTHING],
        State.DUE,
        by=portal_itself,
        label=_("The budget has changed and is to be made public anew"),
        starts=[CLOCK],
        hidden=True,
        glyph="变",
    )
    def reopen(self, act: Act) -> None:
        """A line was entered, increased or cut after publication."""
