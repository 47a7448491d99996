"""What a session knows of the identity by which it began, and of one that waits to be linked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from accounts import confirming
from accounts.identity.models import Identity
from accounts.identity.tokens import Shown
from core import wall

CAME_BY, WAITS = "identity", "identity_waits"
WAITING = timedelta(minutes=10)


def mark_of(identity: Identity, shown: Shown) -> dict[str, Any]:
    """Goes with the sign-in until the second factor is through, too."""
    at = shown.signed_in_at.timestamp() if shown.signed_in_at else None
    return {"pk": str(identity.pk), "token": shown.raw, "strong": shown.is_strong, "at": at}


def begin(session: Any, mark: dict[str, Any], *, second_factor: bool) -> None:
    """Signed in by it. That counts as a confirmation from when the person signed in there: it may be hours ago."""
    session[CAME_BY] = mark
    if second_factor:
        return
    if mark["at"] is None:
        session.pop(confirming.SESSION_KEY, None)
    else:
        session[confirming.SESSION_KEY] = min(mark["at"], wall.now().timestamp())


def came_by(session: Any) -> UUID | None:
    """The identity by which the session began; None where it began otherwise."""
    mark = session.get(CAME_BY)
    return UUID(mark["pk"]) if mark else None


def is_strong(session: Any) -> bool:
    """Whether the service has asked for two factors itself."""
    return bool(session.get(CAME_BY, {}).get("strong"))


def token(session: Any) -> str:
    return session.get(CAME_BY, {}).get("token", "")


def forget(session: Any) -> None:
    """It goes on, as one that began otherwise."""
    session.pop(CAME_BY, None)


def is_cut_off(session: Any) -> bool:
    """Whether the link by which it began is no more: the session ends with it."""
    pk = came_by(session)
    return pk is not None and not Identity.objects.linked().filter(pk=pk).exists()


def put_by(session: Any, shown: Shown) -> None:
    """Who somebody is there, until they have said on the next page that it is to be linked."""
    waiting = {"issuer": shown.issuer, "subject": shown.subject, "shown_name": shown.name}
    session[WAITS] = waiting | {"at": wall.now().timestamp()}


def waiting(session: Any) -> Identity | None:
    """What waits to be linked, as a row that isn't there yet."""
    kept = session.get(WAITS)
    if kept is None or wall.now() - datetime.fromtimestamp(kept["at"], UTC) > WAITING:
        return None
    return Identity(**{name: kept[name] for name in ("issuer", "subject", "shown_name")})


def no_longer_waits(session: Any) -> None:
    session.pop(WAITS, None)
