"""Which contracts an actor may see; everything that hangs on a contract follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from accounts.roles import OrganisationKind
from contracts.lifecycle.states import UNSIGNED, ContractState
from core.models import VisibleQuerySet

if TYPE_CHECKING:
    from core.actor import Actor

NOBODY = Q(pk__in=[])
BEFORE_THE_PROVIDER = (ContractState.DRAFT, ContractState.PROPOSED)


def of_contract(actor: Actor, prefix: str = "") -> Q:
    """The condition on the contract at `prefix` (e.g. `contract__`) under which the actor sees it.

    The purchaser sees its own; the provider its own once the purchaser has signed; the finance department and the
    auditors those of their jurisdictions once signed; an industry authority those that name it, once signed.
    """
    if actor.is_system:
        return Q()
    if not actor.is_user or actor.organisation_id is None:
        return NOBODY
    own = Q(**{f"{prefix}purchaser_id__in": actor.files_of})
    own |= Q(**{f"{prefix}provider_id__in": actor.files_of}) & ~Q(
        **{f"{prefix}state__in": BEFORE_THE_PROVIDER}
    )
    signed = ~Q(**{f"{prefix}state__in": UNSIGNED})
    own |= Q(**{f"{prefix}authority_id": actor.organisation_id}) & signed
    if actor.organisation_kind in {OrganisationKind.FINANCE, OrganisationKind.AUDITOR}:
        own |= Q(**{f"{prefix}jurisdiction__in": actor.jurisdictions}) & signed
    return own


class ContractQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(of_contract(actor))

    def signed(self) -> Self:
        return self.exclude(state__in=UNSIGNED).exclude(state=ContractState.WITHDRAWN)


class OfContractQuerySet(VisibleQuerySet):
    """Rows with a foreign key `contract`: who sees the contract sees them."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(of_contract(actor, "contract__"))
