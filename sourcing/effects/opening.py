"""The officials' contributions, and what the opener found in the envelopes."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import services as accounts
from accounts.telling.kinds import CALL
from core.phrases import said
from documents.inspection import is_accepted
from documents.models import StoredFile
from documents.services import attach
from sourcing import opening
from sourcing.models import Contribution, OpenedBid, OpenedFile, OpeningRecord, TenderOfficial
from workflow import outbox
from workflow.act import Act
from workflow.registry import effect, effect_in_event


@effect("sourcing.keep_contribution")
def keep_contribution(act: Act) -> None:
    official = TenderOfficial.objects.get(tender=act.subject, key__user_id=act.actor.user_id)
    Contribution.objects.create(
        ceremony=act.subject.running_ceremony(),
        official=official,
        sealed=act.data["sealed"],
        given_at=act.now,
    )


@effect("sourcing.call_officials")
def call_officials(act: Act) -> None:
    for official in act.subject.officials.select_related("key"):
        accounts.notify(
            official.key.organisation_id,
            said(gettext_lazy("Bids are due to be opened: %(title)s"), title=act.subject),
            gettext_lazy("Two officials of different seats are needed. Have your passphrase at hand."),
            reverse("sourcing:ceremony", args=[act.subject.pk]),
            user_id=official.key.user_id,
            kind=CALL,
        )


def title_of(position: int, file: StoredFile) -> str:
    """The first file of every envelope is the price form."""
    return _("Price form") if position == 0 else file.name


@effect_in_event("sourcing.settle_opening")
def settle_opening(act: Act) -> None:
    """Write down what the envelopes held, and the record; the rest is the web's affair, after commit."""
    tender = act.subject
    found = opening.take(tender.pk)
    for one in found:
        opened = OpenedBid.objects.create(
            tender=tender,
            bid=one.bid,
            provider_id=one.bid.provider_id,
            envelope_digest=one.digest,
            fault=one.fault,
            price=one.price,
            price_form=one.form,
            opened_at=act.now,
        )
        for position, file in enumerate(one.files):
            if position == 0 or is_accepted(file.name):  # what came sealed past the page may be anything
                attach(opened, file, "bid_file", title=title_of(position, file), act=act)
            OpenedFile.objects.create(
                opened_bid=opened,
                position=position,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.digest,
            )
    body = opening.record_of(tender, found, act.now)
    OpeningRecord.objects.create(tender=tender, body=body, digest=opening.digest_of(body), opened_at=act.now)
    tender.ceremonies.filter(ended_at=None).update(ended_at=act.now)
    act.facts["record"] = opening.digest_of(body)
    outbox.put("sourcing.opened", {"tender": str(tender.pk)})
