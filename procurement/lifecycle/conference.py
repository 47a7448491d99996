"""The joint conference (联席会议, 长府办发〔2014〕18号 §9): agenda, minutes, and decisions that become tasks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import conference as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import of_party, portal_itself, role
from workflow.steps import Await, Mark, Reason, first_step, step

FIELDS = ("title", "meets_at", "place")
ANSWERS = (Role.HEAD, Role.REGULATOR, Role.FINANCE_HEAD, Role.AUDITOR)
"""Who speaks for a unit, whatever its kind."""


class ConferenceLifecycle(Lifecycle):
    class State(models.TextChoices):
        CONVENED = "convened", pgettext_lazy("state of a conference", "Convened")
        HELD = "held", pgettext_lazy("state of a conference", "Held")
        CANCELLED = "cancelled", pgettext_lazy("state of a conference", "Cancelled")

    state = StateField(State)
    tones = {State.CONVENED: "amber", State.HELD: "green"}
    awaits = {State.CONVENED: [Await("record", party="finance_id", role=Role.REVIEWER, until="meets_at")]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.of_finance & role(*policies.FINANCE),
        label=_("Convene a joint conference"),
        checks=[rules.is_still_to_come],
        effects=["procurement.write_agenda"],
        rules=["A7.4"],
        glyph="召",
        done=_("The units that are invited see the agenda now."),
    )
    def convene(self, act: Act) -> None:
        self.set_convener(act.actor)
        act.assign(*FIELDS)

    @step(
        State.CONVENED,
        by=policies.finance_of_project,
        label=_("Change the agenda"),
        checks=[rules.is_still_to_come],
        effects=["procurement.write_agenda"],
        then=[Await("record", party="finance_id", role=Role.REVIEWER, until="meets_at")],
        glyph="改",
        primary=False,
    )
    def revise(self, act: Act) -> None:
        act.assign(*FIELDS)

    @step(
        State.CONVENED,
        State.HELD,
        by=policies.finance_of_project,
        label=_("Record the minutes"),
        guards=[rules.has_begun],
        checks=[rules.tasks_lie_ahead],
        effects=["procurement.assign_tasks"],
        rules=["A7.4"],
        mark=Mark.DECISION,
        glyph="纪",
        done=_("The minutes are recorded. Each decision is a task of the unit named."),
    )
    def record(self, act: Act) -> None:
        self.minutes = act.data["minutes"]
        self.recorded_at = act.now

    @step(
        State.CONVENED,
        State.CANCELLED,
        by=policies.finance_of_project,
        label=_("Cancel the conference"),
        reason=Reason.REQUIRED,
        glyph="止",
        primary=False,
    )
    def cancel(self, act: Act) -> None:
        self.minutes = act.reason


class TaskLifecycle(Lifecycle):
    class State(models.TextChoices):
        ASSIGNED = "assigned", pgettext_lazy("state of a task", "To be done")
        DONE = "done", pgettext_lazy("state of a task", "Done")

    state = StateField(State)
    tones = {State.ASSIGNED: "amber", State.DONE: "green"}
    lies_in = ("conference_id",)
    awaits = {
        State.ASSIGNED: [Await("report", party="organisation_id", role_of="role", until="due_at")],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=portal_itself, label=_("A decision is assigned"), hidden=True, glyph="派")
    def assign(self, act: Act) -> None:
        act.assign("conference", "organisation", "decision")
        self.set_due(act.data["due_on"])

    @step(
        State.ASSIGNED,
        State.DONE,
        by=of_party("organisation_id", *ANSWERS),
        label=_("Report what was done"),
        rules=["A7.4"],
        glyph="报",
        done=_("Everybody who took part reads what was done."),
    )
    def report(self, act: Act) -> None:
        act.assign("outcome")
        self.done_at = act.now
