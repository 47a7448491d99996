"""The second factor: one-time codes, recovery codes and passkeys. Its rows are django-allauth's."""

from __future__ import annotations

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import transaction

from accounts.models import User

Type = Authenticator.Type
LAST = "last_counter"
"""The half minute whose code was taken last: no code up to then is taken again, by whichever process."""


def has_one(user: User) -> bool:
    """Recovery codes alone are none: they only stand in for one."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=[Type.TOTP, Type.WEBAUTHN]).exists()


def has(user: User, kind: str) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type=kind).exists()


@transaction.atomic
def take(user: User, code: str) -> Authenticator | None:
    """The one-time or recovery code that this is, used up by this; None if it is none or was used before."""
    held = Authenticator.objects.select_for_update().filter(user_id=user.pk).exclude(type=Type.WEBAUTHN)
    for authenticator in held.order_by("pk"):
        if authenticator.type == Type.TOTP:
            if _is_new(authenticator, code):
                return authenticator
        elif authenticator.wrap().validate_code(code):
            return authenticator
    return None


def _is_new(authenticator: Authenticator, code: str) -> bool:
    counter = counter_of(decrypt(authenticator.data["secret"]), code)
    if counter is None or counter <= authenticator.data.get(LAST, -1):
        return False
    use_up(authenticator, counter)
    return True


def use_up(authenticator: Authenticator, counter: int) -> None:
    authenticator.data[LAST] = counter
    authenticator.save(update_fields=["data"])


def counter_of(secret: str, code: str) -> int | None:
    """The half minute that a code belongs to, if it is one of those that count now: a clock may be one off."""
    for counter in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))):
            return counter
    return None
