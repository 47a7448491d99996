"""Grave steps: whoever takes one has confirmed shortly before that it is really them.

How one confirms (a password, a one-time code, a passkey, the government's identity service) is no business of this
layer: the actor carries until when the confirmation counts, so that pages, the API and tasks obey alike.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from workflow import addresses
from workflow.obstacles import Mend, Obstacle, Refusal, Refused, Severity
from workflow.steps import Step


def missing(step: Step, subject: Any, actor: Actor) -> Obstacle | None:
    """What stands in the way of a grave step while the actor has not confirmed."""
    if not step.grave or actor.is_confirmed:
        return None
    text = _("Confirm that it is you: this step has grave consequences.")
    return Obstacle(
        text, mend=Mend(address(_back_to(step, subject)), _("Confirm")), severity=Severity.CONFIRM
    )


def address(back_to: str) -> str:
    """The page where one confirms; it leads back."""
    return f"{resolve_url(settings.CONFIRM_URL)}?{urlencode({'next': back_to})}"


def is_all_that_is_missing(refused: Refused) -> bool:
    """Whether the act would have been done, had the actor confirmed."""
    found = refused.obstacles
    return refused.kind is Refusal.OBSTACLES and bool(found) and all(o.is_confirmation for o in found)


def _back_to(step: Step, subject: Any) -> str:
    try:
        return addresses.of_step(step, subject)
    except NoReverseMatch:
        return "/"
