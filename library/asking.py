"""Asking without an account: what is written counts once its code has come (`accounts.coded`)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.coded import sending
from core.actor import ANONYMOUS
from library.models import PendingQuestion, Question
from workflow import outbox
from workflow.engine import create
from workflow.registry import outbox_handler

KIND = "library.letter"
SAID = ("finance", "policy", "kind", "writer", "text", "way", "address")


def begin(**given: Any) -> PendingQuestion:
    """Keep what was written and send the code. Raises `sending.TooMany`."""
    return sending.begin(PendingQuestion(**given), PendingQuestion.objects.filter(finance=given["finance"]))


def take(pending: PendingQuestion) -> Question:
    """Hand the question in."""
    given = {name: getattr(pending, name) for name in SAID}
    return create(Question, "ask", ANONYMOUS, given).subject


def answer(question: Question) -> None:
    """Send the answer to who wrote without an account, once it stands."""
    outbox.put(KIND, {"question": str(question.pk)})


@outbox_handler(KIND)
def deliver(payload: dict[str, Any]) -> None:
    """The address is forgotten with the letter that goes there; a second run finds none."""
    question = Question.objects.filter(pk=payload["question"]).exclude(address="").first()
    if question is None:
        return
    with override(settings.LANGUAGE_CODE):
        subject = _("You have been answered: %(question)s") % {"question": question}
    sending.hand_over(question.way, question.address, subject, question.reply, key=f"question-{question.pk}")
    Question.objects.filter(pk=question.pk).update(address="")
