"""A folder with one file for each letter: for demonstrations, and for a gateway that picks files up."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

from accounts.models import User
from accounts.telling.channels import Letter
from accounts.telling.channels.mailbox import Mailbox
from workflow.clock import database_kind


class Folder:
    """`<folder>/<way>/<key>.json`. A demonstration shows it in its mailbox too."""

    def __init__(self, way: str) -> None:
        self.way = way

    def send(self, person: User, address: str, letter: Letter) -> str:
        path = Path(settings.MESSAGES_DIR) / self.way / f"{letter.key}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        said = {"to": address, "text": letter.text, "link": letter.link}
        half = path.with_suffix(".part")  # whoever picks files up never meets half a one
        half.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
        half.chmod(0o600)
        os.replace(half, path)
        if database_kind() != "production":
            Mailbox(self.way).send(person, address, letter)
        return path.name
