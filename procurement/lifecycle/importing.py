"""Budget lines from the finance system's workbook: read, looked at, entered all at once or not at all (A5.1)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import importing as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step


class LineImportLifecycle(Lifecycle):
    class State(models.TextChoices):
        READ = "read", pgettext_lazy("state of an import", "Read, not entered yet")
        ENTERED = "entered", pgettext_lazy("state of an import", "Entered")
        DISCARDED = "discarded", pgettext_lazy("state of an import", "Discarded")

    state = StateField(State)
    tones = {State.READ: "amber", State.ENTERED: "green"}
    awaits = {State.READ: [Await("enter", party="finance_id", role=Role.REVIEWER)]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.enters_lines,
        label=_("Import budget lines"),
        effects=["procurement.keep_workbook"],
        glyph="读",
        done=_("The workbook has been read. Look through what it would change; nothing is entered yet."),
    )
    def read(self, act: Act) -> None:
        self.take(act.actor, act.data["workbook"][0], act.today)

    @step(
        State.READ,
        State.ENTERED,
        by=policies.finance_of_line,
        label=_("Enter what the workbook says"),
        guards=[rules.workbook_is_right, rules.something_changes],
        checks=[rules.changes_say_why],
        effects=["procurement.enter_workbook"],
        locks=["lines_named"],
        rules=["A5.1", "A5.2", "A5.4"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="列",
        done=_("The lines have been entered."),
    )
    def enter(self, act: Act) -> None:
        self.entered_at = act.now
        act.facts["rows"] = self.changes()

    @step(
        State.READ,
        State.DISCARDED,
        by=policies.finance_of_line,
        label=_("Discard the workbook"),
        glyph="弃",
        primary=False,
        done=_("Nothing has been entered."),
    )
    def discard(self, act: Act) -> None:
        """Nothing of it was entered."""
