"""A line of the approved budget and its ledger (长府办发〔2014〕18号 §7; rules A5.1, A5.2, A5.4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procurement import policies
from procurement.rules import budget as rules
from procurement.rules import closing, expecting, joining, moving, striking
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Mark, Reason, first_step, step

FIELDS = ("title", "code", "year", "category", "source", "approval_number")


class Expecting:
    """Steps of a line that finance opens ahead of its year's budget, so that purchases of several years rest on it."""

    @first_step(
        by=policies.enters_lines,
        label=_("Open a line of a year to come"),
        checks=[
            rules.purchaser_is_of_own_level,
            rules.code_is_new,
            rules.category_is_listed,
            expecting.year_lies_ahead,
        ],
        effects=["procurement.open_ahead"],
        rules=["B8.12"],
        mark=Mark.DECISION,
        glyph="预",
        done=_("The line is open as a medium-term expectation. Grants of several years may rest on it."),
    )
    def expect(self, act: Act) -> None:
        self.set_parties(act.data["purchaser"])
        act.assign(*FIELDS)

    @step(
        "open",
        "expected",
        by=portal_itself,
        label=_("Opened ahead of its year's budget"),
        hidden=True,
        glyph="预",
    )
    def set_ahead(self, act: Act) -> None:
        """Nothing is paid from it, nor moved to or from it, until that budget is approved."""

    @step(
        "expected",
        by=policies.finance_of_line,
        label=_("Change the expectation"),
        checks=[expecting.expectation_bears_the_grants],
        effects=["procurement.expect_anew"],
        rules=["A5.4", "B8.12"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="调",
        primary=False,
        done=_("The expectation has been changed."),
    )
    def expect_anew(self, act: Act) -> None:
        """Never below what grants have reserved on it."""

    @step(
        "expected",
        "open",
        by=policies.finance_of_line | portal_itself,
        label=_("Enter what the year's budget gives"),
        checks=[expecting.budget_bears_the_grants, rules.line_stays_countable],
        effects=["procurement.approve_expected", "procurement.budget_changed"],
        rules=["A5.1", "A5.4"],
        mark=Mark.DECISION,
        glyph="列",
        done=_("The line is part of its year's budget."),
    )
    def approve(self, act: Act) -> None:
        """What was expected gives way to what was approved; what is reserved stays reserved."""
        act.assign("approval_number")


class Joining:
    """Steps by which money that was approved and imported stands once, whichever came first."""

    @step(
        "open",
        by=portal_itself,
        label=_("Joined with what was approved of the unit's proposal"),
        checks=[rules.line_has_that_amount],
        rules=["A5.1"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="并",
    )
    def join(self, act: Act) -> None:
        """It was entered or imported before the compilation had come to its approval: the same money, once."""
        act.facts["approved_by"] = act.data["document_number"]

    @step(
        "open",
        by=policies.finance_of_line,
        label=_("Join with the line of the approval"),
        checks=[joining.row_still_says_the_same, joining.grants_can_move],
        effects=["procurement.take_the_row"],
        locks=["data.row.line"],
        rules=["A5.1", "A5.4"],
        once="has_no_twin",
        on_paper=False,
        mark=Mark.DECISION,
        glyph="并",
        primary=False,
        done=_(
            "The money stands once: the approved project has this line, and the one that the approval entered is out "
            "of use."
        ),
    )
    def join_row(self, act: Act) -> None:
        """It was imported after the approval, under the number that the finance system gave it."""
        act.facts["instead_of"] = act.data["row"].line.code

    @step(
        "open",
        "closed",
        by=portal_itself,
        label=_("Gave way to the line of the finance system"),
        effects=["procurement.give_way", "procurement.budget_changed"],
        rules=["A5.1"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="并",
    )
    def give_way(self, act: Act) -> None:
        """Its money stands on the other line."""
        self.closed_at = act.now
        act.facts["to"] = act.data["line"].code


class BudgetLineLifecycle(Expecting, Joining, Lifecycle):
    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a budget line", "In use")
        CLOSED = "closed", pgettext_lazy("state of a budget line", "Out of use")
        SETTLED = "settled", pgettext_lazy("state of a budget line", "Year closed")
        EXPECTED = "expected", pgettext_lazy("state of a budget line", "Medium-term expectation")
        STRUCK = "struck", pgettext_lazy("state of a budget line", "Entry taken back")

    state = StateField(State)
    tones = {State.OPEN: "blue", State.EXPECTED: "amber"}
    lock_rank = 20

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.enters_lines | portal_itself,
        label=_("Enter an approved budget line"),
        checks=[
            rules.purchaser_is_of_own_level,
            closing.year_is_open,
            rules.year_has_a_budget,
            rules.code_is_new,
            rules.category_is_listed,
            rules.years_follow,
        ],
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
        by=policies.finance_of_line | portal_itself,
        label=_("Increase the line"),
        checks=[closing.year_still_runs, rules.line_stays_countable],
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
        by=policies.finance_of_line | portal_itself,
        label=_("Cut the line"),
        checks=[rules.cut_leaves_what_is_committed, moving.applications_keep_their_money],
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
        label=_("Transfer to another line"),
        guards=[moving.something_is_free, moving.there_is_another_line],
        checks=[moving.target_is_in_use, moving.free_is_enough, moving.applications_keep_their_money],
        effects=["procurement.transfer_amount"],
        locks=["data.target"],
        rules=["A5.2", "A5.4"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="调",
        primary=False,
        done=_("The money has been transferred."),
    )
    def transfer(self, act: Act) -> None:
        """Free money alone, within its source of funds, with the approval on which it rests."""

    @first_step(
        by=portal_itself,
        label=_("Divided off from another line"),
        hidden=True,
        mark=Mark.DECISION,
        glyph="列",
    )
    def divide_off(self, act: Act) -> None:
        """For a successor of a unit that was split. It begins empty: its money comes by an entry of that line."""
        line, heir = act.data["line"], act.data["heir"]
        self.set_parties(heir)
        for name in FIELDS:
            setattr(self, name, getattr(line, name))
        self.code = line.code_with(heir)

    @step(
        State.OPEN,
        by=portal_itself,
        label=_("Divided at the split of its unit"),
        checks=[moving.target_is_in_use],
        effects=["procurement.divide_line"],
        locks=["data.target"],
        rules=["A5.4"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="分",
    )
    def divide(self, act: Act) -> None:
        """What is free, and grants that nobody has under contract, go to the other successor's line."""

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Release what was saved"),
        guards=[moving.something_is_saved],
        checks=[moving.saved_is_enough],
        effects=["procurement.release_saved"],
        locks=["data.commitment"],
        rules=["A5.4"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="释",
        primary=False,
        done=_("What was saved is free on the line again."),
    )
    def release(self, act: Act) -> None:
        """A contract that costs less than was granted need not hold the rest until the project is closed."""

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Carry over to the next year"),
        guards=[moving.something_is_free, moving.there_is_a_line_next_year],
        checks=[
            moving.target_is_in_use,
            moving.free_is_enough,
            moving.applications_keep_their_money,
            moving.purpose_goes_along,
            moving.nothing_is_carried_twice,
        ],
        effects=["procurement.carry_amount"],
        locks=["data.target"],
        rules=["A5.1", "A5.4"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="转",
        primary=False,
        done=_("The money has been carried over."),
    )
    def carry_over(self, act: Act) -> None:
        """What is free at the year's end goes to the same unit's line of the next year."""

    @step(
        [State.OPEN, State.CLOSED],
        by=policies.finance_of_line,
        label=_("Reserve in the next year"),
        guards=[closing.something_is_unpaid, moving.there_is_a_line_next_year],
        checks=[
            moving.target_is_in_use,
            closing.target_holds_it,
            closing.nothing_holds_it_back,
            closing.earlier_years_go_first,
            closing.target_bears_the_year,
            closing.target_is_for_the_service,
        ],
        effects=["procurement.reserve"],
        locks=["data.commitment", "data.target"],
        rules=["A5.1", "A5.4"],
        mark=Mark.DECISION,
        glyph="留",
        primary=False,
        done=_("Money and commitment are on the next year's line."),
    )
    def reserve(self, act: Act) -> None:
        """What was granted and isn't paid goes on in the next year with its money, and its contract with it."""

    @step(
        State.OPEN,
        by=policies.finance_of_line | portal_itself,
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
        checks=[moving.applications_lose_the_line],
        effects=["procurement.tell_line_closed"],
        reason=Reason.REQUIRED,
        rules=["A5.4"],
        mark=Mark.DECISION,
        glyph="结",
        primary=False,
    )
    def close(self, act: Act) -> None:
        self.closed_at = act.now

    @step(
        State.OPEN,
        State.STRUCK,
        by=policies.finance_of_line,
        label=_("Take back the entry"),
        guards=[striking.nobody_has_read_it],
        effects=["procurement.reverse_amount", "procurement.tell_struck", "procurement.budget_as_before"],
        on_paper=False,
        reason=Reason.REQUIRED,
        rules=["A5.1", "A5.4"],
        once="has_been_used",
        mark=Mark.DECISION,
        glyph="撤",
        primary=False,
        done=_("The entry has been taken back. Its number may be used again."),
    )
    def strike(self, act: Act) -> None:
        """Entered by mistake: nobody approved that money, so nothing may rest on it and nobody is told of it."""
        self.closed_at = act.now

    @step(
        [State.OPEN, State.CLOSED],
        State.SETTLED,
        by=portal_itself,
        label=_("The budget year is closed"),
        hidden=True,
        mark=Mark.DECISION,
        glyph="封",
    )
    def settle(self, act: Act) -> None:
        self.closed_at = self.closed_at or act.now

    @step(
        State.SETTLED,
        by=policies.finance_head_of_line,
        grave=True,
        label=_("Adjust the closed year"),
        checks=[closing.adjustment_leaves_what_was_paid],
        effects=["procurement.adjust", "procurement.budget_changed"],
        rules=["A5.4"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="整",
        primary=False,
        done=_("The adjustment has been entered."),
    )
    def adjust(self, act: Act) -> None:
        """A closed year is corrected by an entry of its own, with the decision on which it rests."""
