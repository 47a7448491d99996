"""What follows when a question is answered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from core.phrases import said
from library import asking
from library.notices import question as notices
from workflow.act import Act
from workflow.registry import effect


@effect("library.tell_writer")
def tell_writer(act: Act) -> None:
    question = act.subject
    if question.user is not None:
        subject = said(_("You have been answered: %(question)s"), question=question)
        accounts.send(question.user, subject, question.reply, question.get_absolute_url())
    elif question.address:
        asking.answer(question)


@effect("library.tell_answer")
def tell_answer(act: Act) -> None:
    if act.subject.is_told:
        notices.tell(act, act.subject)
