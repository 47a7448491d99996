"""When bids may be opened, and by whom (Tendering Law articles 28 and 36; Order 87 articles 39 to 41)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sourcing import opening
from sourcing.rules.publication import pairs
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def deadline_has_passed(act: Act) -> Iterator[Obstacle]:
    if act.now < act.subject.closes_at:
        yield stop(_("The deadline has not passed yet."), "B2.LATE")


def time_has_come(act: Act) -> Iterator[Obstacle]:
    if act.now < act.subject.opens_at:
        yield stop(_("Bids are not opened before the announced time."), "B2.ORDER")


def has_not_begun(act: Act) -> Iterator[Obstacle]:
    if act.subject.opening_has_begun:
        yield stop(_("The opening has begun: the closing time stands."), "PAUSE")


def opener_is_there(act: Act) -> Iterator[Obstacle]:
    if not act.subject.ceremonies.filter(ended_at=None).exists():
        yield stop(
            _("The opener has not offered its key yet. It does so within seconds of the opening time."),
            "B2.ORDER",
        )


def contributes_once(act: Act) -> Iterator[Obstacle]:
    ceremony = act.subject.running_ceremony()
    if ceremony is None or ceremony.pk != act.data["ceremony"]:
        yield stop(
            _("The opener has begun anew. Reload the page and enter your passphrase again."), "B2.ORDER"
        )
    elif ceremony.contributions.filter(official__key__user_id=act.actor.user_id).exists():
        yield stop(_("You have given your part already."), "B2.ORDER")


def every_bid_was_looked_at(act: Act) -> Iterator[Obstacle]:
    """The opener has opened (or failed to open) each envelope before it says that the tender is open."""
    if not opening.is_held(act.subject.pk):
        yield stop(_("The opener holds nothing for this tender."), "B2.ORDER")


def two_officials_took_part(act: Act) -> Iterator[Obstacle]:
    ceremony = act.subject.running_ceremony()
    given = ceremony.contributions.select_related("official__key") if ceremony else []
    if not pairs([c.official for c in given]):
        yield stop(_("Two officials of different seats must take part."), "B2.ORDER")
