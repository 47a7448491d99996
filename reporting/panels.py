"""Reports' share of the shell."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import NavItem
from reporting.policies import reads_reports


def navigation(actor: Actor) -> Iterator[NavItem]:
    if reads_reports(actor):
        yield NavItem(_("Reports"), reverse("reporting:report-list"), order=65)
