"""The catalogue's share of the shell."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from core.actor import Actor
from core.components import NavItem


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(_("Guidance catalogue"), reverse("catalog:catalogue"), order=30, place="consult")
    if not actor.is_user or actor.has_role(Role.CATALOG_EDITOR):
        yield NavItem(_("Guidance catalogue"), reverse("catalog:catalogue"), order=30)
