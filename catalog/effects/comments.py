"""What follows from comments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from catalog import commenting
from workflow import registry
from workflow.act import Act


@registry.effect("catalog.tell_writer")
def tell_writer(act: Act) -> None:
    comment = act.subject
    if comment.user is not None:
        subject = _("Your comment has been answered: %(edition)s") % {"edition": comment.edition}
        accounts.send(comment.user, subject, comment.answer, comment.get_absolute_url())
    elif comment.address:
        commenting.answer(comment)
