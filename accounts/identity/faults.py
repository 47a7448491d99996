"""What can go wrong on the way to the identity service and back, each in a sentence that says what to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


class Fault(Exception):
    """Nothing was done. `detail` is for the log of the portal, never for a page; it names no person."""

    said: Any = ""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or type(self).__name__)
        self.detail = detail


class Unreachable(Fault):
    said = _("The identity service can't be reached at the moment. Use another way, or try again later.")


class NotAsked(Fault):
    said = _(
        "This answer of the identity service was used already, came too late or wasn't asked for here. "
        "Begin again."
    )


class TurnedAway(Fault):
    said = _(
        "The identity service didn't confirm who you are: you broke off there, or it refused. Begin "
        "again, or use another way."
    )


class Invalid(Fault):
    said = _(
        "The answer of the identity service doesn't hold good, so nothing was done. Begin again; if it "
        "stays so, tell the operator of the portal."
    )


class TooWeak(Fault):
    said = _(
        "The identity service has checked less of you than this portal asks for. Sign in there by two "
        "factors."
    )


class NotAnew(Fault):
    said = _(
        "The identity service hasn't asked you again, so this confirms nothing. Begin again and sign in "
        "there anew."
    )


class SomebodyElse(Fault):
    said = _("At the identity service somebody else is signed in. Sign out there, and confirm as yourself.")


class Unlinked(Fault):
    said = _(
        "No account of this portal is linked with this identity. Sign in with your account name and "
        "password, and link it under “Signing in and devices”; whoever has no account asks the "
        "administrator of their organisation."
    )
