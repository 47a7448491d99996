"""The accounts' share of the shell: the way to the people of one's unit for whoever looks after them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from core.actor import Actor
from core.components import Beginning, NavItem


def navigation(actor: Actor) -> Iterator[NavItem]:
    if actor.has_role(Role.ADMIN) and actor.organisation_id is not None:
        yield NavItem(_("People and sections"), reverse("accounts:unit"), order=5)


def beginnings(actor: Actor) -> Iterator[Beginning]:
    """Whoever looks after accounts has no duties of their own: nothing would lead them to their work."""
    if actor.has_role(Role.ADMIN) and actor.organisation_id is not None:
        yield Beginning(
            _("No duty waits for you"),
            _("Your work is with the people of your organisation: who works where, in which post."),
            reverse("accounts:unit"),
            _("People and sections"),
        )
