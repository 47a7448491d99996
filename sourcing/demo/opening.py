"""Officials' keys and the opening. Passphrases of the demonstration are known to all.

What is random (keys, envelopes) is done by state and not by a story's keys: a story that is taken up again
finds it done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import nullcontext
from time import monotonic, sleep
from typing import Any

from django.db import connection
from nacl.public import PrivateKey, SealedBox

from accounts import demo as people
from sourcing import keys
from sourcing.deadlines import settle
from sourcing.demonstration import PASSPHRASE
from sourcing.forms.officials import new_challenge
from sourcing.models import Ceremony, KeyShare, OfficialKey, Tender
from sourcing.opener import Opener, as_opener, leave
from sourcing.rules.officials import SEATS
from workflow.clock import legal_now
from workflow.engine import create, execute
from workflow.obstacles import Refused
from workflow.outbox import sweep

PATIENCE = 120
"""Seconds for which the other opener is waited for, on a machine that has other things to do."""


def enrol(username: str) -> OfficialKey:
    """The live key of that official: proved anew when the last proof is old, enrolled where there is none."""
    actor = people.actor(username)
    found = OfficialKey.objects.live().filter(user_id=actor.user_id).first()
    if found and (legal_now() - found.proved_at).days < 25:
        return found
    if found:
        return prove(found, actor)
    private = PrivateKey.generate()
    done = create(
        OfficialKey,
        "enrol",
        actor,
        seat=min(SEATS[actor.organisation_kind]),
        public_key=keys.encode(bytes(private.public_key)),
        wrapped=json.dumps(keys.wrap(bytes(private), PASSPHRASE, quick=True)),
    )
    return done.subject


def prove(key: OfficialKey, actor: Any) -> OfficialKey:
    """Show that the passphrase is still known."""
    sealed, token = new_challenge(key)
    answer = SealedBox(PrivateKey(keys.unwrap(key.wrapped, PASSPHRASE))).decrypt(sealed)
    return execute(key, "prove", actor, challenge=token, proof=keys.encode(answer)).subject


def contribute(tender: Tender, username: str) -> Tender:
    """What an official's browser does at the opening."""
    actor, ceremony = people.actor(username), tender.running_ceremony()
    key = OfficialKey.objects.live().get(user_id=actor.user_id)
    sealed = keys.contribution(
        keys.unwrap(key.wrapped, PASSPHRASE), own_shares(tender, key), ceremony.pk, bytes(ceremony.opener_key)
    )
    return execute(tender, "contribute", actor, ceremony=ceremony.pk, sealed=keys.encode(sealed)).subject


def own_shares(tender: Tender, key: OfficialKey) -> dict[str, bytes]:
    rows = KeyShare.objects.filter(tender=tender, holder__key=key)
    return {str(share.partner_id): bytes(share.sealed) for share in rows}


def open_bids(tender: Tender, *usernames: str) -> Tender:
    """The whole ceremony: an opener offers its key, the officials come, the envelopes are opened.

    Where the portal's own opener runs beside this, either of the two may have the tender in hand, and either may
    begin anew: the officials then come again. There is no ceremony where nothing is to be opened.
    """
    opener, ends = Opener(), monotonic() + PATIENCE
    try:
        look(opener)
        while ceremony := fresh(tender).running_ceremony():
            if monotonic() > ends:
                raise TimeoutError(f"nobody opens {tender}")
            _come(tender, ceremony, usernames or officials_of(tender))
            look(opener)
            if fresh(tender).running_ceremony():
                sleep(0.2)
    finally:
        if not connection.in_atomic_block:
            leave()
    settle(fresh(tender))
    sweep(kinds=["sourcing.opened"])
    return fresh(tender)


def _come(tender: Tender, ceremony: Ceremony, usernames: Iterable[str]) -> None:
    """Those of the officials who haven't given their part of this ceremony yet."""
    given = set(ceremony.contributions.values_list("official__key__user__username", flat=True))
    for username in usernames:
        if username not in given:
            try:
                contribute(fresh(tender), username)
            except Refused:
                return  # opened meanwhile, or begun anew


def look(opener: Opener) -> None:
    """As the opener's role; within a test's transaction there is but one."""
    with nullcontext() if connection.in_atomic_block else as_opener():
        opener.look()


def fresh(tender: Tender) -> Tender:
    return Tender.objects.get(pk=tender.pk)


def officials_of(tender: Tender) -> list[str]:
    return list(tender.officials.values_list("key__user__username", flat=True))
