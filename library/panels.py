"""The library's share of the shell."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import NavItem
from library.policies import watches_below


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(_("Policy library"), reverse("library:policies"), order=50, place="consult")
    if watches_below(actor):
        yield NavItem(
            _("Districts' implementing rules"), reverse("library:districts"), order=55, place="consult"
        )
