"""`manage.py found units.toml`: the units with which a portal begins, and the first administrator of each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from accounts.founding import Unfit, found, password_path
from workflow.obstacles import Refused


class Command(BaseCommand):
    help = (
        "Make the units of a TOML file and take on their first administrators. What is there already stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="see deploy/units.example.toml")
        parser.add_argument(
            "--links",
            action="store_true",
            help="print each new administrator's link to a first password, for where no mail is sent yet",
        )

    def handle(self, *args: Any, file: Path, links: bool, **options: Any) -> None:
        try:
            plan = tomllib.loads(file.read_text(encoding="utf-8"))
            with override(settings.LANGUAGE_CODE):
                founded = found(plan)
        except (OSError, tomllib.TOMLDecodeError, Unfit, Refused) as fault:
            raise CommandError(f"Nothing was changed.\n{fault}") from fault
        self.stdout.write(
            f"{len(founded.units)} units made, {len(founded.administrators)} administrators taken on"
        )
        for user in founded.administrators:
            way = (
                f"{settings.PUBLIC_URL}{password_path(user)}"
                if links
                else "chooses a password by “Forgotten password”"
            )
            self.stdout.write(f"{user.username}  {way}")
