"""`manage.py export_audit FOLDER`: the event log for an outside check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflow import audit_export


class Command(BaseCommand):
    help = "Write events.jsonl and heads.json for verify_chain.py."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--no-bodies", action="store_true", help="leaves only, for people who may not read events"
        )

    def handle(self, *args: Any, folder: Path, no_bodies: bool, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with (
            open(folder / "events.jsonl", "w", encoding="utf-8") as events_file,
            open(folder / "heads.json", "w", encoding="utf-8") as heads_file,
        ):
            count = audit_export.write(events_file, heads_file, bodies=not no_bodies)
        self.stdout.write(f"{count} events written to {folder}")
