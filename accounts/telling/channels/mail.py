"""Mail, by Django's own backend."""

from __future__ import annotations

from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage

from accounts.models import User
from accounts.telling.channels import Later, Letter, Never

REFUSED_FOR_GOOD = 500
"""SMTP answers from here on are final."""


class Mail:
    def __init__(self, way: str) -> None:
        self.way = way

    def send(self, person: User, address: str, letter: Letter) -> str:
        text = f"{letter.text}\n\n{letter.link}" if letter.link else letter.text
        number = f"<{letter.key}@{_host()}>"
        mail = EmailMessage(
            " ".join(letter.subject.split()), text, None, [address], headers={"Message-ID": number}
        )
        try:
            mail.send()
        except SMTPRecipientsRefused as refused:
            code = max(code for code, _said in refused.recipients.values())
            raise (Never if code >= REFUSED_FOR_GOOD else Later)(f"SMTP {code}") from refused
        except SMTPResponseException as refused:
            raise Later(f"SMTP {refused.smtp_code}") from refused
        except OSError as fault:
            raise Later(type(fault).__name__) from fault
        return number


def _host() -> str:
    """The sender's own, which is what a message number must end with."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
