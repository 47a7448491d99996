"""A bidder is asked to explain an abnormally low price (Order 87, article 60).

The chair asks, the bidder answers under its own account within the time that the panel gives, each member judges at
its own seat, and the majority decides. No rival ever learns that anybody was asked.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from sourcing import policies
from sourcing.rules import low_price as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, first_step, step


class InquiryLifecycle(Lifecycle):
    class State(models.TextChoices):
        ASKED = "asked", _("The bidder is asked to explain")
        ANSWERED = "answered", _("Explained, before the panel")
        CLOSED = "closed", _("Inquiry closed")

    state = StateField(State)
    tones = {State.ASKED: "amber", State.ANSWERED: "blue"}
    lies_in = ("tender_id", "tender.project_id")
    awaits = {
        State.ASKED: [Await("answer", party="provider_id", role=Role.PROVIDER_AGENT, until="answer_by")]
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=portal_itself, label=_("Ask a bidder to explain its price"), hidden=True, glyph="询")
    def open(self, act: Act) -> None:
        act.assign("tender", "opened_bid", "question", "answer_by")
        self.provider_id = self.opened_bid.provider_id
        self.asked_at = act.now

    @step(
        State.ASKED,
        State.ANSWERED,
        by=policies.bidder_who_is_asked,
        label=_("Explain the price"),
        on_paper=False,
        guards=[rules.there_is_time],
        effects=["sourcing.keep_proof"],
        rules=["B5.LOW"],
        glyph="释",
        done=_("Your explanation is before the panel. No other bidder reads it."),
    )
    def answer(self, act: Act) -> None:
        act.assign("answer_text")
        self.answered_at = act.now

    @step(
        [State.ASKED, State.ANSWERED],
        State.CLOSED,
        by=portal_itself,
        label=_("Close the inquiry"),
        hidden=True,
        rules=["B5.LOW"],
        glyph="议",
    )
    def close(self, act: Act) -> None:
        """All members have judged, and what the majority found stands on the assessment; or the tender has ended."""
        self.closed_at = act.now
