"""Where a step is taken."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from workflow.steps import Step


def of_step(step: Step, subject: Any) -> str:
    """The address that `workflow.views.step_paths` gave the step.

    A subject that is born within another says so by `born_in`, a mapping that the address carries.
    """
    meta = step.model._meta
    name = f"{meta.app_label}:{meta.model_name}-{step.slug}"
    if not step.first:
        return reverse(name, kwargs={"pk": subject.pk})
    return reverse(name, query=getattr(subject, "born_in", None))
