"""Who stands over whom."""

from __future__ import annotations

from accounts.models import Organisation
from accounts.roles import OrganisationKind


class NoFinance(LookupError):
    """A government level without a finance department in the portal: a mistake of set-up."""


def finance_of(organisation: Organisation) -> Organisation:
    """The finance department of the organisation's own government level."""
    found = Organisation.objects.filter(
        kind=OrganisationKind.FINANCE,
        jurisdiction=organisation.jurisdiction,
        is_active=True,
        parent__isnull=True,
    ).first()
    if found is None:
        raise NoFinance(organisation.jurisdiction.code)
    return found
