"""The ways out of the house: one small class for each, chosen by settings.

A class has one method, `send`. It answers with what the service calls the letter, or raises `Later` (try again) or
`Never` (this will not be delivered, however often one tries). A letter may come twice when a process dies between
sending and writing that down, so `letter.key` stays the same: a service that knows keys drops the second.

Outside of production nothing leaves the house, whatever the settings say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.telling.kinds import RINGING, Way
from workflow.clock import database_kind

if TYPE_CHECKING:
    from accounts.models import User

KEPT = {
    Way.MAIL: "accounts.telling.channels.mailbox.Mailbox",
    Way.SMS: "accounts.telling.channels.folder.Folder",
    Way.WECOM: "accounts.telling.channels.folder.Folder",
}
"""What a demonstration and the tests have instead."""


@dataclass(frozen=True)
class Letter:
    """What goes out. `url` is a path of this portal."""

    key: str
    subject: str
    text: str
    url: str = ""

    @property
    def link(self) -> str:
        """The address that works outside of the portal: always the configured host, never a request's."""
        return f"{settings.PUBLIC_URL.rstrip('/')}{self.url}" if self.url else ""


class Undelivered(Exception):
    """A letter could not be handed over. The message says why, and never holds a secret."""


class Later(Undelivered):
    """For now: the network, the service or its limits. The outbox tries again, each time later."""


class Never(Undelivered):
    """For good: no such address, not allowed, wrongly set up."""


class Channel(Protocol):
    def send(self, person: User, address: str, letter: Letter) -> str:
        """Hand the letter over. Returns the receipt; raises `Later` or `Never`."""


def leaves_the_house() -> bool:
    return database_kind() == "production"


def channel(way: str) -> Channel:
    """What delivers by this way here."""
    return import_string(settings.CHANNELS[way] if leaves_the_house() else KEPT[Way(way)])(way)


def offered() -> list[Way]:
    """The ways that this portal has, the portal's own first."""
    return [Way.PORTAL, Way.MAIL, *(way for way in Way if way in RINGING and settings.CHANNELS[way])]
