"""Sending codes, and looking at what comes back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.coded.models import Coded
from accounts.models import User
from accounts.telling import channels
from accounts.telling.channels import Letter
from core import wall

VALID, FORGOTTEN = timedelta(minutes=10), timedelta(days=1)
MOST_TRIES, MOST_CODES = 5, 5
MOST_OF_A_MATTER = 500
"""Codes in a day on one matter: more is no public, it is a machine."""

Waiting = TypeVar("Waiting", bound=Coded)


class TooMany(Exception):
    """No further code is sent there today."""


@transaction.atomic
def begin(pending: Waiting, matter: QuerySet[Waiting]) -> Waiting:
    """Keep what was written and send the code. `matter`: what else waits on the same one. Raises `TooMany`."""
    now = wall.now()
    type(pending)._base_manager.filter(sent_at__lt=now - FORGOTTEN).delete()
    today = matter.select_for_update()
    if today.filter(address=pending.address).count() >= MOST_CODES or today.count() >= MOST_OF_A_MATTER:
        raise TooMany
    code = f"{secrets.randbelow(10**6):06}"
    pending.code_digest, pending.sent_at = make_password(code), now
    pending.save()
    said = _("[Changchun Purchase of Services] Your code: %(code)s. Valid for ten minutes.")
    hand_over(pending.way, pending.address, pgettext("sent to an address", "Code"), said % {"code": code})
    return pending


def waiting(model: type[Waiting], key: UUID) -> Waiting | None:
    """What still waits for its code."""
    found = model._base_manager.filter(pk=key, tries__lt=MOST_TRIES).first()
    return found if found is not None and wall.now() - found.sent_at < VALID else None


def confirm(pending: Waiting, code: str, take: Callable[[Waiting], Any]) -> Any:
    """What `take` makes of it, if the code is right: once. A wrong one is counted, whatever follows; None then."""
    with transaction.atomic():
        rows = type(pending)._base_manager.select_for_update()
        found = rows.filter(pk=pending.pk, tries__lt=MOST_TRIES).first()
        if found is None:
            return None
        if not check_password(code, found.code_digest):
            found.tries += 1
            found.save(update_fields=["tries"])
            return None
        taken = take(found)
        found.tries = MOST_TRIES
        for name in found.SAID:
            setattr(found, name, "")
        found.save(update_fields=["tries", *found.SAID])
    return taken


def hand_over(way: str, address: str, subject: str, text: str, *, key: str = "") -> None:
    """By the channel of that way, to somebody who is nobody here. Raises `channels.Undelivered`."""
    letter = Letter(key or f"code-{secrets.token_hex(8)}", subject, text)
    channels.channel(way).send(User(), address, letter)
