"""This app's share of the shell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.components import NavItem, Paper
from documents import policies
from documents.services import papers
from documents.showing import shown

if TYPE_CHECKING:
    from accounts.models import Reform
    from core.actor import Actor


def reform_papers(reform: Reform, actor: Actor) -> Iterator[Paper]:
    """The document by which a unit changes."""
    yield from shown(papers(reform, actor))


def navigation(actor: Actor) -> Iterator[NavItem]:
    """The register of numbers, for those who make papers."""
    if actor.has_role(*policies.ISSUERS):
        yield NavItem(_("Document numbers"), reverse("documents:numbers"), order=90)
