"""What follows from a provider's steps."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts import services as accounts
from providers.kinds import Condition, files_field, until_field
from providers.models import Evidence
from workflow.act import Act
from workflow.registry import effect


@effect("providers.keep_evidence")
def keep_evidence(act: Act) -> None:
    """One entry for each condition of which proof came in."""
    for condition in Condition:
        if act.data[files_field(condition)]:
            Evidence.objects.create(
                provider=act.subject,
                condition=condition,
                valid_until=act.data[until_field(condition)],
                added_at=act.now,
            )


@effect("providers.tell_provider")
def tell_provider(act: Act) -> None:
    provider = act.subject
    accounts.notify(
        provider.organisation_id,
        _("Your registration as a provider: %(state)s") % {"state": provider.get_state_display()},
        act.reason,
        provider.get_absolute_url(),
    )
