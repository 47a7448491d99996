"""The register of providers under new names: of a provider, and of the authority that registers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Item, Passing, register
from accounts.reforms.policies import decided_by
from accounts.roles import OrganisationKind
from providers.models import Provider
from workflow.act import Act
from workflow.engine import follow

PROVIDER = gettext_lazy("provider")
ON_THE_REGISTER = (Provider.State.APPROVED, Provider.State.SUSPENDED)


@decided_by(OrganisationKind.PROVIDER)
def registration_authority(organisation: Organisation) -> Organisation | None:
    """Who registered the provider decides on its new name; before that, finance."""
    provider = Provider.objects.select_related("regulator").filter(organisation=organisation).first()
    return provider.regulator if provider else None


@register
class Providers(Passing):
    """A closed authority's providers go to its successors, so that each still has one."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        for provider in Provider.objects.filter(regulator=unit).select_related("organisation"):
            yield Item(provider.pk, str(provider), PROVIDER, provider.get_absolute_url())

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        moved: Heirs = {}
        for provider in Provider.objects.filter(regulator=unit):
            moved[provider.pk] = heir_of(provider.pk).pk
            Provider.objects.filter(pk=provider.pk).update(regulator=heir_of(provider.pk))
        return moved

    def renamed(self, act: Act, unit: Organisation) -> None:
        """The entry is published anew; the code stays, and earlier entries keep the earlier name."""
        provider = Provider.objects.filter(organisation=unit, state__in=ON_THE_REGISTER).first()
        if provider is not None:
            follow(act, provider, "bear_new_name")
