"""Enrolling and proving an official's key."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.roles import OrganisationKind
from sourcing.kinds import Seat
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

SEATS: dict[str, set[Seat]] = {
    OrganisationKind.PURCHASER: {Seat.PURCHASER},
    OrganisationKind.FINANCE: {Seat.FINANCE},
    OrganisationKind.AUDITOR: {Seat.SUPERVISOR, Seat.ESCROW},
    OrganisationKind.REGULATOR: {Seat.SUPERVISOR},
}
"""Which seats people of an organisation may hold."""
KEY_BYTES = 32


def has_no_live_key(act: Act) -> Iterator[Obstacle]:
    if type(act.subject).objects.live().filter(user_id=act.actor.user_id).exists():
        yield stop(_("You have a key already. Give it up first if you have lost its passphrase."), "B2.ORDER")


def seat_fits_organisation(act: Act) -> Iterator[Obstacle]:
    if act.data["seat"] not in SEATS.get(act.actor.organisation_kind, set()):
        yield stop(_("People of your organisation can't hold this seat."), "B2.ORDER", field="seat")


def key_is_well_formed(act: Act) -> Iterator[Obstacle]:
    if len(act.data["public_key"]) != KEY_BYTES:
        yield stop(_("The browser sent no valid key. Reload the page and try again."), field="public_key")


def proof_is_right(act: Act) -> Iterator[Obstacle]:
    if not act.data["proof_holds"]:
        yield stop(_("The passphrase is not right, or the page was open for too long."), field="proof")
