"""The kinds of messages, as data: what each is called, how grave it is, which ways it takes unless a person chooses
otherwise, and which ways the law or safety demands.

An app above may declare a kind of its own: `kinds.declare(Kind(...))` in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """How a message comes to a person."""

    PORTAL = "portal", _("In the portal")
    MAIL = "mail", _("Mail")
    SMS = "sms", _("SMS")
    WECOM = "wecom", _("WeCom")


class Mode(models.TextChoices):
    """When it comes that way."""

    NOW = "now", _("At once")
    DIGEST = "digest", _("Daily summary")
    OFF = "off", pgettext_lazy("way of a message", "Off")


RINGING = frozenset({Way.SMS, Way.WECOM})
"""Ways that ring: quiet hours hold them back, and the words of their texts are the kind's own."""
MODES: Mapping[str, tuple[Mode, ...]] = {
    Way.PORTAL: (Mode.NOW, Mode.OFF),
    Way.MAIL: (Mode.NOW, Mode.DIGEST, Mode.OFF),
    Way.SMS: (Mode.NOW, Mode.OFF),
    Way.WECOM: (Mode.NOW, Mode.DIGEST, Mode.OFF),
}
"""What can be chosen for each way. A summary by SMS would say nothing but "look": it is not offered."""


@dataclass(frozen=True)
class Kind:
    """`short` is all that an SMS or a WeCom text says beside the link: no title, amount, name or bid."""

    name: str
    label: Any
    about: Any
    short: Any
    usual: Mapping[str, Mode]
    """The ways it takes unless the person chooses otherwise; what isn't named is off."""
    grave: bool = False
    """Passes quiet hours and days off."""
    demanded: Mapping[str, str] = field(default_factory=dict)
    """Ways that nobody can turn off, each with the rule that demands it; empty where it is for safety."""

    def usually(self, way: str) -> Mode:
        return Mode.NOW if way in self.demanded else self.usual.get(way, Mode.OFF)


_known: dict[str, Kind] = {}


def declare(kind: Kind) -> None:
    if _known.setdefault(kind.name, kind) is not kind:
        raise LookupError(f"kind of message {kind.name!r} is declared twice")


def all_kinds() -> list[Kind]:
    """In the order in which they were declared."""
    return list(_known.values())


def get(name: str) -> Kind:
    """The kind of that name; what an older release called otherwise is news."""
    return _known.get(name) or _known[NEWS]


WORK, ASKED, NEAR, LATE, URGED = "work", "asked", "near", "late", "urged"
RETURNED, RESULT, MOVED, NEWS, POST, SECURITY = "returned", "result", "moved", "news", "post", "security"
CALL, DECIDED = "call", "decided"

_ONCE: dict[str, Mode] = {Way.PORTAL: Mode.NOW, Way.MAIL: Mode.NOW}
_EVERYWHERE: dict[str, Mode] = _ONCE | {Way.SMS: Mode.NOW, Way.WECOM: Mode.NOW}
_SUMMED_UP: dict[str, Mode] = {Way.PORTAL: Mode.NOW, Way.MAIL: Mode.DIGEST}

for _kind in (
    Kind(
        WORK,
        _("New work"),
        _("Something new waits for you, your role or your section."),
        _("New work waits for you."),
        _SUMMED_UP,
    ),
    Kind(
        ASKED,
        _("Asked of you in person"),
        _("A colleague hands a matter over to you, a signature or a declaration is asked of you."),
        _("Something is asked of you in person."),
        _ONCE | {Way.WECOM: Mode.NOW},
    ),
    Kind(
        CALL,
        _("Called to an opening"),
        _("Bids are due to be opened, and you are one of those who can open them."),
        _("You are called to an opening now."),
        _EVERYWHERE,
        grave=True,
        demanded={Way.PORTAL: "", Way.MAIL: ""},
    ),
    Kind(
        NEAR,
        _("A deadline is near"),
        _("What waits for you falls due on the next working day."),
        _("A deadline of yours is near."),
        _EVERYWHERE,
    ),
    Kind(
        LATE,
        _("Overdue"),
        _("What waits for you is overdue."),
        _("Work of yours is overdue."),
        _EVERYWHERE,
        demanded={Way.PORTAL: ""},
    ),
    Kind(
        URGED,
        _("Urged"),
        _("The chief of your section or the head of your unit urges you."),
        _("You have been urged to do something."),
        _ONCE | {Way.WECOM: Mode.NOW},
    ),
    Kind(
        RETURNED,
        _("Returned to you"),
        _("Something comes back to be mended, or an inspection found something to put right."),
        _("Something has come back to you."),
        _ONCE | {Way.WECOM: Mode.NOW},
    ),
    Kind(
        RESULT,
        _("Decision on what you handed in"),
        _("A bid, a registration or an evaluation of yours has been decided on, or a tender has failed."),
        _("There is a decision on something you handed in."),
        _ONCE | {Way.WECOM: Mode.NOW},
        demanded={Way.PORTAL: "B6.1", Way.MAIL: "B6.1"},
    ),
    Kind(
        DECIDED,
        _("Decision on a matter of yours"),
        _("Somebody has decided on what you have worked on before."),
        _("There is a decision on a matter of yours."),
        _SUMMED_UP,
    ),
    Kind(
        MOVED,
        _("Due at another time"),
        _("A notice of holidays or a pause moves what waits for you."),
        _("Something of yours is due at another time."),
        _ONCE,
    ),
    Kind(
        NEWS,
        _("News of your matters"),
        _("What became of a matter in which you have a part: concluded, delivered, paid."),
        _("There is news of a matter of yours."),
        _ONCE,
    ),
    Kind(
        POST,
        _("Posts and deputies"),
        _("Your post, who stands in for whom, work that passes to you, a loan."),
        _("Something about your post has changed."),
        _ONCE,
    ),
    Kind(
        SECURITY,
        _("Security of your account"),
        _("Somebody tries your password; a way of signing in or of reaching you has changed."),
        _("Look at the security of your account."),
        _ONCE,
        grave=True,
        demanded={Way.PORTAL: "", Way.MAIL: ""},
    ),
):
    declare(_kind)
