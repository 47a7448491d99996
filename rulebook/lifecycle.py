"""Changed parameters, a year's working days, pauses of periods: proposed by one person, decided by another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from disclosure.personal import nothing_personal
from rulebook import pausing, policies, rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, Reason, first_step, step

REFRESH = ["rulebook.refresh"]


class Proposal(Lifecycle):
    """What finance proposes and its head decides."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("change of a rule", "Proposed")
        IN_FORCE = "in_force", pgettext_lazy("change of a rule", "Decided")
        REFUSED = "refused", pgettext_lazy("change of a rule", "Not approved")
        WITHDRAWN = "withdrawn", pgettext_lazy("change of a rule", "Withdrawn")
        ENDED = "ended", pgettext_lazy("change of a rule", "Ended")

    state = StateField(State)
    tones = {State.PROPOSED: "amber", State.IN_FORCE: "green"}
    awaits = {State.PROPOSED: [Await("decide", party="finance_id", role=Role.FINANCE_HEAD)]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @step(
        State.PROPOSED,
        State.REFUSED,
        by=policies.finance_head,
        label=_("Do not approve"),
        reason=Reason.REQUIRED,
        glyph="否",
        primary=False,
        done=_("The proposal has not been approved."),
    )
    def refuse(self, act: Act) -> None:
        self.decided_at = act.now

    @step(
        State.PROPOSED,
        State.WITHDRAWN,
        by=policies.change_proposer,
        guards=[rules.only_the_proposer],
        label=_("Withdraw the proposal"),
        glyph="撤",
        primary=False,
        done=_("The proposal has been withdrawn."),
    )
    def withdraw(self, act: Act) -> None:
        self.decided_at = act.now


class ParameterLifecycle(Proposal):
    """A changed value of one rule, in one jurisdiction, from a day on."""

    class Meta(Proposal.Meta):
        abstract = True

    @first_step(
        by=policies.finance_proposer,
        grave=True,
        label=_("Propose a change of a parameter"),
        checks=[
            rules.place_is_ones_own,
            rules.value_fits_the_rule,
            rules.begins_tomorrow,
            rules.ends_after_it_begins,
            rules.is_as_strict_as_above,
            rules.keeps_within_bounds,
        ],
        glyph="拟",
        done=_("The change has been proposed. It takes effect once the head of finance has decided."),
    )
    def propose(self, act: Act) -> None:
        self.set_proposer(act)
        act.assign("rule_id", "jurisdiction", "effective_from", "effective_to", "basis", "explanation")
        self.set_value(act.data)

    @step(
        Proposal.State.PROPOSED,
        Proposal.State.IN_FORCE,
        by=policies.finance_head,
        guards=[
            rules.another_decides,
            rules.may_still_be_changed,
            rules.still_begins_tomorrow,
            rules.still_as_strict_as_above,
        ],
        effects=REFRESH,
        grave=True,
        label=_("Approve the change"),
        mark=Mark.DECISION,
        glyph="批",
        done=_("The change has been decided and is published with the rules."),
    )
    def decide(self, act: Act) -> None:
        self.decided_at = act.now

    @step(
        Proposal.State.IN_FORCE,
        Proposal.State.ENDED,
        by=policies.finance_head,
        checks=[rules.last_day_lies_ahead],
        effects=REFRESH,
        reason=Reason.REQUIRED,
        grave=True,
        label=_("End the change"),
        mark=Mark.DECISION,
        glyph="废",
        primary=False,
        done=_("The last day of the change has been laid down."),
    )
    def end(self, act: Act) -> None:
        self.effective_to = act.data["effective_to"]


class CalendarLifecycle(Proposal):
    """The working days of a year, as the State Council's notice lays them down."""

    class Meta(Proposal.Meta):
        abstract = True

    @first_step(
        by=policies.calendar_proposer,
        label=_("Enter a year's holidays"),
        checks=[rules.dates_belong_to_the_year, rules.off_and_worked_differ],
        glyph="录",
        done=_("The holidays have been entered. They count once the head of finance has checked them."),
    )
    def enter(self, act: Act) -> None:
        self.set_proposer(act)
        act.assign("year", "notice", "url", "off", "work")

    @step(
        Proposal.State.PROPOSED,
        Proposal.State.IN_FORCE,
        by=policies.finance_head,
        guards=[rules.another_decides],
        effects=[*REFRESH, "rulebook.recount"],
        rules=["F2"],
        grave=True,
        label=_("Confirm the holidays"),
        mark=Mark.DECISION,
        glyph="定",
        done=_("The holidays count from now on; open periods of that year have been counted anew."),
    )
    def decide(self, act: Act) -> None:
        self.decided_at = act.now


class PauseLifecycle(Proposal):
    """An outage, force majeure or an order of suspension: while it lasts no period it touches goes on."""

    class Meta(Proposal.Meta):
        abstract = True

    @first_step(
        by=policies.finance_proposer,
        label=_("Propose a pause of periods"),
        checks=[
            pausing.ends_after_it_begins,
            pausing.scope_is_ones_own,
            pausing.one_is_suspended_at_a_time,
            pausing.suspension_does_not_reach_back,
            pausing.suspended_for_thirty_days_at_most,
            nothing_personal("explanation"),
        ],
        rules=["PAUSE"],
        glyph="拟",
        done=_(
            "The pause has been proposed. It counts once a second person, the head of finance, has decided."
        ),
    )
    def propose(self, act: Act) -> None:
        self.set_proposer(act)
        act.assign("kind", "scope", "jurisdiction", "begins_at", "ends_at", "document", "explanation")
        self.planned_until = self.ends_at
        self.concern(act.data["subject"])

    @step(
        Proposal.State.PROPOSED,
        Proposal.State.IN_FORCE,
        by=policies.finance_head,
        guards=[rules.another_decides, pausing.still_within_thirty_days],
        effects=["rulebook.pause.begin"],
        rules=["PAUSE", "CO-9"],
        label=_("Order the pause"),
        mark=Mark.DECISION,
        glyph="停",
        done=_(
            "The pause is ordered. What it touches has been counted anew, and everybody concerned is told."
        ),
    )
    def decide(self, act: Act) -> None:
        self.decided_at = act.now

    @step(
        Proposal.State.IN_FORCE,
        Proposal.State.ENDED,
        by=policies.finance_head,
        guards=[pausing.still_runs],
        checks=[pausing.end_lies_within, nothing_personal("reason")],
        effects=["rulebook.pause.end"],
        rules=["PAUSE"],
        reason=Reason.REQUIRED,
        label=_("End the pause"),
        mark=Mark.DECISION,
        glyph="复",
        done=_("The pause has ended. Periods go on, and everybody concerned is told."),
    )
    def end(self, act: Act) -> None:
        self.ends_at = act.data["ends_at"]

    @step(
        Proposal.State.IN_FORCE,
        Proposal.State.ENDED,
        by=portal_itself,
        guards=[pausing.time_is_up],
        effects=["rulebook.pause.lapse"],
        label=_("The pause is over"),
        hidden=True,
        glyph="复",
    )
    def lapse(self, act: Act) -> None:
        """It has lasted as long as it was ordered for."""


class LogExportLifecycle(Lifecycle):
    """An export of the event log for an outside check: itself an act on record."""

    class State(models.TextChoices):
        MADE = "made", pgettext_lazy("change of a rule", "Made")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.auditor,
        grave=True,
        label=_("Export the event log"),
        glyph="审",
        done=_("The export is ready to be downloaded."),
    )
    def export(self, act: Act) -> None:
        act.assign("purpose")
        self.set_extent(act)
