"""This app's share of the shell: navigation, the public home, and the published side of a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import NavItem, Panel
from disclosure import services

RESULTS = ("AN-07", "AN-09", "AN-11", "AN-17", "AN-08", "AN-06", "AN-10")
"""What the home calls results: awards, contracts, acceptances, evaluations, and what went otherwise."""


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(_("Notices"), reverse("disclosure:list"), order=10)
    yield NavItem(_("Open data"), reverse("disclosure:data"), order=40, place="consult")


def home_panels(actor: Actor) -> Iterator[Panel]:
    """Who may still take part, and what came of earlier calls."""
    calls = services.open_calls(5)
    yield Panel(
        "disclosure/_open_calls.html",
        {
            "notices": calls,
            "total": services.count_open_calls(),
            "url": f"{reverse('disclosure:list')}?open=on",
        },
        order=10,
        width="wide",
    )
    yield Panel(
        "disclosure/_latest.html",
        {"notices": services.latest(RESULTS, 5), "url": reverse("disclosure:list")},
        order=11,
        width="narrow",
    )


def project_sections(project: Any, actor: Actor) -> Iterator[Panel]:
    """What the public has been told about a project."""
    notices = list(services.notices_of_project(project.pk))
    if notices:
        yield Panel("disclosure/_of_project.html", {"notices": notices}, order=90)
