"""The rulebook's share of the shell and of the public home."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import NavItem, Panel
from workflow.models import ChainHead


def navigation(actor: Actor) -> Iterator[NavItem]:
    rules = reverse("rulebook:rules")
    yield NavItem(_("Rules"), rules, order=80)
    yield NavItem(_("Rules that this portal enforces"), rules, order=60, place="consult")
    yield NavItem(_("Working days and periods"), reverse("rulebook:working_days"), order=70, place="consult")
    yield NavItem(_("Pauses of periods"), reverse("rulebook:pauses"), order=75, place="consult")
    yield NavItem(_("Check the event log yourself"), reverse("rulebook:chain"), order=25, place="about")


def home_panels(actor: Actor) -> Iterator[Panel]:
    """The strip at the foot of the home: nobody need believe the portal."""
    head = ChainHead.objects.order_by("-id").first()
    yield Panel("rulebook/_chain_strip.html", {"head": head}, order=95, width="strip")
