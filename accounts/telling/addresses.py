"""Showing that an address is one's own: a code goes there, and comes back by the portal.

Codes follow the time on the wall. Five wrong tries or ten minutes end one; five codes a day are sent, so that nobody
can be pestered by somebody else's account.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from enum import StrEnum

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext

from accounts import languages
from accounts.models import User
from accounts.services import send
from accounts.telling import channels
from accounts.telling.channels import Letter
from accounts.telling.kinds import SECURITY, Way
from accounts.telling.models import Address
from core import wall
from core.phrases import Text, said
from workflow.clock import legal_now

VALID = timedelta(minutes=10)
MOST_TRIES, MOST_CODES = 5, 5
REACHED = _("Messages of this portal now reach you there: %(way)s.")
NO_LONGER = _("Messages of this portal no longer reach you there: %(way)s.")


class Answer(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    """No code is waiting any more: too old, or tried too often."""


def may_ask(person: User, way: Way) -> bool:
    """Whether another code may be sent today."""
    found = Address.objects.filter(person=person, way=way).first()
    return found is None or not _is_today(found) or found.codes_sent < MOST_CODES


@transaction.atomic
def ask(person: User, way: Way, value: str) -> None:
    """Send a code to that address. Raises `channels.Undelivered` when it can't be sent; then nothing has changed.

    The code itself is kept nowhere: it goes out here, and the row holds its digest.
    """
    found, _made = Address.objects.select_for_update().get_or_create(
        person=person, way=way, defaults={"value": value}
    )
    if found.verified_at is not None:
        _warn(person, NO_LONGER, way)
    code = f"{secrets.randbelow(10**6):06}"
    found.codes_sent = found.codes_sent + 1 if _is_today(found) else 1
    found.value, found.verified_at, found.fault = value, None, ""
    found.code_digest, found.code_sent_at, found.tries = make_password(code), wall.now(), 0
    found.save()
    channels.channel(way).send(person, value, _letter(person, code))


def _letter(person: User, code: str) -> Letter:
    with override(languages.of(person)):
        text = _(
            "[Changchun Purchase of Services] Your code: %(code)s. Valid for ten minutes; tell it to nobody."
        )
        return Letter(
            f"code-{secrets.token_hex(8)}", pgettext("sent to an address", "Code"), text % {"code": code}
        )


@transaction.atomic
def answer(person: User, way: Way, code: str) -> Answer:
    """Compare what came back."""
    found = Address.objects.select_for_update().filter(person=person, way=way).first()
    if found is None or not _is_waiting(found):
        return Answer.OVER
    found.tries += 1
    if not check_password(code, found.code_digest):
        found.save(update_fields=["tries"])
        return Answer.WRONG if found.tries < MOST_TRIES else Answer.OVER
    found.code_digest, found.verified_at = "", legal_now()
    found.save(update_fields=["tries", "code_digest", "verified_at"])
    _warn(person, REACHED, way)
    return Answer.RIGHT


def _is_waiting(found: Address) -> bool:
    sent = found.code_sent_at
    return (
        bool(found.code_digest)
        and sent is not None
        and wall.now() - sent < VALID
        and found.tries < MOST_TRIES
    )


def _is_today(found: Address) -> bool:
    return found.code_sent_at is not None and wall.now() - found.code_sent_at < timedelta(days=1)


def forget(person: User, way: Way) -> bool:
    """Take an address away. The row stays empty, so that codes of the day stay counted."""
    found = Address.objects.filter(person=person, way=way).exclude(value="")
    gone = found.update(value="", verified_at=None, code_digest="", fault="")
    if gone:
        _warn(person, NO_LONGER, way)
    return bool(gone)


def _warn(person: User, text: Text, way: Way) -> None:
    """By mail, which a thief of the session can't redirect."""
    subject = _("The ways in which you are reached have changed")
    send(person, subject, said(text, way=way.label), reverse("accounts:telling"), kind=SECURITY)
