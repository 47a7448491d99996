"""What follows in the rows of people from an entry in the book of posts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, PostChange, User
from accounts.routing import route_anew
from accounts.services import send
from accounts.telling.kinds import POST
from core.phrases import Text, later, listed, said
from workflow.act import Act
from workflow.registry import effect


@effect("accounts.take_on")
def take_on(act: Act) -> None:
    """Somebody without an account gets one that nobody can sign in to before its owner has chosen a password."""
    change: PostChange = act.subject
    user = User.objects.filter(username=act.data["username"]).first()
    if user is None:
        user = User(username=act.data["username"], name=act.data["name"], email=act.data["email"])
        user.set_unusable_password()
        user.save()
    Membership.objects.update_or_create(
        pk=change.membership_id,
        defaults={
            **_post(change),
            "user": user,
            "organisation_id": change.organisation_id,
            "is_active": True,
            "until": None,
        },
    )
    _tell(user, change, said(_("You belong to %(unit)s in this portal now."), unit=change.organisation))


@effect("accounts.move")
def move(act: Act) -> None:
    """Whoever comes along keeps post and roles; the section is named by the new unit. The old membership ends."""
    change, member = act.subject, act.data["membership"]
    Membership.objects.update_or_create(
        pk=change.membership_id,
        defaults={
            **_post(change),
            "user": member.user,
            "organisation_id": change.organisation_id,
            "is_active": True,
            "until": None,
        },
    )
    Membership.objects.filter(pk=member.pk).update(is_active=False, until=act.now)
    text = _("%(before)s has been closed: you belong to %(unit)s now.")
    _tell(member.user, change, said(text, before=member.organisation, unit=change.organisation))


@effect("accounts.change_post")
def change_post(act: Act) -> None:
    change: PostChange = act.subject
    Membership.objects.filter(pk=change.membership_id).update(**_post(change))
    _tell(change.membership.user, change, said(_("You have been given a post: %(post)s."), post=change.title))


@effect("accounts.end_membership")
def end_membership(act: Act) -> None:
    """It ends at once: an actor is made anew at every request."""
    Membership.objects.filter(pk=act.subject.membership_id).update(is_active=False, until=act.now)


@effect("accounts.route_anew")
def route(act: Act) -> None:
    route_anew(act.subject.organisation_id)


def _post(change: PostChange) -> dict[str, object]:
    return {name: getattr(change, name) for name in ("title", "section", "is_chief", "roles")}


def _tell(user: User, change: PostChange, subject: Text) -> None:
    body = said(
        _("Unit: %(unit)s. Post: %(post)s. Roles: %(roles)s."),
        unit=change.organisation,
        post=change.title,
        roles=later(lambda: listed(change.role_labels)),
    )
    send(user, subject, body, reverse("accounts:me"), kind=POST)
