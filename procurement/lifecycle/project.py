"""A project, from need to file: application, budget, sourcing, supervision, acceptance, evaluation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import application, assessment, decision, splitting, years
from procurement.rules import plan as planning
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Clock, Mark, Reason, first_step, step

FIELDS = (
    "title",
    "need",
    "recipients",
    "recipient_number",
    "item",
    "service_class",
    "quantity",
    "unit",
    "quality_standard",
    "budget_line",
    "plan_line",
    "starts_on",
    "ends_on",
    "term_basis",
    "new_or_temporary",
    "new_or_temporary_note",
    "benefit_function",
    "benefit_cost",
    "benefit_quality",
    "no_double_provision",
    "posts_note",
    "ex_ante_evaluation",
)
READY = [
    application.purchaser_is_eligible,
    application.is_complete,
    application.item_is_in_force,
    assessment.not_excluded,
    assessment.three_benefits,
    assessment.no_double_provision,
    application.in_the_budget,
    application.term_is_lawful,
    years.every_year_has_its_share,
    years.later_lines_are_usable,
    assessment.ex_ante_evaluation,
    application.cost_is_set_out,
    application.line_has_as_much,
    application.can_be_paid_in_its_year,
    planning.stands_in_the_plan,
    assessment.indicators_are_sound,
]
"""What an application must show before it leaves the handler's desk."""

SIGN = Clock(
    "contract.sign",
    step="contracts.contract.draw_up",  # of the room above, which meets it when both have signed
    party="purchaser_id",
    role=Role.HANDLER,
    label=_("Conclude the contract"),
)


class ProjectLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a project", "Draft")
        PRESENTED = "presented", pgettext_lazy("state of a project", "Before the head of unit")
        SUBMITTED = "submitted", pgettext_lazy("state of a project", "Under finance review")
        RETURNED = "returned", pgettext_lazy("state of a project", "Returned for completion")
        REFUSED = "refused", pgettext_lazy("state of a project", "Refused")
        GRANTED = "granted", pgettext_lazy("state of a project", "Budget granted")
        SOURCING = "sourcing", pgettext_lazy("state of a project", "Sourcing")
        CONTRACTED = "contracted", pgettext_lazy("state of a project", "Under supervision")
        ACCEPTED = "accepted", pgettext_lazy("state of a project", "Accepted")
        EVALUATED = "evaluated", pgettext_lazy("state of a project", "Evaluated")
        CLOSED = "closed", pgettext_lazy("state of a project", "Closed")
        TERMINATED = "terminated", pgettext_lazy("state of a project", "Terminated")

    state = StateField(State)
    tones = {
        State.SUBMITTED: "amber",
        State.RETURNED: "amber",
        State.GRANTED: "blue",
        State.SOURCING: "blue",
        State.CONTRACTED: "blue",
        State.ACCEPTED: "blue",
        State.EVALUATED: "green",
        State.CLOSED: "green",
    }
    lock_rank = 10
    awaits = {
        State.DRAFT: [Await("present", party="purchaser_id", role=Role.HANDLER)],
        State.PRESENTED: [Await("submit", party="purchaser_id", role=Role.HEAD)],
        State.SUBMITTED: [
            Await("grant", party="finance_id", role=Role.REVIEWER, within="project.finance_review")
        ],
        State.RETURNED: [Await("present", party="purchaser_id", role=Role.HANDLER)],
        State.GRANTED: [Await("begin_sourcing", party="purchaser_id", role=Role.HANDLER)],
        State.ACCEPTED: [
            Await(
                "record_evaluation",
                party="purchaser_id",
                role=Role.HANDLER,
                within="evaluation.after_acceptance",
                label=_("Evaluate the service and publish the result"),
            )
        ],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    # Application -----------------------------------------------------------------------------------------------

    @first_step(
        by=policies.opens_projects,
        label=_("New application"),
        guards=[application.purchaser_is_eligible],
        checks=[
            application.year_has_a_budget,
            application.item_was_in_force,
            application.earlier_is_own,
        ],
        effects=["procurement.prepare_templates"],
        rules=["A4.2"],
        glyph="拟",
        done=_("The draft is open. Fill it in section by section; nothing is sent to finance yet."),
    )
    def draft(self, act: Act) -> None:
        self.set_parties(act.actor)
        act.assign("title", "item", "year", "service_class", "estimate")
        self.drafted_on = act.today
        self.handler_id = act.actor.user_id
        if act.data["earlier"] is not None:
            self.take_over(act.data["earlier"])

    @step(
        [State.DRAFT, State.RETURNED],
        by=policies.purchaser_handler,
        label=_("Fill in the application"),
        checks=[
            application.nobody_was_faster,
            application.item_was_in_force,
            application.line_is_own,
            planning.plan_line_fits,
            application.total_is_payable,
            years.shares_fit,
        ],
        effects=["procurement.write_application", "procurement.keep_papers"],
        glyph="编",
        primary=False,
        done=_("Saved."),
    )
    def prepare(self, act: Act) -> None:
        act.assign(*FIELDS)
        self.requested_amount = application.total_of(act.data["cost_rows"])
        self.revision += 1
        self.handler_id = act.actor.user_id

    @step(
        [State.DRAFT, State.RETURNED],
        State.PRESENTED,
        by=policies.purchaser_handler,
        label=_("Present to the head of unit"),
        guards=READY,
        reason=Reason.OPTIONAL,
        glyph="送",
        done=_("The head of unit now has the application."),
    )
    def present(self, act: Act) -> None:
        self.handler_id = act.actor.user_id

    @step(
        State.PRESENTED,
        State.SUBMITTED,
        by=policies.purchaser_head,
        label=_("Submit to finance"),
        guards=[*READY, splitting.not_split],
        effects=["procurement.keep_submission", "procurement.print_application"],
        rules=["A7.12", "A3.5", "A3.3", "A0.2", "A5.1"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="呈",
        done=_("The application has been submitted to finance."),
    )
    def submit(self, act: Act) -> None:
        self.submitted_at = act.now
        self.head_id = act.actor.user_id
        self.take_number(act.today.year)

    @step(
        State.PRESENTED,
        State.DRAFT,
        by=policies.purchaser_head,
        label=_("Hand back to the handler"),
        reason=Reason.REQUIRED,
        glyph="还",
        primary=False,
    )
    def hand_back(self, act: Act) -> None:
        self.remark = act.reason

    # Budget ----------------------------------------------------------------------------------------------------

    @step(
        State.SUBMITTED,
        State.GRANTED,
        by=policies.finance_of_project,
        label=_("Grant the budget"),
        guards=[
            application.item_is_in_force,
            application.in_the_budget,
            application.can_be_paid_in_its_year,
            years.later_lines_are_usable,
            splitting.splitting_is_weighed,
        ],
        checks=[
            decision.within_request,
            years.shares_were_asked_for,
            years.within_every_line,
            decision.grade_is_acknowledged,
            decision.residual_is_confirmed,
            decision.cited_law_is_confirmed,
        ],
        effects=["procurement.commit", "procurement.print_approval"],
        locks=["budget_line", "later_lines"],
        rules=["A5.1", "A5.4", "A6.4", "A7.6"],
        meets=["project.finance_review"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="批",
        done=_("The budget has been granted."),
    )
    def grant(self, act: Act) -> None:
        self.granted_amount = act.data["amount"]
        self.grant_number = act.data["decision_number"]
        self.granted_at = act.now

    @step(
        State.SUBMITTED,
        State.RETURNED,
        by=policies.finance_of_project,
        label=_("Return for completion"),
        meets=["project.finance_review"],
        reason=Reason.REQUIRED,
        glyph="退",
        primary=False,
        done=_("The application has been returned to the purchaser."),
    )
    def give_back(self, act: Act) -> None:
        self.remark = act.reason

    @step(
        State.SUBMITTED,
        State.REFUSED,
        by=policies.finance_of_project,
        label=_("Refuse the application"),
        effects=["procurement.give_up_intention"],
        meets=["project.finance_review"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="驳",
        primary=False,
        done=_("The application has been refused."),
    )
    def refuse(self, act: Act) -> None:
        self.remark = act.reason

    # What other rooms report -----------------------------------------------------------------------------------

    @step(State.GRANTED, State.SOURCING, by=portal_itself, label=_("Begin sourcing"), hidden=True, glyph="采")
    def begin_sourcing(self, act: Act) -> None:
        self.method = act.data["method"]
        self.sourcing_since = act.today

    @step(
        State.SOURCING,
        by=portal_itself,
        label=_("Award recorded"),
        checks=[decision.within_grant],
        starts=[SIGN],
        hidden=True,
        mark=Mark.DECISION,
        glyph="中",
    )
    def record_award(self, act: Act) -> None:
        self.awarded_amount = act.data["amount"]

    @step(
        State.SOURCING,
        State.GRANTED,
        by=portal_itself,
        label=_("Sourcing ended without an award"),
        hidden=True,
        reason=Reason.REQUIRED,
        glyph="废",
    )
    def record_failure(self, act: Act) -> None:
        self.awarded_amount = self.sourcing_since = None
        self.method = ""

    @step(
        State.SOURCING,
        State.CONTRACTED,
        by=portal_itself,
        label=_("Contract signed"),
        checks=[decision.within_grant],
        hidden=True,
        mark=Mark.DECISION,
        glyph="约",
    )
    def record_contract(self, act: Act) -> None:
        self.contract_amount = act.data["amount"]
        self.contracted_on = act.today

    @step(
        State.CONTRACTED,
        State.ACCEPTED,
        by=portal_itself,
        label=_("Service accepted"),
        hidden=True,
        mark=Mark.DECISION,
        glyph="验",
    )
    def record_acceptance(self, act: Act) -> None:
        self.accepted_on = act.today

    @step(
        State.ACCEPTED,
        State.EVALUATED,
        by=portal_itself,
        label=_("Evaluation published"),
        hidden=True,
        mark=Mark.DECISION,
        glyph="评",
    )
    def record_evaluation(self, act: Act) -> None:
        act.assign("score", "grade")

    # End -------------------------------------------------------------------------------------------------------

    @step(
        State.EVALUATED,
        State.CLOSED,
        by=portal_itself | policies.ends_projects,
        label=_("Close the project"),
        effects=["procurement.release_rest"],
        locks=["committed_lines", "commitments"],
        rules=["RC-1"],
        glyph="归",
        done=_("The project is closed and what was not contracted is free again."),
    )
    def close(self, act: Act) -> None:
        self.closed_at = act.now
        self.keep_until = decision.kept_until(act)

    @step(
        [
            State.DRAFT,
            State.PRESENTED,
            State.RETURNED,
            State.SUBMITTED,
            State.GRANTED,
            State.SOURCING,
            State.CONTRACTED,
        ],
        State.TERMINATED,
        by=portal_itself | policies.ends_projects,
        label=_("Terminate the project"),
        guards=[decision.nothing_is_under_contract],
        effects=[
            "procurement.release_rest",
            "procurement.lapse_requirement",
            "procurement.give_up_intention",
        ],
        locks=["committed_lines", "commitments"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="止",
        primary=False,
        done=_("The project has been terminated."),
    )
    def terminate(self, act: Act) -> None:
        self.remark = act.reason
        self.closed_at = act.now
        self.keep_until = decision.kept_until(act)
