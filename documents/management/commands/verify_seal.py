"""`manage.py verify_seal <file.pdf>`: whether the seals on a PDF are whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import seals
from workflow.clock import SHANGHAI


class Command(BaseCommand):
    help = "Say of each electronic seal on a PDF whether anything was changed since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        findings = seals.adapter().verify(options["file"].read_bytes())
        if not findings:
            raise CommandError("There is no electronic seal on this PDF.")
        for found in findings:
            when = f"{found.sealed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if found.sealed_at else "?"
            self.stdout.write(f"{'intact' if found.is_good else 'CHANGED'}: {found.holder}, {when}")
        if not all(found.is_good for found in findings):
            raise CommandError("This PDF was changed after it was sealed.")
