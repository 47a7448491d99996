"""When a bid is taken. The deadline is read from the row that the transaction has locked, by the database's clock."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Reform
from core.dates import long_date
from providers import services as providers
from sourcing.kinds import BidKind
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop


def tender_is_open(act: Act) -> Iterator[Obstacle]:
    """`act.now` was read after the tender was locked: what waited over the deadline is late."""
    if not act.data["tender"].is_open_for_bids(act.now):
        yield stop(
            _("Bids have closed. Nothing can be handed in, replaced or withdrawn any more."), "B2.LATE"
        )


def provider_is_approved(act: Act) -> Iterator[Obstacle]:
    if providers.approved(act.actor.organisation_id, act.today):
        return
    if over := providers.expired(act.actor.organisation_id, act.today):
        yield stop(
            _("Your registration as a provider expired on %(day)s. Apply for its renewal.")
            % {"day": long_date(over.valid_until)},
            "ELG-1",
            mend=Mend(over.get_absolute_url(), _("Apply for renewal")),
        )
    else:
        yield stop(_("Your organisation is not on the register of approved providers."), "ELG-1")


def merger_of(organisation_id: UUID | None) -> Reform | None:
    """The proposal, if there is one, by which a provider is to become part of another."""
    proposed = Reform.objects.filter(organisation=organisation_id, kind="merge", state="proposed")
    return proposed.select_related("keeper").first()


def provider_stays_what_it_is(act: Act) -> Iterator[Obstacle]:
    """Its bid would name a bidder that may have ended before the opening."""
    if reform := merger_of(act.actor.organisation_id):
        yield stop(
            _(
                "Your organisation is about to become part of %(heir)s, which bids in its own name. Withdraw the "
                "proposal if you want to bid."
            )
            % {"heir": reform.keeper},
            "RC-3",
            mend=Mend(reform.get_absolute_url(), _("See the merger")),
        )


def provider_is_independent(act: Act) -> Iterator[Obstacle]:
    if act.data["tender"].purchaser_id == act.actor.organisation_id:
        yield stop(_("A purchaser can't bid for its own project."), "CF-3")


def envelope_is_whole(act: Act) -> Iterator[Obstacle]:
    upload = act.data["upload"]
    if upload.provider_id != act.actor.organisation_id or upload.tender_id != act.data["tender"].pk:
        yield stop(_("This upload belongs to another tender."), "B2.LATE")
    elif not upload.is_whole:
        yield stop(_("The upload is not complete yet."), "B2.LATE")


def envelope_is_the_next(act: Act) -> Iterator[Obstacle]:
    """An envelope is bound to its version: an earlier one can't come in again under another number."""
    if act.data["upload"].version != act.data["tender"].next_version(act.actor.organisation_id):
        yield stop(
            _("Another version has been submitted in between. Seal and upload your bid again."), "B2.LATE"
        )


def there_is_a_bid(act: Act) -> Iterator[Obstacle]:
    last = act.data["tender"].last_bid(act.actor.organisation_id)
    if last is None or last.kind == BidKind.WITHDRAWAL:
        yield stop(_("There is no bid to withdraw."), "B2.LATE")
