"""A bid is handed in, replaced or withdrawn: each time a new row. Its events commit to the bidder and say no name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcing import policies
from sourcing.kinds import BidKind
from sourcing.rules import bids as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import first_step


class BidLifecycle(Lifecycle):
    class State(models.TextChoices):
        RECEIVED = "received", _("Received")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.bids_for_a_provider,
        label=_("Submit the bid"),
        checks=[
            rules.tender_is_open,
            rules.provider_is_approved,
            rules.provider_stays_what_it_is,
            rules.provider_is_independent,
            rules.envelope_is_whole,
            rules.envelope_is_the_next,
        ],
        effects=["sourcing.give_receipt"],
        locks=["tender"],
        lock="share",
        sealed=True,
        rules=["B2.LATE", "RC-3"],
        glyph="投",
        done=_("Your bid has been submitted."),
    )
    def submit(self, act: Act) -> None:
        self._of(act, BidKind.BID)
        self.upload = act.data["upload"]
        self.digest, self.size = self.upload.digest, self.upload.size

    @first_step(
        by=policies.bids_for_a_provider,
        label=_("Withdraw the bid"),
        checks=[rules.tender_is_open, rules.there_is_a_bid],
        effects=["sourcing.give_receipt"],
        locks=["tender"],
        lock="share",
        sealed=True,
        rules=["B2.LATE", "RC-3"],
        glyph="撤",
        done=_("Your bid has been withdrawn. You may bid anew before the deadline."),
    )
    def withdraw(self, act: Act) -> None:
        self._of(act, BidKind.WITHDRAWAL)

    def _of(self, act: Act, kind: BidKind) -> None:
        self.tender, self.provider_id, self.kind = act.data["tender"], act.actor.organisation_id, kind
        self.version = self.tender.next_version(act.actor.organisation_id)
        self.received_at = act.now
