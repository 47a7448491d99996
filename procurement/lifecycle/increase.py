"""A unit asks for more money on a line during the year; finance decides (政策 §7, rules A5.2, A6.4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from procurement import policies
from procurement.rules import increase as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step


class IncreaseRequestLifecycle(Lifecycle):
    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("state of a request for an increase", "With finance")
        GRANTED = "granted", pgettext_lazy("state of a request for an increase", "Granted")
        REFUSED = "refused", pgettext_lazy("state of a request for an increase", "Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a request for an increase", "Withdrawn")

    state = StateField(State)
    tones = {State.ASKED: "amber", State.GRANTED: "green"}
    lock_rank = 15
    awaits = {State.ASKED: [Await("grant", party="finance_id", role=Role.REVIEWER)]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.asks_for_more,
        label=_("Ask for an increase of the budget"),
        checks=[rules.line_is_in_use, rules.nothing_is_asked_already],
        rules=["A5.2"],
        mark=Mark.DECISION,
        glyph="请",
        done=_("The request is with finance."),
    )
    def ask(self, act: Act) -> None:
        self.set_parties(act.data["line"])
        act.assign("line", "amount", "need")
        self.asked_on = act.today

    @step(
        State.ASKED,
        State.GRANTED,
        by=policies.finance_of_line,
        label=_("Grant the increase"),
        guards=[rules.line_still_takes_it],
        checks=[rules.no_more_than_asked, rules.line_can_hold_it, rules.grade_is_acknowledged],
        effects=["procurement.grant_increase"],
        locks=["line"],
        rules=["A5.2", "A6.4"],
        mark=Mark.DECISION,
        glyph="准",
        done=_("The increase stands on the line."),
    )
    def grant(self, act: Act) -> None:
        self.granted = act.data["amount"]
        act.assign("approval_number")

    @step(
        State.ASKED,
        State.REFUSED,
        by=policies.finance_of_line,
        label=_("Refuse the increase"),
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="驳",
        primary=False,
        done=_("The unit has been told why."),
    )
    def refuse(self, act: Act) -> None:
        self.remark = act.reason

    @step(
        State.ASKED,
        State.WITHDRAWN,
        by=policies.purchaser_head,
        label=_("Withdraw the request"),
        reason=Reason.OPTIONAL,
        glyph="撤",
        primary=False,
        done=_("The request has been withdrawn."),
    )
    def withdraw(self, act: Act) -> None:
        self.remark = act.reason
