"""Where an applicant puts right what is missing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workflow.obstacles import Mend


def to_section(project: Any, section: str) -> Mend:
    """That section of the application form."""
    return Mend(f"{reverse('procurement:project-prepare', args=[project.pk])}#{section}", _("Fill in"))
