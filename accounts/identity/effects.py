"""Whoever's ways of signing in have changed is told, by whomever it was done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.identity.models import Identity
from accounts.services import send
from accounts.telling.kinds import SECURITY
from core.phrases import paragraphs, said
from workflow.act import Act
from workflow.registry import effect


@effect("accounts.identity.tell")
def tell(act: Act) -> None:
    link: Identity = act.subject
    linked = link.state == Identity.State.LINKED
    subject = _("Your account is linked with an identity") if linked else _("A link of your account is cut")
    named = said(_("Name at the identity service: %(name)s."), name=link.shown_name or link.subject)
    body = _(
        "If it wasn't you, change your password at once and tell the administrator of your organisation."
    )
    send(link.user, subject, paragraphs(named, body), reverse("mfa_index"), kind=SECURITY)
