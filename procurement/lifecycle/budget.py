"""A line of the approved budget and its ledger (长府办发〔2014〕18号 §7; rules A5.1, A5.2, A5.4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procurement import policies
from procurement.rules import budget as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Mark, Reason, first_step, step

FIELDS = ("title", "code", "year", "category", "source", "approval_number")


class BudgetLineLifecycle(Lifecycle):
    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a budget line", "In use")
        CLOSED = "closed", pgettext_lazy("state of a budget line", "Out of use")

    state = StateField(State)
    lock_rank = 20

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.enters_lines,
        label=_("Enter an approved budget line"),
        checks=[rules.purchaser_is_of_own_level, rules.code_is_new, rules.years_follow],
        effects=["procurement.enter_amount", "procurement.write_plan_years", "procurement.budget_changed"],
        rules=["A5.1"],
        mark=Mark.DECISION,
        glyph="列",
        done=_("The budget line has been entered."),
    )
    def enter(self, act: Act) -> None:
        self.set_parties(act.data["purchaser"])
        act.assign(*FIELDS)

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Increase the line"),
        checks=[rules.line_stays_countable],
        effects=["procurement.increase_amount", "procurement.budget_changed"],
        rules=["A5.2"],
        mark=Mark.DECISION,
        glyph="增",
        primary=False,
        done=_("The line has been increased."),
    )
    def increase(self, act: Act) -> None:
        """Additional money is entered with the approval on which it rests (A5.2)."""

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Cut the line"),
        checks=[rules.cut_leaves_what_is_committed],
        effects=["procurement.cut_amount", "procurement.budget_changed"],
        rules=["A5.4"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="减",
        primary=False,
        done=_("The line has been cut."),
    )
    def cut(self, act: Act) -> None:
        """Never below what is already committed (A5.4)."""

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Change the years to come"),
        checks=[rules.years_follow],
        effects=["procurement.write_plan_years", "procurement.budget_changed"],
        reason=Reason.REQUIRED,
        rules=["B8.12"],
        glyph="划",
        primary=False,
    )
    def plan(self, act: Act) -> None:
        """The amounts of the medium-term fiscal plan, by year."""

    @step(
        State.OPEN,
        State.CLOSED,
        by=policies.finance_of_line,
        label=_("Close the line"),
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="结",
        primary=False,
    )
    def close(self, act: Act) -> None:
        self.closed_at = act.now
