"""Officials' keys and the opening. Passphrases of the demonstration are known to all."""

from __future__ import annotations

import json
from typing import Any

from nacl.public import PrivateKey, SealedBox

from accounts import demo as people
from sourcing import keys
from sourcing.forms.officials import new_challenge
from sourcing.models import KeyShare, OfficialKey, Tender
from sourcing.opener import Opener
from sourcing.rules.officials import SEATS
from workflow.clock import legal_now
from workflow.outbox import sweep

PASSPHRASE = "开标 六个词 长春 伊通河 净月 南湖"  # noqa: S105  of the demonstration only


def enrol(hand: Any, username: str) -> OfficialKey:
    """The live key of that official; enrols one where there is none."""
    actor = people.actor(username)
    found = OfficialKey.objects.live().filter(user_id=actor.user_id).first()
    if found and (legal_now() - found.proved_at).days < 25:
        return found
    if found:
        return prove(hand, found, actor)
    private = PrivateKey.generate()
    return hand.make(
        OfficialKey,
        "enrol",
        actor,
        seat=min(SEATS[actor.organisation_kind]),
        public_key=keys.encode(bytes(private.public_key)),
        wrapped=json.dumps(keys.wrap(bytes(private), PASSPHRASE, quick=True)),
    )


def prove(hand: Any, key: OfficialKey, actor: Any) -> OfficialKey:
    """Show that the passphrase is still known."""
    sealed, token = new_challenge(key)
    answer = SealedBox(PrivateKey(keys.unwrap(key.wrapped, PASSPHRASE))).decrypt(sealed)
    return hand.do(key, "prove", actor, challenge=token, proof=keys.encode(answer))


def contribute(hand: Any, tender: Tender, username: str) -> Tender:
    """What an official's browser does at the opening."""
    actor, ceremony = people.actor(username), tender.running_ceremony()
    key = OfficialKey.objects.live().get(user_id=actor.user_id)
    sealed = keys.contribution(
        keys.unwrap(key.wrapped, PASSPHRASE), own_shares(tender, key), ceremony.pk, bytes(ceremony.opener_key)
    )
    return hand.do(tender, "contribute", actor, ceremony=ceremony.pk, sealed=keys.encode(sealed))


def own_shares(tender: Tender, key: OfficialKey) -> dict[str, bytes]:
    rows = KeyShare.objects.filter(tender=tender, holder__key=key)
    return {str(share.partner_id): bytes(share.sealed) for share in rows}


def open_bids(hand: Any, tender: Tender, *usernames: str) -> Tender:
    """The whole ceremony: the opener offers its key, the officials come, the envelopes are opened."""
    opener = Opener()
    opener.look()
    for username in usernames or officials_of(tender):
        tender = contribute(hand, Tender.objects.get(pk=tender.pk), username)
    opener.look()
    sweep()
    return Tender.objects.get(pk=tender.pk)


def officials_of(tender: Tender) -> list[str]:
    return list(tender.officials.values_list("key__user__username", flat=True))
