"""What upper apps may ask of this one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts import languages
from accounts.models import Deputyship, Membership, Organisation, User
from accounts.telling import post
from accounts.telling.channels import Letter, channel
from accounts.telling.kinds import NEWS, Way
from core.phrases import Text, paragraphs, said
from workflow import outbox, registry
from workflow.models import Duty

STANDS_IN = gettext_lazy("You receive this because you stand in for %(name)s.")


def notify(
    organisation_id: UUID,
    subject: Text,
    body: Text,
    url: str,
    *,
    roles: Iterable[str] = (),
    user_id: UUID | None = None,
    section_id: UUID | None = None,
    kind: str = NEWS,
    duties: Iterable[Duty] = (),
) -> int:
    """Tell people of an organisation, after commit: those with one of `roles` and of that section, if given.

    Each is told in their own language: subject and body are texts of `core.phrases`, not finished in anybody else's.
    `url` is a path of this portal and leads to the very step. `kind` is one of `accounts.telling.kinds`; a message that
    is about nothing but `duties` is over once they are met. Returns how many people are told.
    """
    told = list(people_of(organisation_id, roles=roles, user_id=user_id, section_id=section_id))
    about = list(duties)
    for person in told:
        send(person, subject, body, url, kind=kind, duties=about, organisation_id=organisation_id)
    if user_id is None:  # what is told to one person stays with that person
        for row in deputies_of(organisation_id, told):
            text = paragraphs(body, said(STANDS_IN, name=row.principal.user.name))
            send(row.deputy.user, subject, text, url, kind=kind, organisation_id=organisation_id)
    return len(told)


def people_of(
    organisation_id: UUID,
    *,
    roles: Iterable[str] = (),
    user_id: UUID | None = None,
    section_id: UUID | None = None,
) -> QuerySet[User]:
    """The people of an organisation: those with one of `roles`, of that section, or that one person, if given."""
    members = Membership.objects.filter(organisation_id=organisation_id).current()
    if roles:
        members = members.filter(roles__overlap=list(roles))
    if section_id:
        members = members.filter(section_id=section_id)
    if user_id:
        members = members.filter(user_id=user_id)
    return User.objects.filter(memberships__in=members).distinct()


def deputies_of(organisation_id: UUID, people: Iterable[User]) -> QuerySet[Deputyship]:
    """Who stands in for one of these people there now and isn't one of them, each once."""
    among = list(people)
    rows = Deputyship.objects.running().filter(organisation_id=organisation_id, principal__user__in=among)
    rows = rows.exclude(deputy__user__in=among).select_related("principal__user", "deputy__user")
    return rows.order_by("deputy__user", "pk").distinct("deputy__user")


def send(
    person: User,
    subject: Text,
    body: Text,
    url: str = "",
    *,
    kind: str = NEWS,
    duties: Iterable[Duty] = (),
    until: datetime | None = None,
    organisation_id: UUID | None = None,
) -> None:
    """Tell one person, after commit, in their language and by the ways that they want for that kind.

    Nothing holds the message back beyond `until`; where that isn't given, beyond the time when the first of `duties`
    is due. `organisation_id` is the unit as whose member they are told.
    """
    about = list(duties)
    due = [duty.due_at for duty in about if duty.due_at is not None]
    units = {duty.organisation_id for duty in about}
    post.put(
        person,
        subject,
        body,
        url,
        kind,
        duties=about,
        until=until or min(due, default=None),
        organisation_id=organisation_id or (units.pop() if len(units) == 1 else None),
    )


def ask_for_reset(username: str) -> None:
    """A link for a new password. It is made where the mail is sent: neither the outbox nor anybody's messages hold
    what opens an account, and it goes by mail alone, whatever the person wants."""
    outbox.put("password-reset", {"username": username})


@registry.outbox_handler("password-reset")
def send_reset(payload: dict[str, Any]) -> None:
    person = User.objects.filter(username=payload["username"], is_active=True).exclude(email="").first()
    if person is None:
        return
    key = urlsafe_base64_encode(force_bytes(person.pk))
    url = reverse("accounts:reset", args=[key, default_token_generator.make_token(person)])
    with override(languages.of(person)):
        body = _(
            "Somebody has asked for a new password for the account %(username)s. The link is valid for an hour."
        )
        letter = Letter(f"reset-{uuid4()}", _("New password"), body % {"username": person.username}, url)
        channel(Way.MAIL).send(person, person.email, letter)


def organisation_of(kind: str, jurisdiction_code: str) -> Organisation | None:
    """The one organisation of a kind at a level, e.g. its finance department."""
    return (
        Organisation.objects.of_kind(kind).filter(jurisdiction__code=jurisdiction_code, parent=None).first()
    )
