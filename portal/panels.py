"""The shell's own share of navigation, and what other apps may give.

An app's `panels.py` may define any of these functions; each is called for every page that shows its result,
in the order of `settings.PORTAL_APPS`, and what they give is sorted by `order`:

`navigation(actor) -> Iterable[core.components.NavItem]`
    Links of the masthead and of the foot.
`home_panels(actor) -> Iterable[core.components.Panel]`
    Sections of the public home. They read notices only, and depend on nobody in particular.
`beginnings(actor) -> Iterable[core.components.Beginning]`
    Where somebody begins whose worklist is empty; the last one given is shown.
`provider_pages(organisation_ids) -> Iterable[tuple[UUID, str]]`
    Where the public reads about these providers. Reads notices only.
`notice_panels(notice, actor) -> Iterable[core.components.Panel]`
    What stands above a notice. Knows nothing but the notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import NavItem, Panel
from portal import home


def navigation(actor: Actor) -> Iterator[NavItem]:
    if actor.is_user:
        yield NavItem(_("Worklist"), reverse("portal:worklist"), order=0)
    else:
        yield NavItem(_("Home"), reverse("portal:home"), order=0)
    yield NavItem(_("Search"), reverse("portal:search"), order=10, place="consult")
    yield NavItem(_("Accessibility statement"), reverse("portal:accessibility"), order=10, place="about")
    yield NavItem(_("Privacy"), reverse("portal:privacy"), order=20, place="about")
    if settings.PRACTICE_URL:
        yield NavItem(_("Practice area"), settings.PRACTICE_URL, order=25, place="about")
    yield NavItem(_("Site map"), reverse("portal:site_map"), order=30, place="about")


def home_panels(actor: Actor) -> Iterator[Panel]:
    yield from home.panels()
