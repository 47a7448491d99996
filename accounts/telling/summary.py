"""The daily summary: what has gathered for a person, in one letter, without what is done with meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import User
from accounts.telling import kinds
from accounts.telling.channels import Letter
from accounts.telling.kinds import RINGING
from accounts.telling.models import Delivery, Message
from accounts.telling.post import send
from core.dates import long_date
from workflow.clock import legal_now
from workflow.registry import outbox_handler

MOST_OF_A_KIND = 20


@outbox_handler("summary")
def hand_over(payload: dict[str, Any]) -> None:
    """Everything that is due for this person by this way. Whatever has been opened or done since is spared."""
    due = Delivery.objects.filter(
        message__person=payload["person"],
        way=payload["way"],
        state=Delivery.State.WAITING,
        due_at__lte=legal_now(),
    ).exclude(mode=kinds.Mode.NOW)
    rows = list(
        due.select_for_update(of=["self"]).select_related("message").order_by("message__made_at", "pk")
    )
    wanted = set(
        Message.objects.filter(pk__in=[row.message_id for row in rows]).unread().values_list("pk", flat=True)
    )
    spared = [row.pk for row in rows if row.message_id not in wanted]
    Delivery.objects.filter(pk__in=spared).update(state=Delivery.State.SPARED)
    if left := [row for row in rows if row.message_id in wanted]:
        send(left, _letter(left, payload["way"], payload["person"]))


def _letter(rows: list[Delivery], way: str, person: str | UUID) -> Letter:
    reader = User.objects.get(pk=person)
    with override(reader.language or settings.LANGUAGE_CODE):
        number = len(rows)
        subject = ngettext(
            "Daily summary of %(day)s: %(number)s message",
            "Daily summary of %(day)s: %(number)s messages",
            number,
        ) % {"day": long_date(legal_now()), "number": number}
        text = subject if way in RINGING else "\n".join(_lines(row.message for row in rows)).strip()
        return Letter(f"summary-{rows[0].pk}", subject, text, reverse("accounts:messages"))


def _lines(messages: Iterable[Message]) -> Iterator[str]:
    """The messages under the names of their kinds, the gravest kinds first."""
    order = [kind.name for kind in kinds.all_kinds()]
    ordered = sorted(messages, key=lambda message: order.index(message.sort.name))
    for kind, found in groupby(ordered, key=lambda message: message.sort):
        told = list(found)
        yield _("%(kind)s (%(number)s)") % {"kind": kind.label, "number": len(told)}
        for message in told[:MOST_OF_A_KIND]:
            yield f"· {message.title}"
        if len(told) > MOST_OF_A_KIND:
            yield _("And %(number)s more.") % {"number": len(told) - MOST_OF_A_KIND}
        yield ""
