"""Sign-off's share of the shell and of a project's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import OrganisationKind
from core.actor import Actor
from core.components import NavItem, Panel
from core.panels import collect
from signoff import services
from signoff.kinds import HEAD_OF
from workflow.availability import Available


def navigation(actor: Actor) -> Iterator[NavItem]:
    """For units whose people sign, and for who audits them."""
    if actor.is_user and actor.organisation_kind in (*HEAD_OF, OrganisationKind.AUDITOR):
        yield NavItem(_("Sign-off"), reverse("signoff:circulations"), order=12)


def project_offers(project: Any, actor: Actor) -> Iterator[Available]:
    yield from services.offers(collect("project_subjects", project, actor), actor)


def project_sections(project: Any, actor: Actor) -> Iterator[Panel]:
    """What goes round just now; nothing where nothing does."""
    if not actor.is_user:
        return
    running = services.running_for(collect("project_subjects", project, actor), actor)
    if running:
        yield Panel("signoff/_running.html", {"circulations": running}, order=5)
