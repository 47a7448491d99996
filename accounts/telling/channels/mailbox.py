"""The demonstration's mailbox, where a visitor reads what would have been sent."""

from __future__ import annotations

from accounts.models import MailboxMessage, User
from accounts.telling.channels import Letter


class Mailbox:
    def __init__(self, way: str) -> None:
        self.way = way

    def send(self, person: User, address: str, letter: Letter) -> str:
        """Who has no account is a person that was never saved."""
        MailboxMessage.objects.get_or_create(
            letter=f"{self.way}:{letter.key}",
            defaults={
                "user": None if person._state.adding else person,
                "to_name": person.name,
                "to_address": address,
                "channel": self.way,
                "subject": letter.subject,
                "body": letter.text,
                "url": letter.url,
            },
        )
        return letter.key
