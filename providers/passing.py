"""The register of providers: under a new name, after a merger, and when the authority that registers changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Item, Passing, register
from accounts.reforms.policies import decided_by, succeeded_by
from accounts.roles import OrganisationKind
from core.actor import Actor
from providers.models import Provider
from workflow.act import Act
from workflow.clock import legal_date
from workflow.engine import follow
from workflow.obstacles import Mend, Obstacle, stop

PROVIDER = gettext_lazy("provider")
ON_THE_REGISTER = (Provider.State.APPROVED, Provider.State.SUSPENDED)


@decided_by(OrganisationKind.PROVIDER)
def registration_authority(organisation: Organisation) -> Organisation | None:
    """Who registered the provider decides on its new name; before that, finance."""
    provider = Provider.objects.select_related("regulator").filter(organisation=organisation).first()
    return provider.regulator if provider else None


@succeeded_by(OrganisationKind.PROVIDER)
def others_on_the_register(actor: Actor) -> QuerySet[Organisation]:
    """Whoever stands on the register may take over another provider of its kind, also while it is suspended: a company
    doesn't become part of a social organisation, nor the other way round."""
    found = Organisation.objects.filter(is_active=True, provider__state__in=ON_THE_REGISTER)
    if own := Provider.objects.filter(organisation=actor.organisation_id).first():
        found = found.filter(provider__kind=own.kind)
    return found.exclude(pk=actor.organisation_id)


@register
class Providers(Passing):
    """A closed authority's providers go to its successors, so that each still has one. A provider that is merged
    leaves the register, and what it was suspended for follows it."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        for provider in Provider.objects.filter(regulator=unit).select_related("organisation"):
            yield Item(provider.pk, str(provider), PROVIDER, provider.get_absolute_url())

    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """Contracts go on with a provider of the register alone; what waits for a decision there is decided first."""
        if unit.kind != OrganisationKind.PROVIDER:
            return
        today = legal_date()
        for heir in heirs:
            found = Provider.objects.filter(organisation=heir).first()
            if found is None or found.state not in ON_THE_REGISTER or found.has_run_out_on(today):
                mend = Mend(found.get_absolute_url(), _("See the registration")) if found else None
                text = _("%(heir)s is not on the register of providers and can't take over contracts.")
                yield stop(text % {"heir": heir}, "ELG-1", mend=mend)

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        own = Provider.objects.filter(organisation=unit).first()
        if own is not None:
            _merge_away(act, own, Provider.objects.get(organisation=act.subject.keeper))
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


def _merge_away(act: Act, ended: Provider, heir: Provider) -> None:
    facts = {"unit": ended.organisation.name, "heir": heir.organisation.name, "basis": act.subject.basis}
    if ended.state == Provider.State.SUSPENDED:
        why = _("%(unit)s was suspended when it became part of %(heir)s (%(basis)s): %(remark)s")
        follow(act, heir, "take_over_suspension", reason=why % {**facts, "remark": ended.remark})
    follow(act, ended, "merge_away", reason=_("Merged into %(heir)s (%(basis)s)") % facts)
