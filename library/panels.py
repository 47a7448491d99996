"""The library's share of the shell."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.actor import Actor
from core.components import NavItem
from library.policies import enters, watches_below


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(_("Policy library"), reverse("library:policies"), order=50, place="consult")
    if enters(actor):
        yield NavItem(pgettext_lazy("navigation", "Policies"), reverse("library:policies"), order=75)
    ask = "library:questions" if actor.is_user else "library:question-new"
    yield NavItem(_("Questions from the public"), reverse(ask), order=60, place="take_part")
    if watches_below(actor):
        yield NavItem(
            _("Districts' implementing rules"), reverse("library:districts"), order=55, place="consult"
        )
