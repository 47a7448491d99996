"""An identity opens one account, an account is opened by one identity, and nobody locks themself out."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop


def the_service_has_answered(act: Act) -> Iterator[Obstacle]:
    if not act.subject.subject:
        text = _("Sign in at the identity service first: it says who you are there.")
        yield stop(text, mend=Mend(reverse("mfa_index"), _("Signing in and devices")))


def identity_is_free(act: Act) -> Iterator[Obstacle]:
    link = act.subject
    others = type(link).objects.linked().filter(issuer=link.issuer, subject=link.subject)
    if others.exclude(user_id=act.actor.user_id).exists():
        text = _(
            "This identity is linked with another account. Sign in with that one and cut the link there first."
        )
        yield stop(text)


def one_identity_at_a_time(act: Act) -> Iterator[Obstacle]:
    link = act.subject
    if type(link).objects.linked().filter(issuer=link.issuer, user_id=act.actor.user_id).exists():
        text = _("Your account is linked already. Cut that link before you make another one.")
        yield stop(text, mend=Mend(reverse("mfa_index"), _("Signing in and devices")))


def another_way_remains(act: Act) -> Iterator[Obstacle]:
    """Only asked of the person: who orders the unit may have to cut off whoever has taken over an identity."""
    person = act.subject.user
    if person.pk != act.actor.user_id or person.has_usable_password():
        return
    passkeys = apps.get_model("mfa.Authenticator").objects.filter(user_id=person.pk, type="webauthn")
    if not passkeys.exists():
        text = _("You have no other way to sign in. Choose a password first.")
        yield stop(text, mend=Mend(reverse("accounts:forgotten"), _("Choose a password")))
