"""What the register of providers tells the public."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from disclosure.payloads import both
from providers.kinds import Authority, ProviderKind
from providers.models import EXPIRED, EXPIRED_LABEL, Provider


def register_entry(provider: Provider, day: date) -> dict[str, Any]:
    """AN-19: one provider's entry as it stands on that day."""
    unit, merger = provider.organisation, provider.merger()
    basis = both(lambda: _merged(merger)) if merger else provider.basis
    codes = {"state": provider.state, "kind": provider.kind, "fields": provider.fields_of_service}
    expired = provider.standing_on(day) == EXPIRED
    return {
        "providers": [
            {
                "name": unit,
                "code": unit.code,
                "authority": Authority(provider.authority).label,
                "category": ProviderKind(provider.kind).label,
                "basis": basis,
                "valid_until": provider.valid_until,
                "status": EXPIRED_LABEL if expired else provider.State(provider.state).label,
            }
        ],
        "entry": codes | ({"successor": str(merger.keeper_id)} if merger else {}),
    }


def _merged(merger: Any) -> str:
    facts = {"heir": merger.keeper, "basis": merger.basis}
    return _("Merged into %(heir)s, which takes over its rights and duties (%(basis)s)") % facts


def about(provider: Provider) -> dict[str, Any]:
    """Options of `disclosure.services.publish` that follow from the provider. No item of the catalogue: its kind
    stands in the entry."""
    return {"providers": [provider.organisation]}
