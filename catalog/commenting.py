"""Commenting without an account: what is written counts once its code has come (`accounts.coded`)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.coded import sending
from catalog.models import Comment, Edition, PendingComment
from core.actor import ANONYMOUS
from workflow import outbox
from workflow.engine import create
from workflow.registry import outbox_handler

KIND = "catalog.letter"


def begin(edition: Edition, **given: str) -> PendingComment:
    """Keep what was written about that draft and send the code. Raises `sending.TooMany`."""
    waiting = PendingComment.objects.filter(edition=edition)
    return sending.begin(PendingComment(edition=edition, **given), waiting)


def take(pending: PendingComment) -> Comment:
    """Hand the comment in."""
    given = {name: getattr(pending, name) for name in ("edition", "writer", "way", "address", "text")}
    return create(Comment, "submit", ANONYMOUS, given).subject


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
    sending.hand_over(comment.way, comment.address, subject, text, key=f"comment-{comment.pk}")
    Comment.objects.filter(pk=comment.pk).update(address="")
