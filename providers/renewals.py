"""Calling on providers to have their registration renewed, while there is time.

Nothing depends on it: whether a registration has run out follows from the day whenever it is read, and its renewal
can be applied for uncalled.
"""

from __future__ import annotations

from datetime import timedelta

from core.actor import system
from providers import rules
from providers.models import Provider
from workflow.clock import legal_date
from workflow.engine import execute
from workflow.obstacles import Refused

ACTOR = "providers.renewals"
FARTHEST = timedelta(days=366)
"""No rulebook opens renewal earlier; which of these are near enough, the step itself finds by its rule."""


def call_for_all() -> int:
    """Put the application on the worklist of each provider whose end has come near. Returns how many."""
    near = Provider.objects.running_out(legal_date() + FARTHEST).select_related("organisation__jurisdiction")
    today = legal_date()
    return sum(_call(provider) for provider in near if rules.renewal_opens_on(provider) <= today)


def _call(provider: Provider) -> bool:
    try:
        execute(provider, "call_for_renewal", system(ACTOR))
    except Refused:
        return False  # another process was faster, or the provider itself
    return True
