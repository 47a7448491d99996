"""What a unit means to purchase in a year: drawn up by it, settled by finance after hearing the other departments
(长府办发〔2014〕18号 §9; rules A7.4, A7.10, A7.20), and adjusted during the year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import plan as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import of_party, portal_itself
from workflow.steps import Await, Clock, Mark, Reason, first_step, step

NEXT = [Await("submit", party="purchaser_id", role=Role.HEAD)]
"""Once something is filled in, the head of the unit decides what goes out."""


class PlanLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a plan", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("state of a plan", "With finance")
        CONSULTING = "consulting", pgettext_lazy("state of a plan", "Departments are heard")
        RETURNED = "returned", pgettext_lazy("state of a plan", "Returned for completion")
        CONFIRMED = "confirmed", pgettext_lazy("state of a plan", "Confirmed")
        ADJUSTING = "adjusting", pgettext_lazy("state of a plan", "Being adjusted")

    state = StateField(State)
    tones = {
        State.SUBMITTED: "amber",
        State.CONSULTING: "amber",
        State.RETURNED: "amber",
        State.CONFIRMED: "green",
        State.ADJUSTING: "amber",
    }
    lock_rank = 5
    awaits = {
        State.DRAFT: [Await("fill", party="purchaser_id", role=Role.HANDLER)],
        State.RETURNED: [Await("fill", party="purchaser_id", role=Role.HANDLER)],
        State.ADJUSTING: [Await("fill", party="purchaser_id", role=Role.HANDLER)],
        State.SUBMITTED: [Await("ask", party="finance_id", role=Role.REVIEWER)],
        State.CONSULTING: [Await("confirm", party="finance_id", role=Role.REVIEWER)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.opens_projects,
        label=_("New annual plan"),
        guards=[rules.purchaser_is_eligible],
        checks=[rules.year_has_no_plan],
        glyph="拟",
        done=_("The plan is open. Enter what your unit means to purchase in that year."),
    )
    def open(self, act: Act) -> None:
        self.set_parties(act.actor)
        act.assign("year")

    @step(
        [State.DRAFT, State.RETURNED, State.ADJUSTING],
        by=policies.purchaser_handler,
        label=_("Fill in the plan"),
        checks=[
            rules.nobody_was_faster,
            rules.lines_are_of_this_plan,
            rules.lines_in_use_stay,
            rules.sum_is_payable,
        ],
        effects=["procurement.write_plan_lines"],
        then=NEXT,
        glyph="编",
        primary=False,
        done=_("Saved."),
    )
    def fill(self, act: Act) -> None:
        self.revision += 1

    @step(
        [State.DRAFT, State.RETURNED, State.ADJUSTING],
        State.SUBMITTED,
        by=policies.purchaser_head,
        label=_("Send the plan to finance"),
        guards=[rules.purchaser_is_eligible, rules.plan_has_lines],
        rules=["A7.4"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="呈",
        done=_("The plan is with finance."),
    )
    def submit(self, act: Act) -> None:
        self.submitted_at = act.now
        self.round += 1

    @step(
        [State.SUBMITTED, State.CONSULTING],
        State.CONSULTING,
        by=policies.finance_of_project,
        label=_("Ask the departments for their opinions"),
        checks=[rules.nobody_answers_for_itself],
        effects=["procurement.ask_departments"],
        rules=["A7.4", "A7.10", "A7.20"],
        glyph="会",
        done=_("The departments have been asked."),
    )
    def ask(self, act: Act) -> None:
        self.asked_at = act.now

    @step(
        [State.SUBMITTED, State.CONSULTING],
        State.CONFIRMED,
        by=policies.finance_of_project,
        label=_("Confirm the plan"),
        guards=[
            rules.departments_were_asked,
            rules.answers_are_in,
            rules.objections_are_weighed,
            rules.no_posts_beside,
            rules.budget_bears_the_plan,
        ],
        effects=[
            "procurement.end_consultation",
            "procurement.keep_plan_version",
            "procurement.open_intentions",
        ],
        rules=["A7.4", "A7.10", "A7.20", "A3.1", "A3.2"],
        mark=Mark.DECISION,
        glyph="定",
        done=_("The plan is confirmed. Applications of that year refer to its lines."),
    )
    def confirm(self, act: Act) -> None:
        self.version += 1
        self.confirmed_at = act.now
        self.document_number = act.data["document_number"]

    @step(
        [State.SUBMITTED, State.CONSULTING],
        State.RETURNED,
        by=policies.finance_of_project,
        label=_("Return for completion"),
        effects=["procurement.end_consultation"],
        reason=Reason.REQUIRED,
        glyph="退",
        primary=False,
        done=_("The plan has been returned to the unit."),
    )
    def give_back(self, act: Act) -> None:
        self.remark = act.reason

    @step(
        State.CONFIRMED,
        State.ADJUSTING,
        by=policies.purchaser_people,
        label=_("Adjust the plan"),
        reason=Reason.REQUIRED,
        glyph="调",
        primary=False,
        done=_(
            "Change the lines and send the plan to finance again. Until then the confirmed version stands."
        ),
    )
    def adjust(self, act: Act) -> None:
        self.remark = self.adjusted_for = act.reason


class OpinionLifecycle(Lifecycle):
    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("state of an opinion", "Asked")
        GIVEN = "given", pgettext_lazy("state of an opinion", "Given")
        ENDED = "ended", pgettext_lazy("state of an opinion", "No longer awaited")

    state = StateField(State)
    tones = {State.ASKED: "amber", State.GIVEN: "green"}
    lock_rank = 6
    lies_in = ("plan_id",)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=portal_itself,
        label=_("An opinion on the annual plan is asked for"),
        starts=[Clock("plan.opinion", step="give", party="organisation_id", role_of="role")],
        hidden=True,
        glyph="询",
    )
    def ask(self, act: Act) -> None:
        act.assign("plan", "office", "organisation")
        self.round = self.plan.round
        self.asked_at = act.now

    @step(
        State.ASKED,
        State.GIVEN,
        by=of_party("organisation_id", Role.HEAD, Role.REGULATOR),
        label=_("Give the opinion"),
        checks=[rules.remarks_are_written, rules.notes_are_on_this_plan],
        effects=["procurement.keep_opinion_rows"],
        meets=["plan.opinion"],
        rules=["A7.4", "A7.20", "A7.10"],
        mark=Mark.DECISION,
        glyph="复",
        done=_("Finance and the unit now have your opinion."),
    )
    def give(self, act: Act) -> None:
        act.assign("verdict", "text")
        self.given_at = act.now

    @step(
        State.ASKED,
        State.ENDED,
        by=portal_itself,
        label=_("The opinion is no longer awaited"),
        meets=["plan.opinion"],
        hidden=True,
        glyph="止",
    )
    def end(self, act: Act) -> None:
        """The plan was returned, or confirmed after the period was over."""
