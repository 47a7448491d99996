"""What follows: stations are laid, people asked one position after the other, and an agreed round is used up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.telling.kinds import ASKED, RETURNED
from core.phrases import said
from documents import services as documents
from signoff.models import Circulation, Signature, Station, Version
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.registry import effect

UNTOUCHED = (Signature.State.WAITING, Signature.State.SENT_BACK)


@effect("signoff.lay_stations")
def lay_stations(act: Act) -> None:
    """The stations of a new chain; the one that it takes the place of ends."""
    chain = act.subject
    for row in act.data["stations"]:
        who = row["who"]
        Station.objects.create(
            chain=chain,
            position=row["position"],
            kind=row["kind"],
            organisation=who.organisation,
            membership=who.membership,
            section=who.section,
            role=who.role,
        )


@effect("signoff.begin")
def begin(act: Act) -> None:
    circulation = act.subject
    _keep_version(act, 1)
    for station in circulation.chain.stations.all():
        if not station.is_own:
            act.data["subject"].let_see(station.organisation_id)
        follow_create(act, Signature, "place", circulation=circulation, station=station)
    follow(act, circulation, "go_on", position=1)


@effect("signoff.ask_position")
def ask_position(act: Act) -> None:
    for signature in act.subject.signatures.filter(station__position=act.subject.position):
        follow(act, signature, "ask")
        _tell(signature)


@effect("signoff.ask_again")
def ask_again(act: Act) -> None:
    """It comes again to whoever sent it back, and to those beside who had not signed yet."""
    circulation = act.subject
    _keep_version(act, circulation.latest.number + 1)
    for signature in circulation.signatures.filter(
        station__position=circulation.position, state__in=UNTOUCHED
    ):
        follow(act, signature, "ask")
        _tell(signature)


@effect("signoff.keep_minutes")
def keep_minutes(act: Act) -> None:
    for file in act.data.get("minutes", ()):
        documents.attach(act.subject.circulation, file, "minutes", act=act)


@effect("signoff.advance")
def advance(act: Act) -> None:
    """On to the next position once all of this one have signed; after the last, it is agreed."""
    circulation = act.subject.circulation
    unsigned = circulation.signatures.exclude(state=Signature.State.SIGNED)
    if unsigned.filter(station__position=circulation.position).exists():
        return
    following = unsigned.order_by("station__position").first()
    if following is None:
        follow(act, circulation, "complete")
    else:
        follow(act, circulation, "go_on", position=following.station.position)


@effect("signoff.send_back")
def send_back(act: Act) -> None:
    circulation = act.subject.circulation
    follow(act, circulation, "go_back")
    accounts.notify(
        circulation.organisation_id,
        said(_("Sent back: %(what)s"), what=circulation),
        said(_("%(post)s has sent it back: %(reason)s"), post=act.subject.station, reason=act.reason),
        circulation.get_absolute_url(),
        user_id=circulation.sender_id,
        kind=RETURNED,
    )


@effect("signoff.let_others_rest")
def let_others_rest(act: Act) -> None:
    """Those beside need not sign what is being mended."""
    for signature in act.subject.signatures.filter(state=Signature.State.ASKED):
        follow(act, signature, "rest")


@effect("signoff.call_off")
def call_off(act: Act) -> None:
    for signature in act.subject.signatures.exclude(state__in=[Signature.State.SIGNED, "called_off"]):
        follow(act, signature, "call_off")


@effect("signoff.tell_sender")
def tell_sender(act: Act) -> None:
    """All have signed: the sender learns of it, and that the step itself can be taken."""
    circulation = act.subject
    accounts.notify(
        circulation.organisation_id,
        said(_("All have signed: %(what)s"), what=circulation),
        _("The step can be taken now."),
        circulation.subject.get_absolute_url(),
        user_id=circulation.sender_id,
        kind=ASKED,
    )


def spend(act: Act) -> None:
    """The step for which signatures were gathered has been taken: they count for this once."""
    if not act.actor.is_user or act.step.first or act.step.sealed:
        return
    rows = Circulation.objects.of_step(act.subject, act.step.name, act.actor.organisation_id)
    agreed = rows.filter(state=Circulation.State.AGREED)
    if agreed.exists():  # seldom, and after every step
        follow(act, agreed.first(), "use")


def _keep_version(act: Act, number: int) -> None:
    circulation = act.subject
    Version.objects.create(
        circulation=circulation,
        number=number,
        typed=act.data["typed"],
        agreed=act.data["filled"].agreed,
        note=act.data["note"],
        sent_at=act.now,
    )
    for file in act.data["filled"].files:
        documents.attach(circulation, file, "filled_in", act=act)


def _tell(signature: Any) -> None:
    accounts.notify(
        signature.organisation_id,
        said(_("Asked to sign: %(what)s"), what=signature.circulation),
        said(_("It waits for your signature as %(post)s."), post=signature.station),
        signature.get_absolute_url(),
        roles=[signature.role] if signature.role else (),
        user_id=signature.asked_user_id,
        kind=ASKED,
    )
