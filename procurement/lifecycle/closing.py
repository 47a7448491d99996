"""The closing of a budget year: payments end, what is open goes on in the next year, the rest lapses (A5.1, A5.4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import closing as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step


class YearClosingLifecycle(Lifecycle):
    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a year-end closing", "Being prepared")
        CLOSED = "closed", pgettext_lazy("state of a year-end closing", "Year closed")

    state = StateField(State)
    tones = {State.OPEN: "amber", State.CLOSED: "green"}
    lock_rank = 8
    awaits = {State.OPEN: [Await("close", party="finance_id", role=Role.REVIEWER)]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.enters_lines,
        label=_("Prepare the year-end closing"),
        checks=[
            rules.year_is_not_being_closed,
            rules.year_has_lines,
            rules.payments_end_in_the_year,
            rules.payments_end_ahead,
        ],
        effects=["procurement.tell_the_cutoff"],
        rules=["A5.4"],
        glyph="备",
        done=_("The units have been told until when payments of that year are made."),
    )
    def open(self, act: Act) -> None:
        self.set_parties(act.actor)
        act.assign("year", "payments_until")

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Move the end of payments"),
        checks=[rules.payments_end_in_the_year, rules.payments_end_ahead],
        effects=["procurement.tell_the_cutoff"],
        reason=Reason.REQUIRED,
        glyph="延",
        primary=False,
        done=_("The units have been told of the new date."),
    )
    def move_cutoff(self, act: Act) -> None:
        act.assign("payments_until")

    @step(
        State.OPEN,
        State.CLOSED,
        by=policies.finance_of_line,
        grave=True,
        label=_("Close the budget year"),
        guards=[rules.payments_have_ended, rules.list_is_done],
        checks=[rules.lapse_is_acknowledged],
        effects=["procurement.settle_lines"],
        locks=["lines"],
        rules=["A5.1", "A5.4"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="结",
        done=_("The budget year is closed. Its lines change only by an adjustment."),
    )
    def close(self, act: Act) -> None:
        self.closed_at = act.now
        self.lapsed = self.free()
        act.facts["lapsed"] = str(self.lapsed)
