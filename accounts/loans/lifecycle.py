"""A loan: asked for one project, lent with a name and a last day, ended with the work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.loans import policies, rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step


class LoanLifecycle(Lifecycle):
    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("loan of a person", "Asked for")
        LENT = "lent", pgettext_lazy("loan of a person", "Lent")
        REFUSED = "refused", pgettext_lazy("loan of a person", "Not lent")
        ENDED = "ended", pgettext_lazy("loan of a person", "Ended")

    state = StateField(State)
    tones = {State.ASKED: "amber", State.LENT: "green"}
    awaits = {State.ASKED: [Await("lend", party="lender_id", role_of="lends_as")]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.asks,
        lasting=True,
        label=_("Ask the superior unit to lend somebody"),
        checks=[rules.office_is_small, rules.nobody_is_free, rules.lender_is_superior],
        rules=["A7.12"],
        glyph="请",
        done=_("The superior unit has been asked."),
    )
    def ask(self, act: Act) -> None:
        self.borrower_id = act.actor.organisation_id
        act.assign("lender", "role", "grounds")
        self.take_project(act.data["project"])

    @step(
        State.ASKED,
        State.LENT,
        by=policies.lends,
        lasting=True,
        label=_("Lend a person"),
        checks=[rules.person_is_ours_and_not_theirs, rules.last_day_lies_ahead],
        effects=["accounts.loans.seat"],
        rules=["A7.12"],
        mark=Mark.DECISION,
        glyph="借",
        done=_("Lent for this one project. Both units and the person see it."),
    )
    def lend(self, act: Act) -> None:
        act.assign("person", "last_day")

    @step(
        State.ASKED,
        State.REFUSED,
        by=policies.lends,
        lasting=True,
        label=_("Do not lend"),
        reason=Reason.REQUIRED,
        primary=False,
        mark=Mark.DECISION,
        glyph="否",
        done=_("Refused; the office has been told."),
    )
    def refuse(self, act: Act) -> None:
        """The office may ask another superior unit."""

    @step(
        State.LENT,
        State.ENDED,
        by=policies.either,
        lasting=True,
        label=_("End the loan"),
        effects=["accounts.loans.unseat"],
        reason=Reason.OPTIONAL,
        primary=False,
        glyph="止",
        done=_("The loan has ended."),
    )
    def end(self, act: Act) -> None:
        self.ended_at = act.now
