"""Providers' share of the shell: navigation, and where the public reads about each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import OrganisationKind
from core.actor import Actor
from core.components import Beginning, NavItem
from providers import register
from providers.models import SUPERVISORS, Provider
from providers.policies import of_a_provider


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(_("Register of providers"), reverse("providers:register"), order=20, place="consult")
    yield NavItem(_("Become a provider"), reverse("providers:join"), order=30, place="take_part")
    if actor.organisation_kind == OrganisationKind.PROVIDER:
        yield NavItem(_("Our registration"), reverse("providers:mine"), order=30)
    elif actor.organisation_kind in SUPERVISORS:
        yield NavItem(_("Providers"), reverse("providers:providers"), order=65)


def beginnings(actor: Actor) -> Iterator[Beginning]:
    """A newcomer who has opened an account and comes back later is led on to the registration."""
    if of_a_provider(actor) and not Provider.objects.filter(organisation_id=actor.organisation_id).exists():
        yield Beginning(
            _("Your organisation is not registered as a provider yet"),
            _("Register it with its proofs: once the authority has approved it, you can bid."),
            reverse("providers:provider-register"),
            _("Register as a provider"),
        )


def provider_pages(organisation_ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """Organisation and address of its entry in the public register, for those that have one."""
    for notice in register.entries().filter(provider_ids__overlap=list(organisation_ids)):
        for organisation_id in notice.provider_ids:
            yield organisation_id, reverse("providers:entry", args=[notice.subject_id])
