"""This app's share of the shell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.components import NavItem
from documents import policies

if TYPE_CHECKING:
    from core.actor import Actor


def navigation(actor: Actor) -> Iterator[NavItem]:
    """The register of numbers, for those who make papers."""
    if actor.has_role(*policies.ISSUERS):
        yield NavItem(_("Document numbers"), reverse("documents:numbers"), order=90)
