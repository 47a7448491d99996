"""Where an applicant puts right what is missing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workflow.clock import legal_date
from workflow.obstacles import Mend

SHORT_ANCHORS = {"service": "need", "indicators": "rest", "papers": "rest"}
"""Where the short form holds what the full one has in sections of their own."""


def to_section(project: Any, section: str) -> Mend:
    """That section of the application form."""
    anchor = SHORT_ANCHORS.get(section, section) if project.is_short(legal_date()) else section
    return Mend(f"{reverse('procurement:project-prepare', args=[project.pk])}#{anchor}", _("Fill in"))
