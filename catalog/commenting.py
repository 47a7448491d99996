"""Commenting without an account: a code goes to one's mail or phone, and with it the comment is handed in.

Codes follow the time on the wall: ten minutes, five wrong tries, five codes a day for each address and so many for
each draft. The code itself is kept nowhere. What nobody confirms is forgotten after a day, an address as soon as the
answer has gone there.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from accounts.models import User
from accounts.telling import channels
from accounts.telling.channels import Letter
from catalog.models import Comment, Edition, PendingComment
from core import wall
from core.actor import ANONYMOUS
from workflow import outbox
from workflow.engine import create
from workflow.registry import outbox_handler

VALID, FORGOTTEN = timedelta(minutes=10), timedelta(days=1)
MOST_TRIES, MOST_CODES = 5, 5
MOST_OF_A_DRAFT = 500
"""Codes in a day on one draft: more is no public, it is a machine."""
KIND = "catalog.letter"


class TooMany(Exception):
    """No further code is sent there today."""


@transaction.atomic
def begin(edition: Edition, *, writer: str, way: str, address: str, text: str) -> PendingComment:
    """Keep what was written and send the code. Raises `TooMany`."""
    now = wall.now()
    PendingComment.objects.filter(sent_at__lt=now - FORGOTTEN).delete()
    today = PendingComment.objects.select_for_update().filter(edition=edition)
    if today.filter(address=address).count() >= MOST_CODES or today.count() >= MOST_OF_A_DRAFT:
        raise TooMany
    code = f"{secrets.randbelow(10**6):06}"
    given = {"writer": writer, "way": way, "address": address, "text": text}
    pending = PendingComment.objects.create(
        edition=edition, code_digest=make_password(code), sent_at=now, **given
    )
    said = _("[Changchun Purchase of Services] Your code for the comment: %(code)s. Valid for ten minutes.")
    _hand_over(way, address, pgettext("sent to an address", "Code"), said % {"code": code})
    return pending


def waiting(key: UUID) -> PendingComment | None:
    """What still waits for its code."""
    found = PendingComment.objects.filter(pk=key, tries__lt=MOST_TRIES).first()
    return found if found is not None and wall.now() - found.sent_at < VALID else None


def confirm(pending: PendingComment, code: str) -> Comment | None:
    """Hand the comment in if the code is right. A wrong one is counted, whatever follows."""
    with transaction.atomic():
        found = PendingComment.objects.select_for_update().filter(pk=pending.pk, tries__lt=MOST_TRIES).first()
        if found is None:
            return None
        if not check_password(code, found.code_digest):
            found.tries += 1
            found.save(update_fields=["tries"])
            return None
        given = {name: getattr(found, name) for name in ("edition", "writer", "way", "address", "text")}
        comment: Comment = create(Comment, "submit", ANONYMOUS, given).subject
        found.tries = MOST_TRIES
        found.text = found.writer = ""
        found.save(update_fields=["tries", "text", "writer"])
    return comment


def answer(comment: Comment) -> None:
    """Send what was answered to who wrote without an account, once it stands."""
    outbox.put(KIND, {"comment": str(comment.pk)})


@outbox_handler(KIND)
def deliver(payload: dict[str, Any]) -> None:
    """The address is forgotten with the letter that goes there; a second run finds none."""
    comment = Comment.objects.filter(pk=payload["comment"]).exclude(address="").first()
    if comment is None:
        return
    with override(settings.LANGUAGE_CODE):
        subject = _("Your comment has been answered: %(edition)s") % {"edition": comment.edition}
        text = f"{comment.get_treatment_display()}。{comment.answer}"
    _hand_over(comment.way, comment.address, subject, text, key=f"comment-{comment.pk}")
    Comment.objects.filter(pk=comment.pk).update(address="")


def _hand_over(way: str, address: str, subject: str, text: str, *, key: str = "") -> None:
    """By the channel of that way, to somebody who is nobody here. Raises `channels.Undelivered`."""
    letter = Letter(key or f"code-{secrets.token_hex(8)}", subject, text)
    channels.channel(way).send(User(), address, letter)
