"""A tender, from the draft of its document to the announced result."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from rulebook.services import not_suspended
from sourcing import policies
from sourcing.kinds import FailureGround
from sourcing.lifecycle import lists
from sourcing.rules import award, drafting, ending, low_price, opening, panel, publication
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Clock, Mark, Reason, first_step, step


class TenderLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Tender published")
        CLOSED = "closed", _("Closed, not yet opened")
        OPENED = "opened", _("Bids opened")
        EVALUATED = "evaluated", _("Bids evaluated")
        DECIDED = "decided", _("Award decided, not yet announced")
        AWARDED = "awarded", _("Award announced")
        FAILED = "failed", _("Tender failed")
        CANCELLED = "cancelled", _("Tender cancelled")

    state = StateField(State)
    tones = lists.TONES
    lock_rank = 15
    lies_in = ("project_id",)
    not_before = {"contribute": "opens_at"}
    awaits = {
        State.DRAFT: lists.DRAFT_TURNS,
        State.PUBLISHED: lists.OFFICIALS,
        State.CLOSED: lists.OFFICIALS,
        State.OPENED: [Await("check_eligibility", party="purchaser_id", role=Role.HANDLER)],
        State.EVALUATED: [
            Await(
                "award_contract",
                party="purchaser_id",
                role=Role.HEAD,
                within="award.decide",
                since="evaluated_at",
            )
        ],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.drafts_tenders,
        label=_("Draft the tender"),
        checks=[drafting.project_is_ready, *lists.DRAFT_CHECKS],
        effects=["sourcing.keep_parts"],
        locks=["project"],
        done=_("The draft has been kept. Its page says whose turn it is."),
        glyph="拟",
    )
    def draft(self, act: Act) -> None:
        self.set_project(act.data["project"])
        self._take(act)

    @step(
        State.DRAFT,
        by=policies.purchaser_staff,
        label=_("Change the draft"),
        checks=lists.DRAFT_CHECKS,
        effects=["sourcing.keep_parts", "sourcing.turn_of_one"],
        then=lists.DRAFT_TURNS,
        primary=False,
        glyph="改",
        done=_("The draft has been changed."),
    )
    def revise(self, act: Act) -> None:
        if act.data["special_conditions"] != self.special_conditions:
            self.cosigned_at = None
        self._take(act)

    @step(
        State.DRAFT,
        by=policies.purchaser_staff,
        label=_("Ask finance to co-sign the special conditions"),
        guards=[drafting.there_is_something_to_cosign],
        starts=[Clock("cosign.decide", step="cosign", party="finance_id", role=Role.REVIEWER)],
        then=lists.DRAFT_TURNS,
        once="nothing_to_cosign",
        rules=["A2.7"],
        primary=False,
        glyph="会",
        done=_("Finance has been asked."),
    )
    def ask_cosign(self, act: Act) -> None:
        """The special conditions go to the finance department as they stand."""

    @step(
        State.DRAFT,
        by=policies.finance_reviewer,
        label=_("Co-sign the special conditions"),
        guards=[drafting.there_is_something_to_cosign],
        effects=["sourcing.turn_of_one"],
        meets=["cosign.decide"],
        then=lists.DRAFT_TURNS,
        once="nothing_to_cosign",
        rules=["A2.7"],
        mark=Mark.DECISION,
        glyph="签",
        done=_("The special conditions are co-signed."),
    )
    def cosign(self, act: Act) -> None:
        self.cosigned_at = act.now

    @step(
        State.DRAFT,
        by=policies.finance_reviewer,
        label=_("Decline to co-sign"),
        guards=[drafting.there_is_something_to_cosign],
        meets=["cosign.decide"],
        then=lists.DRAFT_TURNS,
        once="nothing_to_cosign",
        rules=["A2.7"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="否",
        primary=False,
        done=_("The purchaser has been told."),
    )
    def decline_cosign(self, act: Act) -> None:
        self.cosigned_at = None

    @step(
        State.DRAFT,
        by=policies.purchaser_head,
        label=_("Name the opening officials"),
        checks=[publication.officials_make_a_pair],
        effects=["sourcing.keep_officials"],
        primary=False,
        glyph="定",
        done=_("The opening officials are named."),
    )
    def name_officials(self, act: Act) -> None:
        """Who may take part in opening: two of different seats are needed, whatever their rank."""

    @step(
        State.DRAFT,
        State.PUBLISHED,
        by=policies.purchaser_head,
        label=_("Publish the tender"),
        on_paper=False,
        guards=lists.PUBLISH_GUARDS,
        effects=lists.PUBLISH_EFFECTS,
        locks=["project"],
        rules=["A4.1", "B2.2", "B2.3", "B2.4", "CF-10", "IN-2"],
        mark=Mark.DECISION,
        glyph="发",
        done=_("The tender is published. Providers can bid."),
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now
        self.take_special_conditions()
        self.freeze_standard()
        self.hold_new_key()

    @step(
        State.PUBLISHED,
        by=policies.purchaser_head,
        label=_("Clarify or correct"),
        on_paper=False,
        checks=[publication.change_is_early_enough, lists.CHANGE_IS_TOLD],
        effects=["sourcing.publish_clarification", "sourcing.officials_follow"],
        rules=["B2.5"],
        mark=Mark.DECISION,
        glyph="更",
        primary=False,
        done=_("The change is published."),
    )
    def clarify(self, act: Act) -> None:
        act.facts["closes_before"] = self.closes_at
        self.move_deadline(act.data["closes_at"])

    @step(
        [State.PUBLISHED, State.CLOSED],
        State.PUBLISHED,
        by=portal_itself,
        label=_("Bids close later because of a pause"),
        guards=[opening.has_not_begun],
        checks=[publication.closes_later],
        effects=["sourcing.publish_postponement"],
        rules=["PAUSE"],
        hidden=True,
        glyph="延",
    )
    def postpone(self, act: Act) -> None:
        act.facts |= {"closes_before": self.closes_at, "document": act.data["document"]}
        self.closed_at = None
        self.move_deadline(act.data["closes_at"])

    @step(
        State.PUBLISHED,
        State.CLOSED,
        by=portal_itself,
        label=_("Close"),
        guards=[opening.deadline_has_passed],
        effects=["sourcing.call_officials"],
        hidden=True,
        glyph="止",
    )
    def close(self, act: Act) -> None:
        self.closed_at = act.now

    @step(
        [State.PUBLISHED, State.CLOSED],
        by=policies.listed_official,
        grave=True,
        label=_("Take part in opening"),
        on_paper=False,
        guards=[not_suspended, opening.time_has_come, opening.opener_is_there],
        checks=[opening.contributes_once],
        effects=["sourcing.keep_contribution"],
        glyph="启",
        done=_("Your part of the key has reached the opener."),
    )
    def contribute(self, act: Act) -> None:
        """One official's shares, sealed in the browser to the opener's one-time key."""

    @step(
        State.CLOSED,
        State.OPENED,
        by=policies.the_opener,
        label=_("Open the bids"),
        guards=[
            not_suspended,
            opening.time_has_come,
            opening.two_officials_took_part,
            opening.every_bid_was_looked_at,
        ],
        effects=["sourcing.settle_opening"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="开",
    )
    def open(self, act: Act) -> None:
        self.opened_at = act.now

    @step(
        State.OPENED,
        by=policies.purchaser_staff,
        label=_("Check eligibility"),
        guards=[panel.eligibility_is_unsettled],
        checks=[panel.every_bid_is_checked],
        then=[Await("form_panel", party="seats_panel_id", role=Role.HEAD)],
        effects=["sourcing.keep_eligibility"],
        rules=["B4.8", "BL-1"],
        mark=Mark.DECISION,
        glyph="审",
        done=_("The eligibility check is recorded."),
    )
    def check_eligibility(self, act: Act) -> None:
        """Made by the purchaser, not by the panel (Order 87, article 44)."""

    @step(
        State.OPENED,
        by=policies.purchaser_head,
        label=_("Form the panel"),
        on_paper=False,
        guards=lists.PANEL_GUARDS,
        checks=[panel.panel_is_lawful, panel.pool_is_large_enough],
        then=[Await("conclude", party="chair_organisation_id", user="chair_user_id")],
        effects=["sourcing.draw_panel"],
        rules=["B2.7", "B2.8", "B4.1"],
        mark=Mark.DECISION,
        glyph="组",
        done=_("The panel is formed. Its members have been told; their names stay secret until the result."),
    )
    def form_panel(self, act: Act) -> None:
        self.panel_formed_at = act.now

    @step(
        State.OPENED,
        by=policies.chair,
        label=_("Ask a bidder about its price"),
        on_paper=False,
        guards=[low_price.somebody_is_to_be_asked],
        checks=[low_price.time_is_fair],
        effects=["sourcing.ask_bidder"],
        rules=["B5.LOW"],
        once="nobody_to_ask",
        glyph="询",
        done=_("The bidder is asked. The members judge once it has answered or its time is over."),
    )
    def ask_about_price(self, act: Act) -> None:
        """The bidder explains within a set time; the panel decides. A low price alone rules nobody out."""

    @step(
        State.OPENED,
        State.EVALUATED,
        by=policies.chair,
        label=_("Conclude the evaluation"),
        guards=[
            not_suspended,
            panel.all_have_scored,
            panel.objective_points_agree,
            low_price.low_prices_are_settled,
        ],
        effects=["sourcing.rank_bids"],
        reason=Reason.OPTIONAL,
        rules=["B5", "B5.RANK", "B2.13"],
        mark=Mark.DECISION,
        glyph="评",
        done=_("The evaluation is concluded and the report has gone to the purchaser."),
    )
    def conclude(self, act: Act) -> None:
        self.evaluated_at = act.now

    @step(
        State.EVALUATED,
        State.DECIDED,
        by=policies.purchaser_head,
        grave=True,
        label=_("Decide the award"),
        guards=[not_suspended],
        checks=[award.first_in_rank_wins],
        effects=["sourcing.make_award"],
        starts=[Clock("award.publish", step="announce", party="purchaser_id", role=Role.HEAD)],
        meets=["award.decide"],
        rules=["B2.14"],
        reason=Reason.OPTIONAL,
        mark=Mark.DECISION,
        glyph="定",
        done=_("The award is decided. Announce it within two working days."),
    )
    def award_contract(self, act: Act) -> None:
        self.decided_at = act.now

    @step(
        State.DECIDED,
        State.AWARDED,
        by=policies.purchaser_head,
        label=_("Announce the result"),
        on_paper=False,
        guards=[not_suspended],
        effects=["sourcing.announce"],
        meets=["award.publish"],
        locks=["project"],
        rules=["B2.15", "B4.4"],
        mark=Mark.DECISION,
        glyph="告",
        done=_("The result is published and the letter of acceptance has gone out."),
    )
    def announce(self, act: Act) -> None:
        """The result notice with the experts' names, and the letter of acceptance."""
        self.announced_at = act.now

    @step(
        [State.CLOSED, State.OPENED, State.EVALUATED],
        State.FAILED,
        by=policies.purchaser_head | portal_itself,
        label=_("Declare the tender failed"),
        checks=[ending.ground_is_true, lists.REASON_IS_TOLD],
        **lists.ENDING,
        rules=["B6.1"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="废",
        primary=False,
        done=_("The tender has failed. All bidders have been told why."),
    )
    def fail(self, act: Act) -> None:
        self.failure_ground, self.failure_reason = act.data["ground"], act.reason
        self.ended_at = act.now

    @step(
        [State.DRAFT, State.PUBLISHED, State.CLOSED],
        State.CANCELLED,
        by=policies.purchaser_head,
        label=_("Cancel the tender"),
        checks=[lists.REASON_IS_TOLD],
        **lists.ENDING,
        meets=["cosign.decide"],
        rules=["B6.4"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="销",
        primary=False,
        done=_("The tender is cancelled."),
    )
    def cancel(self, act: Act) -> None:
        self.failure_ground, self.failure_reason = FailureGround.CANCELLED, act.reason
        self.ended_at = act.now

    def _take(self, act: Act) -> None:
        act.assign(*lists.FIELDS)
        self.take_special_conditions()
        self.opens_at = self.closes_at  # the two are one instant (Order 87, article 39)
        self.set_price_weight(act.data["criteria"])
