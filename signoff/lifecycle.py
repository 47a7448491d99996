"""A unit's chain, something on its way through it, and each signature that it needs.

The chain stands before the step: once all have signed, whoever the law names takes the step itself.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from signoff import policies
from signoff.kinds import HEAD_OF
from signoff.rules import chains, rounds, signing
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, Reason, first_step, step


class ChainLifecycle(Lifecycle):
    """Who signs before one step of a unit, from an amount on. Never changed: a new one takes its place."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", pgettext_lazy("sign-off", "In force")
        ENDED = "ended", pgettext_lazy("sign-off", "Ended")

    state = StateField(State)
    tones = {State.IN_FORCE: "green"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.lays_down_chains,
        lasting=True,
        label=_("Lay down a sign-off chain"),
        checks=[
            chains.stations_follow_each_other,
            chains.everybody_signs_once,
            chains.somebody_holds_the_post,
            chains.somebody_is_left_for_the_step,
            chains.is_the_only_one,
        ],
        effects=["signoff.lay_stations"],
        rules=["A7.12"],
        mark=Mark.DECISION,
        glyph="定",
        done=_(
            "The chain counts from now on. What is on its way already keeps the chain that it began with."
        ),
    )
    def lay_down(self, act: Act) -> None:
        self.organisation_id = act.actor.organisation_id
        self.laid_down_on = act.today
        act.assign("step", "amount_from", "note")

    @step(
        State.IN_FORCE,
        State.ENDED,
        by=policies.own_chain,
        lasting=True,
        label=_("End this chain"),
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="废",
        primary=False,
        done=_("The step no longer waits for this chain."),
    )
    def end(self, act: Act) -> None:
        self.ended_on = act.today


class CirculationLifecycle(Lifecycle):
    """One step of one subject on its way through a chain, with what was filled in for it."""

    class State(models.TextChoices):
        CIRCULATING = "circulating", _("Being signed")
        RETURNED = "returned", _("Sent back")
        AGREED = "agreed", _("All have signed")
        USED = "used", pgettext_lazy("sign-off", "Carried out")
        WITHDRAWN = "withdrawn", pgettext_lazy("sign-off", "Withdrawn")

    state = StateField(State)
    tones = {State.CIRCULATING: "blue", State.RETURNED: "amber", State.AGREED: "green"}
    lock_rank = 80
    awaits = {State.RETURNED: [Await("resend", party="organisation_id", user="sender_id", personal=False)]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.sends_round,
        label=_("Send round for sign-off"),
        checks=[
            rounds.subject_is_seen,
            rounds.a_chain_asks_for_it,
            rounds.step_is_possible,
            rounds.is_not_on_its_way,
            rounds.is_filled_in,
        ],
        effects=["signoff.begin"],
        rules=["A7.12"],
        glyph="送",
        done=_("It is on its way. Whoever signs next has been told."),
    )
    def send(self, act: Act) -> None:
        self.sender_id, self.organisation_id = act.actor.user_id, act.actor.organisation_id
        self.take(act)

    @step(
        State.RETURNED,
        State.CIRCULATING,
        by=policies.sender,
        label=_("Send again"),
        guards=[rounds.step_is_still_possible, rounds.who_signed_does_not_send],
        checks=[rounds.is_filled_in],
        effects=["signoff.ask_again"],
        glyph="复",
        done=_("It has gone to whoever sent it back, with what has changed marked."),
    )
    def resend(self, act: Act) -> None:
        self.sender_id, self.sent_at = act.actor.user_id, act.now

    @step(
        [State.CIRCULATING, State.RETURNED, State.AGREED],
        State.WITHDRAWN,
        by=policies.sender,
        label=_("Withdraw"),
        guards=[rounds.nobody_has_signed_yet],
        effects=["signoff.call_off"],
        glyph="撤",
        primary=False,
        done=_("It has been withdrawn; nobody is asked to sign any more."),
    )
    def withdraw(self, act: Act) -> None:
        self.ended_at = act.now

    @step(
        State.CIRCULATING,
        State.RETURNED,
        by=portal_itself,
        label=_("Sent back"),
        effects=["signoff.let_others_rest"],
        glyph="退",
        hidden=True,
    )
    def go_back(self, act: Act) -> None:
        """To the sender; from there it comes again to whoever sent it back."""

    @step(
        State.CIRCULATING,
        by=portal_itself,
        label=_("Goes on to the next"),
        effects=["signoff.ask_position"],
        glyph="转",
        hidden=True,
    )
    def go_on(self, act: Act) -> None:
        self.position = act.data["position"]

    @step(
        State.CIRCULATING,
        State.AGREED,
        by=portal_itself,
        label=_("All have signed"),
        effects=["signoff.tell_sender"],
        mark=Mark.DECISION,
        glyph="毕",
        hidden=True,
    )
    def complete(self, act: Act) -> None:
        self.agreed_at = act.now

    @step(State.AGREED, State.USED, by=portal_itself, label=_("Carried out"), glyph="办", hidden=True)
    def use(self, act: Act) -> None:
        self.ended_at = act.now


class SignatureLifecycle(Lifecycle):
    """One station of a chain for one circulation: asked when its turn has come, and again after a return."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("sign-off", "Not yet asked")
        ASKED = "asked", pgettext_lazy("sign-off", "Asked to sign")
        SIGNED = "signed", pgettext_lazy("sign-off", "Signed")
        SENT_BACK = "sent_back", pgettext_lazy("sign-off", "Sent back")
        CALLED_OFF = "called_off", pgettext_lazy("sign-off", "No longer asked")

    state = StateField(State)
    tones = {State.ASKED: "blue", State.SENT_BACK: "amber", State.SIGNED: "green"}
    lock_rank = 85
    awaits = {
        State.ASKED: [
            Await("sign", party="organisation_id", role_of="role", user="asked_user_id", personal=False)
        ]
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=portal_itself, label=_("Named in the chain"), glyph="列", hidden=True)
    def place(self, act: Act) -> None:
        act.assign("circulation", "station")

    @step(
        [State.WAITING, State.SENT_BACK],
        State.ASKED,
        by=portal_itself,
        label=_("Asked to sign"),
        glyph="请",
        hidden=True,
    )
    def ask(self, act: Act) -> None:
        self.asked_at = act.now

    @step(
        State.ASKED,
        State.SIGNED,
        by=policies.signer,
        posts_in=tuple(HEAD_OF),
        label=_("Sign"),
        guards=[signing.sender_does_not_sign, signing.nobody_signs_twice],
        checks=[signing.opinion_is_given, signing.minutes_are_attached],
        effects=["signoff.keep_minutes", "signoff.advance"],
        locks=["circulation"],
        rules=["A7.12"],
        mark=Mark.DECISION,
        glyph="签",
        done=_("You have signed."),
    )
    def sign(self, act: Act) -> None:
        self._by(act)
        self.opinion = act.data["opinion"]
        self.meeting_on = act.data.get("meeting_on")

    @step(
        State.ASKED,
        State.SENT_BACK,
        by=policies.signer,
        posts_in=tuple(HEAD_OF),
        label=_("Send back"),
        reason=Reason.REQUIRED,
        effects=["signoff.send_back"],
        locks=["circulation"],
        mark=Mark.DECISION,
        glyph="退",
        primary=False,
        done=_("It has gone back to the sender with your reason, and comes to you again."),
    )
    def send_back(self, act: Act) -> None:
        self._by(act)
        self.opinion = act.reason

    def _by(self, act: Act) -> None:
        """Who says it, in whose stead, and when."""
        principal = act.on_behalf_of if act.mandate else None
        self.signed_by_id, self.signed_at = act.actor.user_id, act.now
        self.signed_for_id = principal.user_id if principal else None

    @step(
        State.ASKED,
        State.WAITING,
        by=portal_itself,
        label=_("Rests while it is mended"),
        glyph="候",
        hidden=True,
    )
    def rest(self, act: Act) -> None:
        """Another at the same station has sent it back."""

    @step(
        [State.WAITING, State.ASKED, State.SENT_BACK],
        State.CALLED_OFF,
        by=portal_itself,
        label=_("No longer asked"),
        glyph="止",
        hidden=True,
    )
    def call_off(self, act: Act) -> None:
        """The sender has withdrawn it."""
