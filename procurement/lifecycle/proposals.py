"""A unit's proposal for its budget, which goes up and down twice (两上两下; rules A5.1, A6.4, A7.6)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import rounds as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, Reason, first_step, step

SEND_UP = [Await("send_up", party="purchaser_id", role=Role.HEAD, until="requests_due")]
SEND_DRAFT = [Await("send_draft", party="purchaser_id", role=Role.HEAD, until="drafts_due")]
GIVE_FIGURES = [Await("give_figures", party="finance_id", role=Role.REVIEWER, until="figures_due")]
"""Once something is filled in, somebody decides what goes out."""


class ProposalLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a proposal", "Requests being drawn up")
        SENT = "sent", pgettext_lazy("state of a proposal", "Requests with finance")
        RETURNED = "returned", pgettext_lazy("state of a proposal", "Requests returned")
        FIGURES = "figures", pgettext_lazy("state of a proposal", "Control figures given")
        DRAFTED = "drafted", pgettext_lazy("state of a proposal", "Draft budget with finance")
        REVISING = "revising", pgettext_lazy("state of a proposal", "Draft budget returned")
        APPROVED = "approved", pgettext_lazy("state of a proposal", "Budget approved")
        NOTHING = "nothing", pgettext_lazy("state of a proposal", "Nothing is bought")
        LAPSED = "lapsed", pgettext_lazy("state of a proposal", "Goes on with the successor's")
        CALLED_OFF = "called_off", pgettext_lazy("state of a proposal", "Compilation called off")

    state = StateField(State)
    tones = {State.SENT: "amber", State.DRAFTED: "amber", State.APPROVED: "green", State.NOTHING: "green"}
    lock_rank = 3
    lies_in = ("round_id",)
    awaits = {
        State.DRAFT: [Await("fill", party="purchaser_id", role=Role.HANDLER, until="requests_due")],
        State.RETURNED: [Await("fill", party="purchaser_id", role=Role.HANDLER, until="requests_due")],
        State.SENT: [Await("review", party="finance_id", role=Role.REVIEWER, until="figures_due")],
        State.FIGURES: [Await("fill_draft", party="purchaser_id", role=Role.HANDLER, until="drafts_due")],
        State.REVISING: [Await("fill_draft", party="purchaser_id", role=Role.HANDLER, until="drafts_due")],
        State.DRAFTED: [Await("approve", party="finance_id", role=Role.REVIEWER, until="approval_due")],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=portal_itself,
        label=_("The unit is called on for its budget"),
        hidden=True,
        glyph="布",
    )
    def open(self, act: Act) -> None:
        self.set_parties(act.data["round"], act.data["purchaser"])

    @step(
        [State.DRAFT, State.RETURNED],
        by=policies.purchaser_handler,
        label=_("Fill in the requests"),
        checks=[
            rules.nobody_was_faster,
            rules.some_row_is_there,
            rules.rows_are_of_this_proposal,
            rules.sum_is_payable,
        ],
        effects=["procurement.write_proposal_rows"],
        then=SEND_UP,
        glyph="编",
        primary=False,
        done=_("Saved."),
    )
    def fill(self, act: Act) -> None:
        self.revision += 1

    @step(
        [State.DRAFT, State.RETURNED],
        by=policies.purchaser_handler,
        label=_("Read the requests from Excel"),
        checks=[rules.nobody_was_faster, rules.rows_are_of_this_proposal],
        effects=["procurement.write_proposal_rows", "procurement.set_typed_requests_aside"],
        then=SEND_UP,
        on_paper=False,
        glyph="导",
        primary=False,
        done=_("The requests have been read from the workbook."),
    )
    def import_requests(self, act: Act) -> None:
        """All of the workbook, or nothing of it: one fault, and the requests stay as they are."""
        self.revision += 1
        act.facts["rows"] = len(act.data["rows"])

    @step(
        [State.DRAFT, State.RETURNED],
        State.SENT,
        by=policies.purchaser_head,
        label=_("Send the requests to finance (first up)"),
        guards=[rules.something_is_asked_for, rules.requests_are_in_time],
        rules=["A7.6"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="上",
        done=_("The requests are with finance."),
    )
    def send_up(self, act: Act) -> None:
        self.sent_at = act.when
        self.sending += 1

    @step(
        [State.DRAFT, State.RETURNED],
        State.NOTHING,
        by=policies.purchaser_head,
        label=_("Report that nothing is bought"),
        guards=[rules.nothing_is_asked_for, rules.requests_are_in_time],
        rules=["A7.6"],
        mark=Mark.DECISION,
        glyph="零",
        primary=False,
        done=_("Finance knows that your unit buys no services in that year."),
    )
    def report_nothing(self, act: Act) -> None:
        self.sent_at = act.when
        self.sending += 1

    @step(
        [State.SENT, State.NOTHING],
        State.DRAFT,
        by=policies.purchaser_head,
        label=_("Take the requests back"),
        guards=[rules.finance_has_not_begun, rules.requests_are_in_time],
        reason=Reason.OPTIONAL,
        glyph="撤",
        primary=False,
        done=_("The requests are on your desk again."),
    )
    def take_back(self, act: Act) -> None:
        self.sent_at = None

    @step(
        [State.SENT, State.NOTHING],
        State.RETURNED,
        by=policies.finance_of_line,
        label=_("Return the requests"),
        checks=[rules.new_date_lies_ahead, rules.new_date_leaves_time, rules.draft_date_follows],
        effects=["procurement.end_questions"],
        reason=Reason.REQUIRED,
        glyph="退",
        primary=False,
        done=_("The requests have been returned to the unit."),
    )
    def return_requests(self, act: Act) -> None:
        self.remark = act.reason
        self.give_requests_until(act.data["until"], act.data.get("drafts_until"))

    @step(
        [State.SENT, State.DRAFTED],
        by=policies.finance_of_line,
        label=_("Ask a question"),
        checks=[rules.question_is_on_a_row],
        effects=["procurement.ask_question"],
        rules=["A7.6"],
        glyph="询",
        primary=False,
        done=_("The unit has been asked."),
    )
    def ask(self, act: Act) -> None:
        """The unit answers within its period; meanwhile finance goes on reading."""
        self.begun = self.sending

    @step(
        State.SENT,
        by=policies.finance_of_line,
        label=_("Review row by row"),
        checks=[rules.nobody_was_faster],
        effects=["procurement.write_figures"],
        then=GIVE_FIGURES,
        rules=["A7.6", "A6.4"],
        glyph="审",
        done=_("Saved. Nothing has been sent to the unit yet."),
    )
    def review(self, act: Act) -> None:
        self.revision += 1
        self.begun = self.sending

    @step(
        State.SENT,
        State.FIGURES,
        by=policies.finance_of_line,
        label=_("Send the control figures (first down)"),
        guards=[
            rules.every_row_has_a_figure,
            rules.results_are_acknowledged,
            rules.questions_are_answered,
        ],
        effects=["procurement.end_questions"],
        rules=["A7.6", "A6.4"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="控",
        primary=False,
        done=_("The unit has its control figures."),
    )
    def give_figures(self, act: Act) -> None:
        self.figures_at = act.when

    @step(
        State.FIGURES,
        State.SENT,
        by=policies.finance_of_line,
        label=_("Take the control figures back"),
        guards=[rules.unit_has_not_begun],
        reason=Reason.REQUIRED,
        glyph="撤",
        primary=False,
        done=_("The control figures are on your desk again."),
    )
    def take_back_figures(self, act: Act) -> None:
        self.figures_at = None

    @step(
        [State.FIGURES, State.REVISING],
        by=policies.purchaser_handler,
        label=_("Fill in the draft budget"),
        checks=[rules.nobody_was_faster],
        effects=["procurement.write_draft_amounts"],
        then=SEND_DRAFT,
        glyph="编",
        primary=False,
        done=_("Saved."),
    )
    def fill_draft(self, act: Act) -> None:
        self.revision += 1

    @step(
        [State.FIGURES, State.REVISING],
        State.DRAFTED,
        by=policies.purchaser_head,
        label=_("Send the draft budget to finance (second up)"),
        guards=[rules.every_row_has_a_draft, rules.drafts_are_in_time],
        rules=["A7.6"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="上",
        done=_("The draft budget is with finance."),
    )
    def send_draft(self, act: Act) -> None:
        self.drafted_at = act.when
        self.sending += 1

    @step(
        State.DRAFTED,
        State.REVISING,
        by=policies.purchaser_head,
        label=_("Take the draft budget back"),
        guards=[rules.finance_has_not_begun, rules.drafts_are_in_time],
        reason=Reason.OPTIONAL,
        glyph="撤",
        primary=False,
        done=_("The draft budget is on your desk again."),
    )
    def take_back_draft(self, act: Act) -> None:
        self.drafted_at, self.remark = None, ""

    @step(
        State.DRAFTED,
        State.REVISING,
        by=policies.finance_of_line,
        label=_("Return the draft budget"),
        checks=[rules.new_date_lies_ahead, rules.new_date_leaves_time],
        effects=["procurement.end_questions"],
        reason=Reason.REQUIRED,
        glyph="退",
        primary=False,
        done=_("The draft budget has been returned to the unit."),
    )
    def return_draft(self, act: Act) -> None:
        self.remark, self.drafts_own = act.reason, act.data["until"]

    @step(
        [State.DRAFT, State.RETURNED, State.FIGURES, State.REVISING],
        by=policies.finance_of_line,
        label=_("Extend the unit's date"),
        checks=[
            rules.new_date_lies_ahead,
            rules.new_date_leaves_time,
            rules.requests_date_goes_along,
            rules.new_date_is_later,
        ],
        effects=["procurement.put_off_proposal"],
        rules=["A7.6"],
        reason=Reason.REQUIRED,
        glyph="延",
        primary=False,
        done=_("The unit has more time."),
    )
    def extend(self, act: Act) -> None:
        self.give_until(act.data["until"], act.data.get("drafts_until"))

    @step(
        [State.DRAFT, State.SENT, State.RETURNED, State.FIGURES, State.DRAFTED, State.REVISING],
        State.LAPSED,
        by=portal_itself,
        label=_("The unit's successor has a proposal of its own"),
        effects=["procurement.end_questions"],
        hidden=True,
        glyph="止",
    )
    def lapse(self, act: Act) -> None:
        """What is still wanted is entered in the successor's."""

    @step(
        State.DRAFT,
        State.CALLED_OFF,
        by=portal_itself,
        label=_("The compilation is called off"),
        hidden=True,
        glyph="撤",
    )
    def call_off(self, act: Act) -> None:
        """What was drawn up is proposed again, should the compilation be opened anew."""

    @step(
        State.DRAFTED,
        State.APPROVED,
        by=policies.finance_of_line,
        label=_("Approve the budget (second down)"),
        guards=[rules.questions_are_answered, rules.year_is_not_closed],
        checks=[
            rules.every_row_is_decided,
            rules.lines_are_joined_once,
            rules.numbers_are_new,
            rules.budget_bears_what_is_reserved,
            rules.lines_opened_ahead_fit,
            rules.document_is_dated,
            rules.congress_has_passed_it,
        ],
        effects=["procurement.end_questions", "procurement.enter_approved_lines"],
        rules=["A5.1", "A7.6"],
        mark=Mark.DECISION,
        glyph="批",
        done=_(
            "The budget is approved and its lines are entered. The unit makes it public within its period."
        ),
    )
    def approve(self, act: Act) -> None:
        act.assign("congress_on", "document_number", "approved_on")
