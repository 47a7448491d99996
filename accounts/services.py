"""What upper apps may ask of this one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Deputyship, MailboxMessage, Membership, Organisation, User
from workflow import outbox, registry
from workflow.clock import database_kind


def notify(
    organisation_id: UUID,
    subject: str,
    body: str,
    url: str,
    *,
    roles: Iterable[str] = (),
    user_id: UUID | None = None,
    section_id: UUID | None = None,
) -> int:
    """Tell people of an organisation by mail, after commit: those with one of `roles` and of that section, if given.

    `url` is a path of this portal and leads to the very step. Returns how many people are told.
    """
    told = list(people_of(organisation_id, roles=roles, user_id=user_id, section_id=section_id))
    for person in told:
        send(person, subject, body, url)
    if user_id is None:  # what is told to one person stays with that person
        _tell_deputies(organisation_id, told, subject, body, url)
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


def _tell_deputies(organisation_id: UUID, told: list[User], subject: str, body: str, url: str) -> None:
    """Whoever stands in for one of them hears of it too, once."""
    for row in deputies_of(organisation_id, told):
        note = _("You receive this because you stand in for %(name)s.") % {"name": row.principal.user.name}
        send(row.deputy.user, subject, f"{body}\n\n{note}", url)


def send(person: User, subject: str, body: str, url: str = "") -> None:
    """One mail to one person, after commit."""
    payload = {"user": str(person.pk), "subject": subject, "body": body, "url": url}
    outbox.put("mail", payload)


@registry.outbox_handler("mail")
def deliver_mail(payload: dict[str, Any]) -> None:
    """A demonstration keeps its mail in the mailbox where a visitor can read it; a production sends it."""
    person = User.objects.get(pk=payload["user"])
    if database_kind() != "production":
        MailboxMessage.objects.get_or_create(
            user=person,
            subject=payload["subject"],
            body=payload["body"],
            url=payload.get("url", ""),
            defaults={"to_name": person.name, "to_address": person.email},
        )
        return
    if person.email:
        text = payload["body"] + (f"\n\n{settings.PUBLIC_URL}{payload['url']}" if payload.get("url") else "")
        send_mail(payload["subject"], text, None, [person.email])


def ask_for_reset(username: str) -> None:
    """A link for a new password. It is made where the mail is sent: the outbox holds nothing that opens an account."""
    outbox.put("password-reset", {"username": username})


@registry.outbox_handler("password-reset")
def send_reset(payload: dict[str, Any]) -> None:
    person = User.objects.filter(username=payload["username"], is_active=True).exclude(email="").first()
    if person is None:
        return
    key = urlsafe_base64_encode(force_bytes(person.pk))
    url = reverse("accounts:reset", args=[key, default_token_generator.make_token(person)])
    with override(person.language or settings.LANGUAGE_CODE):
        body = _(
            "Somebody has asked for a new password for the account %(username)s. The link is valid for an hour."
        )
        deliver_mail(
            {
                "user": str(person.pk),
                "subject": _("New password"),
                "body": body % {"username": person.username},
                "url": url,
            }
        )


def organisation_of(kind: str, jurisdiction_code: str) -> Organisation | None:
    """The one organisation of a kind at a level, e.g. its finance department."""
    return (
        Organisation.objects.of_kind(kind).filter(jurisdiction__code=jurisdiction_code, parent=None).first()
    )
