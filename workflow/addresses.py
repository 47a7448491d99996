"""Where a step is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from workflow.steps import Step

if TYPE_CHECKING:
    from workflow.models import Duty


def of_step(step: Step, subject: Any) -> str:
    """The address that `workflow.views.step_paths` gave the step.

    A subject that is born within another says so by `born_in`, a mapping that the address carries.
    """
    meta = step.model._meta
    name = f"{meta.app_label}:{meta.model_name}-{step.slug}"
    if not step.first:
        return reverse(name, kwargs={"pk": subject.pk})
    return reverse(name, query=getattr(subject, "born_in", None))


def of_duty(duty: Duty) -> str:
    """The page of the very step; where it has none, of what it is about."""
    return by_id(duty.step, duty.subject_id) or duty.url


def by_id(step_id: str, subject_id: UUID) -> str:
    """Where a person takes that step; empty where it has no page."""
    app, _dot, rest = step_id.partition(".")
    model, _dot, step = rest.partition(".")
    try:
        return reverse(f"{app}:{model}-{step.replace('_', '-')}", args=[subject_id])
    except NoReverseMatch:
        return ""
