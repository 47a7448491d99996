"""What the register of providers tells the public."""

from __future__ import annotations

from datetime import date
from typing import Any

from providers.kinds import Authority, ProviderKind
from providers.models import EXPIRED, EXPIRED_LABEL, Provider


def register_entry(provider: Provider, day: date) -> dict[str, Any]:
    """AN-19: one provider's entry as it stands on that day."""
    expired = provider.standing_on(day) == EXPIRED
    return {
        "providers": [
            {
                "name": provider.organisation,
                "code": provider.organisation.code,
                "authority": Authority(provider.authority).label,
                "category": ProviderKind(provider.kind).label,
                "basis": provider.basis,
                "valid_until": provider.valid_until,
                "status": EXPIRED_LABEL if expired else provider.State(provider.state).label,
            }
        ],
        "entry": {"state": provider.state, "kind": provider.kind, "fields": provider.fields_of_service},
    }


def about(provider: Provider) -> dict[str, Any]:
    """Options of `disclosure.services.publish` that follow from the provider."""
    return {
        "category": provider.kind,
        "category_name": ProviderKind(provider.kind).label,
        "providers": [provider.organisation],
    }
