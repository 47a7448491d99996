"""A seat on an evaluation panel: appointed, free of conflict, judged conformity, scored.

Who sits and what was judged stays secret until the result (Order 87, article 47): the events commit to it.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcing import policies
from sourcing.rules import low_price
from sourcing.rules import scoring as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, Reason, first_step, step


class SeatLifecycle(Lifecycle):
    class State(models.TextChoices):
        APPOINTED = "appointed", _("Appointed")
        READY = "ready", _("Declared free of conflict")
        JUDGED = "judged", _("Conformity judged")
        SCORED = "scored", _("Scored")
        RECUSED = "recused", _("Recused")

    state = StateField(State)
    tones = {State.APPOINTED: "amber", State.READY: "blue", State.JUDGED: "blue", State.SCORED: "green"}
    lies_in = ("tender_id", "tender.project_id")
    awaits = {
        State.APPOINTED: [Await("declare", party="organisation_id", user="user_id")],
        State.READY: [Await("judge", party="organisation_id", user="user_id")],
        State.JUDGED: [Await("score", party="organisation_id", user="user_id")],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=portal_itself, label=_("Appoint to the panel"), hidden=True, sealed=True, glyph="聘")
    def appoint(self, act: Act) -> None:
        act.assign("tender", "user", "organisation", "role", "is_chair")
        self.appointed_at = act.now

    @step(
        State.APPOINTED,
        State.READY,
        by=policies.own_seat,
        label=_("Declare that there is no conflict of interest"),
        guards=[rules.tender_is_being_evaluated],
        checks=[rules.declares_each_point],
        rules=["CF-1"],
        sealed=True,
        glyph="声",
        done=_("Thank you. You can see the bids now."),
    )
    def declare(self, act: Act) -> None:
        self.declared_at = act.now

    @step(
        [State.APPOINTED, State.READY, State.JUDGED],
        State.RECUSED,
        by=policies.own_seat,
        label=_("Recuse yourself"),
        guards=[rules.tender_is_being_evaluated],
        effects=["sourcing.seat_alternate", "sourcing.leave_prices"],
        rules=["CF-1", "B4.11"],
        reason=Reason.REQUIRED,
        primary=False,
        sealed=True,
        glyph="避",
        done=_("You have left the panel. The next in the draw takes the seat."),
    )
    def recuse(self, act: Act) -> None:
        self.recused_at = act.now
        self.is_chair = False

    @step(
        State.READY,
        State.JUDGED,
        by=policies.own_seat,
        label=_("Judge conformity"),
        guards=[rules.tender_is_being_evaluated],
        checks=[rules.every_bid_is_judged],
        effects=["sourcing.keep_votes", "sourcing.call_to_weigh"],
        rules=["B4.8", "B4.12"],
        mark=Mark.DECISION,
        sealed=True,
        locks=["tender"],
        glyph="符",
        done=_("Your judgement is recorded."),
    )
    def judge(self, act: Act) -> None:
        self.judged_at = act.now

    @step(
        State.JUDGED,
        State.SCORED,
        by=policies.own_seat,
        label=_("Score the bids"),
        guards=[rules.tender_is_being_evaluated, rules.conformity_is_settled],
        checks=[rules.every_criterion_is_scored],
        effects=["sourcing.keep_scores"],
        rules=["B5"],
        mark=Mark.DECISION,
        sealed=True,
        locks=["tender"],
        glyph="分",
        done=_("Your points are recorded."),
    )
    def score(self, act: Act) -> None:
        self.scored_at = act.now

    @step(
        [State.JUDGED, State.SCORED],
        by=policies.own_seat,
        label=_("Judge an abnormally low price"),
        guards=[rules.tender_is_being_evaluated, low_price.something_is_to_be_judged],
        checks=[low_price.bidder_was_heard],
        effects=["sourcing.keep_price_vote"],
        rules=["B5.LOW"],
        mark=Mark.DECISION,
        sealed=True,
        locks=["tender"],
        once="no_price_to_judge",
        primary=False,
        glyph="价",
        done=_("Your judgement is recorded. The majority of the panel decides."),
    )
    def weigh_price(self, act: Act) -> None:
        """Each member for itself, after the bidder was heard or had its time."""
