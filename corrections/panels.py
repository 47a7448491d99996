"""Corrections' share of the shell."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import NavItem


def navigation(actor: Actor) -> Iterator[NavItem]:
    if actor.is_user and actor.organisation_id is not None:
        yield NavItem(_("Corrections"), reverse("corrections:corrections"), order=13, place="take_part")
