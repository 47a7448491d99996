"""This app's share of the shell: navigation, and the published side of a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import NavItem, Panel
from disclosure import services


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(_("Notices"), reverse("disclosure:list"), order=10)
    yield NavItem(_("Open data"), reverse("disclosure:data"), order=40, place="consult")


def project_sections(project: Any, actor: Actor) -> Iterator[Panel]:
    """What the public has been told about a project."""
    notices = list(services.notices_of_project(project.pk))
    if notices:
        yield Panel("disclosure/_of_project.html", {"notices": notices, "project_id": project.pk}, order=90)
