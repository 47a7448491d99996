"""A government's report for one period: filled by the portal, checked and frozen by a second person, submitted,
accepted or returned. What has been frozen never changes; a returned report is followed by a new version."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from reporting import policies
from reporting.rules import report as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, Reason, first_step, step


class ReportLifecycle(Lifecycle):
    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a report", "To be filled in")
        FILLED = "filled", pgettext_lazy("state of a report", "Filled in, to be checked")
        FROZEN = "frozen", pgettext_lazy("state of a report", "Frozen, to be submitted")
        SUBMITTED = "submitted", pgettext_lazy("state of a report", "Submitted")
        ACCEPTED = "accepted", pgettext_lazy("state of a report", "Accepted")
        RETURNED = "returned", pgettext_lazy("state of a report", "Returned")

    state = StateField(State)
    tones = {
        State.OPEN: "amber",
        State.FILLED: "amber",
        State.FROZEN: "blue",
        State.SUBMITTED: "blue",
        State.ACCEPTED: "green",
    }
    lock_rank = 60
    awaits = {
        State.OPEN: [Await("fill", party="organisation_id", role=Role.REVIEWER, until="due_at")],
        State.FILLED: [Await("freeze", party="organisation_id", role=Role.FINANCE_HEAD, until="due_at")],
        State.FROZEN: [Await("submit", party="organisation_id", role=Role.REVIEWER, until="due_at")],
        State.SUBMITTED: [Await("accept", party="receiver_id", role=Role.REVIEWER)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=portal_itself, label=_("A report falls due"), hidden=True, glyph="期")
    def open(self, act: Act) -> None:
        act.assign("template", "organisation", "starts_on", "version")
        self.set_period()

    @step(
        [State.OPEN, State.FILLED],
        State.FILLED,
        by=policies.filler,
        label=_("Fill in from the portal's data"),
        effects=["reporting.fill"],
        rules=["A0.3"],
        on_paper=False,
        glyph="填",
        done=_("The figures have been filled in. Look through them; the head of finance freezes them."),
    )
    def fill(self, act: Act) -> None:
        self.filled_by, self.filled_at = act.actor.user_id, act.now
        act.assign("note")

    @step(
        State.FILLED,
        State.OPEN,
        by=policies.fillers_head,
        label=_("Hand back for filling in"),
        reason=Reason.REQUIRED,
        on_paper=False,
        primary=False,
        glyph="退",
        done=_("The report is back with the reviewer."),
    )
    def hand_back(self, act: Act) -> None:
        """The reason says what is to be looked at."""

    @step(
        State.FILLED,
        State.FROZEN,
        by=policies.fillers_head,
        label=_("Check and freeze"),
        guards=[
            rules.another_filled_it,
            rules.figures_are_as_they_stand,
            rules.all_below_have_reported,
            rules.social_share_is_reached,
        ],
        effects=["reporting.print_report"],
        locks=["accepted_below"],
        rules=["A0.3", "A7.12", "social.share_target"],
        on_paper=False,
        mark=Mark.DECISION,
        glyph="核",
        done=_("The figures are frozen and no longer change. The report can be submitted."),
    )
    def freeze(self, act: Act) -> None:
        self.frozen_by, self.frozen_at = act.actor.user_id, act.now

    @step(
        State.FROZEN,
        State.SUBMITTED,
        by=policies.filler,
        label=_("Submit the report"),
        checks=[rules.dispatch_is_told],
        effects=["reporting.keep_receipt"],
        rules=["A0.3"],
        on_paper=False,
        glyph="报",
        done=_("The report has been submitted."),
    )
    def submit(self, act: Act) -> None:
        self.submitted_at = act.now
        act.assign(*(name for name in ("sent_on", "sent_how", "sent_note") if name in act.data))

    @step(
        State.SUBMITTED,
        State.ACCEPTED,
        by=policies.judge,
        label=_("Accept the report"),
        on_paper=False,
        mark=Mark.DECISION,
        glyph="收",
        done=_("The report is accepted and counts in the sum."),
    )
    def accept(self, act: Act) -> None:
        self.accepted_at = act.now

    @step(
        [State.SUBMITTED, State.ACCEPTED],
        State.RETURNED,
        by=policies.judge,
        label=pgettext_lazy("report", "Return the report"),
        guards=[rules.is_in_no_frozen_sum],
        effects=["reporting.open_next_version"],
        reason=Reason.REQUIRED,
        on_paper=False,
        primary=False,
        mark=Mark.DECISION,
        glyph="退",
        done=_("The report has been returned; a new version waits to be filled in."),
    )
    def send_back(self, act: Act) -> None:
        self.returned_at, self.returned_reason = act.now, act.reason

    @step(
        [State.OPEN, State.FILLED, State.FROZEN],
        by=policies.receiver,
        label=pgettext_lazy("report", "Urge"),
        guards=[rules.not_urged_today],
        effects=["reporting.tell_urged"],
        reason=Reason.OPTIONAL,
        on_paper=False,
        primary=False,
        glyph="催",
        done=_("The department has been urged."),
    )
    def urge(self, act: Act) -> None:
        self.urged_at = act.now
