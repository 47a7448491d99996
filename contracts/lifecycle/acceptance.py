"""Acceptance of the service, item by item (A4.8, B8.13-B8.16)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.rules import acceptance as rules
from contracts.rules import group
from corrections.lifecycle import Corrected
from disclosure.personal import nothing_personal
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Clock, Mark, Reason, first_step, step


class AcceptanceState(models.TextChoices):
    CONVENED = "convened", _("Group convened")
    EXAMINED = "examined", _("Examined, to be signed")
    CONCLUDED = "concluded", _("Concluded")
    CANCELLED = "cancelled", _("Cancelled")


S = AcceptanceState


class AcceptanceLifecycle(Corrected, Lifecycle):
    """A group looks at every item of the contract; recipients of a public service are heard; the members sign."""

    State = AcceptanceState

    state = StateField(AcceptanceState)
    tones = {
        AcceptanceState.CONVENED: "blue",
        AcceptanceState.EXAMINED: "blue",
        AcceptanceState.CONCLUDED: "green",
    }
    lock_rank = 70
    awaits = {
        S.CONVENED: [Await("examine", party="purchaser_id", role=Role.ACCEPTOR, until="convened_for")],
        S.EXAMINED: [Await("conclude", party="purchaser_id", role=Role.ACCEPTOR)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.purchaser_handler,
        label=_("Convene the acceptance group"),
        guards=[rules.service_is_delivered, rules.no_acceptance_under_way],
        checks=[
            rules.group_is_lawful,
            rules.recipients_are_invited,
            group.members_are_different_people,
            group.nobody_judges_their_own_service,
        ],
        effects=["contracts.acceptance.prepare"],
        glyph="召",
        done=_("The acceptance group is convened."),
        rules=["A7.12", "B8.13"],
    )
    def convene(self, act: Act) -> None:
        self.round = self.next_round()
        self.convened_by = act.actor.user_id
        act.assign("meets_on", "place", "method")

    @step(
        S.CONVENED,
        by=policies.supervisor,
        label=_("Change the meeting"),
        checks=[rules.meeting_lies_ahead],
        effects=["contracts.acceptance.follow_the_meeting"],
        primary=False,
        glyph="改",
        done=_("The meeting has been changed."),
        rules=["B8.13"],
    )
    def move_meeting(self, act: Act) -> None:
        act.assign("meets_on", "place")

    @step(
        [S.CONVENED, S.EXAMINED],
        S.EXAMINED,
        by=policies.acceptor,
        label=_("Record the examination"),
        guards=[rules.service_is_delivered, rules.group_has_met],
        checks=[rules.every_item_is_judged],
        effects=["contracts.acceptance.write_items"],
        glyph="查",
        done=_("The examination has been recorded."),
        rules=["B8.13"],
    )
    def examine(self, act: Act) -> None:
        act.assign("examined_on")

    @step(
        [S.CONVENED, S.EXAMINED],
        by=policies.acceptor,
        label=_("Record the recipients' opinion"),
        checks=[rules.opinion_is_lawful, nothing_personal("recipients_opinion")],
        effects=["contracts.acceptance.keep_opinion"],
        primary=False,
        glyph="听",
        done=_("The opinion of the service recipients has been recorded."),
        rules=["B8.14"],
    )
    def hear_recipients(self, act: Act) -> None:
        act.assign("recipients_heard", "recipients_satisfied", "recipients_opinion")

    @step(
        S.EXAMINED,
        by=policies.acceptor,
        label=_("Record the signatures"),
        guards=[rules.group_has_met],
        checks=[rules.signatures_are_lawful],
        effects=["contracts.acceptance.write_signatures"],
        glyph="签",
        done=_("The signatures have been recorded."),
        rules=["B8.13"],
    )
    def sign(self, act: Act) -> None:
        """Members who are not users of the portal sign on paper; the scan is attached."""

    @step(
        S.EXAMINED,
        S.CONCLUDED,
        by=policies.acceptor,
        label=_("Conclude the acceptance"),
        guards=[
            rules.service_is_delivered,
            rules.group_has_met,
            rules.recipients_were_heard,
            rules.all_members_have_signed,
        ],
        checks=[
            rules.result_follows_from_items,
            rules.rectification_has_a_deadline,
            nothing_personal("opinion", "rectification"),
        ],
        starts=[Clock("acceptance.publish", step="publish", party="purchaser_id", role=Role.HANDLER)],
        effects=["contracts.acceptance.concluded"],
        locks=["contract.project", "contract"],
        mark=Mark.DECISION,
        glyph="验",
        done=_("The acceptance is concluded."),
        rules=["A4.8", "B8.13", "B8.14"],
    )
    def conclude(self, act: Act) -> None:
        act.assign("result", "opinion", "rectification", "rectify_by")
        self.concluded_on, self.concluded_by = act.today, act.actor.user_id

    @step(
        [S.CONVENED, S.EXAMINED],
        S.CANCELLED,
        by=policies.purchaser_head,
        label=_("Cancel this acceptance"),
        reason=Reason.REQUIRED,
        primary=False,
        glyph="撤",
        done=_("This acceptance is cancelled; another group may be convened."),
    )
    def cancel(self, act: Act) -> None:
        """The contract stays delivered."""

    @step(
        S.CONCLUDED,
        by=policies.purchaser_handler,
        label=_("Publish the result"),
        on_paper=False,
        once="published_at",
        meets=["acceptance.publish"],
        effects=["contracts.acceptance.announce"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The acceptance notice has been published."),
        rules=["B8.16"],
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now
