"""`manage.py demo_accounts`: the table of demonstration accounts."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.demonstration import PASSWORD, accounts_to_show


class Command(BaseCommand):
    help = "List the demonstration accounts, one per role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, json: bool = False, **options: Any) -> None:
        shown = accounts_to_show()
        if json:
            self.stdout.write(_as_json(shown))
            return
        for account in shown:
            self.stdout.write(
                f"{account.username:<22} {account.name}  {account.organisation}  {account.roles}"
            )
        if shown:
            self.stdout.write(f"password of all: {PASSWORD}")


def _as_json(shown: list[Any]) -> str:
    return json.dumps({"password": PASSWORD, "accounts": [asdict(a) for a in shown]}, ensure_ascii=False)
