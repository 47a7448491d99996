"""The autumn of a budget year: finance's timetable, and the questions asked about what units send (政策 §7, §9; rules
A5.1, A7.6)."""

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
from workflow.steps import Await, Clock, Mark, Reason, first_step, step


class RoundLifecycle(Lifecycle):
    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a compilation", "Under way")
        ENDED = "ended", pgettext_lazy("state of a compilation", "Concluded")
        CALLED_OFF = "called_off", pgettext_lazy("state of a compilation", "Called off")

    state = StateField(State)
    tones = {State.OPEN: "blue", State.ENDED: "green"}
    lock_rank = 2
    awaits = {State.OPEN: [Await("end", party="finance_id", role=Role.REVIEWER, until="approval_due")]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.enters_lines,
        label=_("Open the budget compilation"),
        checks=[
            rules.year_is_the_next_one,
            rules.year_is_not_compiled_yet,
            rules.dates_follow,
            rules.approval_comes_in_the_year,
            rules.dates_lie_ahead,
            rules.requests_come_by_the_month,
        ],
        effects=["procurement.open_proposals"],
        rules=["A7.6", "A5.1"],
        mark=Mark.DECISION,
        glyph="布",
        done=_("The compilation is open. Each unit has its proposal on its worklist, with the cut-off date."),
    )
    def open(self, act: Act) -> None:
        self.set_parties(act.actor)
        act.assign("year", *rules.DATES)

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Change the timetable"),
        checks=[
            rules.dates_follow,
            rules.approval_comes_in_the_year,
            rules.new_dates_lie_ahead,
            rules.requests_come_by_the_month,
        ],
        effects=["procurement.put_off_proposals"],
        rules=["A7.6"],
        reason=Reason.REQUIRED,
        glyph="改",
        primary=False,
        done=_("The units have been told of the new dates."),
    )
    def move_dates(self, act: Act) -> None:
        act.assign(*rules.DATES)

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Call on units that are missing"),
        guards=[rules.some_unit_is_missing],
        effects=["procurement.open_proposals"],
        glyph="补",
        primary=False,
        done=_("The units that were missing have their proposal on their worklist."),
    )
    def call_on(self, act: Act) -> None:
        """Units that were founded, or became purchasers, after the compilation had been opened."""

    @step(
        State.OPEN,
        by=policies.finance_of_line,
        label=_("Urge the units that are late"),
        guards=[rules.some_unit_is_late, rules.nobody_was_urged_today],
        effects=["procurement.tell_late_units"],
        reason=Reason.OPTIONAL,
        on_paper=False,
        glyph="催",
        primary=False,
        done=_("The units that are late have been urged."),
    )
    def urge(self, act: Act) -> None:
        self.urged_on = act.today

    @step(
        State.OPEN,
        State.CALLED_OFF,
        by=policies.finance_of_line,
        label=_("Call the compilation off"),
        guards=[rules.no_unit_has_sent],
        effects=["procurement.call_proposals_off"],
        rules=["A7.6"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        on_paper=False,
        glyph="撤",
        primary=False,
        done=_("The compilation is called off, and the units have been told. It can be opened again."),
    )
    def call_off(self, act: Act) -> None:
        """Opened by mistake: as long as nobody has sent anything, nothing is lost."""
        self.called_off_at, self.called_off_because = act.now, act.reason

    @step(
        State.OPEN,
        State.ENDED,
        by=policies.finance_of_line,
        label=_("Conclude the compilation"),
        guards=[rules.every_unit_is_settled],
        rules=["A7.6"],
        mark=Mark.DECISION,
        glyph="结",
        done=_("The compilation is concluded."),
    )
    def end(self, act: Act) -> None:
        self.ended_at = act.now


class QuestionLifecycle(Lifecycle):
    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("state of a budget question", "Asked")
        ANSWERED = "answered", pgettext_lazy("state of a budget question", "Answered")
        ENDED = "ended", pgettext_lazy("state of a budget question", "No longer awaited")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a budget question", "Withdrawn")

    state = StateField(State)
    tones = {State.ASKED: "amber", State.ANSWERED: "green"}
    lock_rank = 4
    lies_in = ("proposal_id",)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=portal_itself,
        label=_("Finance asks about the budget"),
        starts=[Clock("budget.answer", step="answer", party="purchaser_id", role=Role.HANDLER)],
        hidden=True,
        glyph="询",
    )
    def put(self, act: Act) -> None:
        act.assign("proposal", "row", "text")
        self.asked_at = act.when

    @step(
        State.ASKED,
        State.ANSWERED,
        by=policies.purchaser_people,
        label=_("Answer the question"),
        meets=["budget.answer"],
        rules=["A7.6"],
        glyph="答",
        done=_("Finance has your answer."),
    )
    def answer(self, act: Act) -> None:
        act.assign("answer_text")
        self.answered_at = act.when

    @step(
        State.ASKED,
        State.ENDED,
        by=portal_itself,
        label=_("The answer is no longer awaited"),
        meets=["budget.answer"],
        hidden=True,
        glyph="止",
    )
    def end(self, act: Act) -> None:
        """The budget was returned, or finance went on without the answer for a reason."""

    @step(
        State.ASKED,
        State.WITHDRAWN,
        by=policies.finance_of_line,
        label=_("Withdraw the question"),
        meets=["budget.answer"],
        effects=["procurement.tell_of_withdrawn_question"],
        reason=Reason.REQUIRED,
        on_paper=False,
        glyph="撤",
        primary=False,
        done=_("The question is withdrawn, and the unit has been told that it needn't answer."),
    )
    def withdraw(self, act: Act) -> None:
        """Asked by mistake: it stays where it was asked, with the reason."""
        self.withdrawn_because = act.reason
