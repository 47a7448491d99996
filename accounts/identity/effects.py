"""Whoever's ways of signing in have changed is told, by whomever it was done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import languages
from accounts.identity.models import Identity
from accounts.services import send
from accounts.telling.kinds import SECURITY
from workflow.act import Act
from workflow.registry import effect


@effect("accounts.identity.tell")
def tell(act: Act) -> None:
    link: Identity = act.subject
    with override(languages.of(link.user)):
        linked = link.state == Identity.State.LINKED
        subject = (
            _("Your account is linked with an identity") if linked else _("A link of your account is cut")
        )
        body = _(
            "If it wasn't you, change your password at once and tell the administrator of your organisation."
        )
        named = _("Name at the identity service: %(name)s.") % {"name": link.shown_name or link.subject}
        send(link.user, subject, f"{named}\n{body}", reverse("mfa_index"), kind=SECURITY)
