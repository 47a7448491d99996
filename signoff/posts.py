"""Whom a unit can name in its chains: a role of its own, a section's chief, one of its people, another unit's head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, Section
from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from signoff.kinds import HEAD_OF
from signoff.models import Station


@dataclass(frozen=True)
class Post:
    """Exactly one of `membership`, `section` (its chief) and `role` is given."""

    organisation: Organisation
    membership: Membership | None = None
    section: Section | None = None
    role: str = ""

    def __str__(self) -> str:
        return str(self._station().post)

    def holders(self) -> QuerySet[Membership]:
        """Who holds it today."""
        return self._station().holders()

    def _station(self) -> Station:
        named = {"membership": self.membership, "section": self.section, "role": self.role}
        return Station(organisation=self.organisation, **named)


Groups = list[tuple[str, list[tuple[str, str]]]]


class Posts:
    """The choices of one unit, and what stands behind each."""

    def __init__(self, actor: Actor) -> None:
        self.found: dict[str, Post] = {}
        self.groups: Groups = []
        if actor.organisation_id is None:
            return
        unit = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self._add(_("Roles of our unit"), self._roles(unit))
        self._add(_("Chiefs of our sections"), self._chiefs(unit))
        self._add(_("People of our unit"), self._people(unit))
        self._add(_("Other units, signed by their head"), self._others(unit))

    def _add(self, title: str, rows: Iterator[tuple[str, str, Post]]) -> None:
        choices = []
        for key, label, post in rows:
            self.found[key] = post
            choices.append((key, label))
        self.groups.append((title, choices))

    def _roles(self, unit: Organisation) -> Iterator[tuple[str, str, Post]]:
        held = {role for m in Membership.objects.filter(organisation=unit).current() for role in m.roles}
        for role in Role:
            if role.value in held:
                yield f"role:{role.value}", str(role.label), Post(unit, role=role.value)

    def _chiefs(self, unit: Organisation) -> Iterator[tuple[str, str, Post]]:
        led = Membership.objects.filter(organisation=unit, is_chief=True).current().values("section")
        for section in Section.objects.filter(organisation=unit, pk__in=led).open():
            post = Post(unit, section=section)
            yield f"section:{section.pk}", str(post), post

    def _people(self, unit: Organisation) -> Iterator[tuple[str, str, Post]]:
        current = Membership.objects.filter(organisation=unit).current().select_related("user")
        for membership in current.order_by("user__username"):
            label = " ".join(filter(None, [membership.user.name, membership.title]))
            yield f"member:{membership.pk}", label, Post(unit, membership=membership)

    def _others(self, unit: Organisation) -> Iterator[tuple[str, str, Post]]:
        others = Organisation.objects.filter(is_active=True, kind__in=HEAD_OF).exclude(pk=unit.pk)
        for other in others.filter(jurisdiction=unit.jurisdiction).order_by("sort_key"):
            yield (
                f"unit:{other.pk}",
                str(other),
                Post(other, role=HEAD_OF[OrganisationKind(other.kind)].value),
            )
