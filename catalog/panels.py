"""The catalogue's share of the shell."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from catalog.models import Edition, Item
from catalog.policies import edition_editor
from catalog.services import counterparts
from core.actor import Actor
from core.components import NavItem, Panel
from disclosure.models import Notice


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(_("Guidance catalogue"), reverse("catalog:catalogue"), order=30, place="consult")
    if not actor.is_user or actor.has_role(Role.CATALOG_EDITOR):
        yield NavItem(_("Guidance catalogue"), reverse("catalog:catalogue"), order=30)


def item_sections(item: Item, actor: Actor) -> Iterator[Panel]:
    """What the item says of itself, and where it stood in other years and stands in other catalogues."""
    may_assess = item.edition.state in {Edition.State.DRAFT, Edition.State.HEARD} and edition_editor(
        actor, item.edition
    )
    over_the_years = counterparts(item).exclude(pk=item.pk).select_related("edition__jurisdiction")
    context = {
        "item": item,
        "may_assess": may_assess,
        "above": above(item),
        "others": over_the_years.order_by("edition__jurisdiction__code", "-edition__effective_from"),
        "notices": Notice.objects.filter(category=item.code).count(),
    }
    yield Panel("catalog/panels/item.html", context, order=10)


def above(item: Item) -> Item | None:
    """The item of the superior government's catalogue to which it corresponds."""
    edition = item.edition.above() if item.upper_code else None
    return edition.items.filter(code=item.upper_code).first() if edition else None
