"""Commenting without an account: what is written counts once its code has come (`accounts.coded`)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.coded import sending
from accounts.comments.models import Comment, Pending
from accounts.services import send
from core.actor import ANONYMOUS
from core.phrases import Text, later, said
from workflow import outbox
from workflow.act import Act
from workflow.engine import create
from workflow.registry import effect, outbox_handler

KIND = "accounts.comment_letter"


def begin(model: type[Pending], matter: Any, **given: str) -> Pending:
    """Keep what was written about that and send the code. Raises `sending.TooMany`."""
    about = {model.BECOMES.MATTER: matter}
    return sending.begin(model(**about, **given), model._base_manager.filter(**about))


def take(pending: Pending) -> Comment:
    """Hand the comment in."""
    given = {name: getattr(pending, name) for name in ("writer", "way", "address", "text")}
    given[pending.BECOMES.MATTER] = pending.matter
    return create(pending.BECOMES, "submit", ANONYMOUS, given).subject


@effect("accounts.tell_writer")
def tell_writer(act: Act) -> None:
    """Whoever has an account is told there; who wrote without one gets a letter once the answer stands."""
    comment: Comment = act.subject
    if comment.user is not None:
        send(comment.user, _subject(comment), comment.answer, comment.get_absolute_url())
    elif comment.address:
        outbox.put(KIND, {"model": comment._meta.label, "comment": str(comment.pk)})


@outbox_handler(KIND)
def deliver(payload: dict[str, Any]) -> None:
    """The address is forgotten with the letter that goes there; a second run finds none."""
    rows = apps.get_model(payload["model"])._base_manager.filter(pk=payload["comment"])
    comment: Any = rows.exclude(address="").first()
    if comment is None:
        return
    with override(settings.LANGUAGE_CODE):
        subject = str(_subject(comment))
        text = f"{comment.get_treatment_display()}。{comment.answer}"
    sending.hand_over(comment.way, comment.address, subject, text, key=f"comment-{comment.pk}")
    rows.update(address="")


def _subject(comment: Comment) -> Text:
    text = _("Your comment has been answered: %(matter)s")
    return said(text, matter=later(comment.matter.comments_title))
