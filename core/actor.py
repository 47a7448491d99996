"""Who acts or looks: the one value that goes to `visible_to` and to `workflow.execute` alike."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from core import wall

ADMINISTRATION = frozenset({"finance", "purchaser", "regulator", "auditor"})
"""Kinds of organisations that purchase, pay and supervise: to others their reasons among themselves aren't told."""
ALWAYS = datetime.max.replace(tzinfo=UTC)
"""For people whom the demonstration's agenda or a test plays: they confirm whenever they are asked."""


class ActorKind(StrEnum):
    """How an actor came to be known to the portal."""

    USER = "user"
    ANONYMOUS = "anonymous"
    TOKEN = "token"  # noqa: S105  a kind of actor, not a secret
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one membership, a holder of a one-time token, the public, or the portal itself.

    It is a plain value: events copy it, nothing points back at the rows it was made from.
    Switching organisation makes another actor, so that what one sees and what one may do change together.
    """

    kind: ActorKind = ActorKind.ANONYMOUS
    user_id: UUID | None = None
    user_name: str = ""
    membership_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_name: str = ""
    organisation_kind: str = ""
    section_id: UUID | None = None
    """The section (科室) of the organisation in which they work; None for who stands for all of it."""
    leads: str = ""
    """`unit` for a head, `section` for the chief of the own section, else nothing."""
    roles: frozenset[str] = frozenset()
    jurisdiction: str = ""
    jurisdictions: frozenset[str] = frozenset()
    """Codes of the own jurisdiction and of all below it."""
    token: str = ""
    """For `TOKEN`: what the token stands for, e.g. `survey:<uuid>`; for `SYSTEM`: the task's name."""
    mandates: tuple[Mandate, ...] = ()
    """Whom this person stands in for. Never passed on: a stand-in carries none."""
    stands_for: UUID | None = None
    """The colleague's membership, for who acts in their stead: some steps belong to a post, not to a role."""
    archives: frozenset[UUID] = frozenset()
    """Closed units whose files the organisation keeps: what they did may be read, nothing is done for them."""

    confirmed_until: datetime | None = None
    """Until when, by the time on the wall, what this person does counts as confirmed: that it is really them."""

    @property
    def is_confirmed(self) -> bool:
        """Whether a grave step may be taken now: confirmed shortly before, or the portal itself."""
        return self.is_system or (self.confirmed_until is not None and wall.now() < self.confirmed_until)

    @property
    def is_user(self) -> bool:
        return self.kind is ActorKind.USER

    @property
    def serves_public(self) -> bool:
        """Whether this person belongs to the administration: neither the public nor who works for it by contract."""
        return self.is_user and self.organisation_kind in ADMINISTRATION

    @property
    def is_anonymous(self) -> bool:
        return self.kind is ActorKind.ANONYMOUS

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    def has_role(self, *roles: str) -> bool:
        """True when the membership carries at least one of `roles`."""
        return not self.roles.isdisjoint(roles)

    def belongs_to(self, organisation_id: UUID | None) -> bool:
        """True when the actor acts for that organisation now."""
        return organisation_id is not None and self.organisation_id == organisation_id

    @property
    def files_of(self) -> frozenset[UUID]:
        """The organisations whose own files lie open to the actor: that for which they act, and those it succeeded."""
        return self.archives | ({self.organisation_id} if self.organisation_id else set())

    def keeps_files_of(self, organisation_id: UUID | None) -> bool:
        """Whether the actor reads as that organisation's own people do. What may be done says `belongs_to` alone."""
        return organisation_id is not None and organisation_id in self.files_of

    @property
    def leads_unit(self) -> bool:
        return self.leads == "unit"

    @property
    def sees_whole_unit(self) -> bool:
        """Chiefs see how the whole unit's work stands, and so does who belongs to no section of it."""
        return bool(self.leads) or self.section_id is None

    def leads_section(self, section_id: UUID | None) -> bool:
        """True for the chief of that section."""
        return self.leads == "section" and section_id is not None and self.section_id == section_id

    def with_roles(self, *roles: str) -> Actor:
        return replace(self, roles=frozenset(roles))

    def as_values(self) -> dict[str, Any]:
        """The values an event keeps: identifiers, the organisation and the roles, never a person's name."""
        left_out = {"user_name", "jurisdictions", "confirmed_until", "stands_for", "archives"}
        own = asdict(replace(self, mandates=()))
        values = {k: v for k, v in own.items() if v and k not in left_out}
        return {k: sorted(v) if isinstance(v, frozenset) else str(v) for k, v in values.items()}


@dataclass(frozen=True, slots=True)
class Mandate:
    """Leave to take named steps in a colleague's stead, while it runs."""

    id: UUID
    steps: frozenset[str]
    """Ids of steps, e.g. `procurement.project.submit`."""
    principal: Actor
    since: datetime
    until: datetime
    """The first moment at which it no longer holds."""

    @property
    def last_moment(self) -> datetime:
        """For people, who say the last day."""
        return self.until - timedelta(microseconds=1)

    def covers(self, step: str, now: datetime) -> bool:
        return step in self.steps and self.since <= now < self.until

    def stand_in(self, deputy: Actor) -> Actor:
        """The deputy with the principal's roles: checks about persons see who really acts."""
        roles, post = self.principal.roles, self.principal.membership_id
        return replace(deputy.with_roles(*roles), mandates=(), stands_for=post)  # a request's actor is lazy


ANONYMOUS = Actor()


def system(task: str) -> Actor:
    """The portal acting by itself, e.g. publishing what has fallen due."""
    return Actor(kind=ActorKind.SYSTEM, token=task, user_name=task)


def token_holder(purpose: str) -> Actor:
    """Someone who came by a one-time link; `purpose` says which, never the secret itself."""
    return Actor(kind=ActorKind.TOKEN, token=purpose)
