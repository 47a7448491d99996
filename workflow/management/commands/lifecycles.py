"""`manage.py lifecycles [--check]`: draw docs/lifecycles.md from the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow import diagrams


class Command(BaseCommand):
    help = "Draw the lifecycles into docs/lifecycles.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the page is not current")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        page, text = Path(settings.BASE_DIR) / "docs" / "lifecycles.md", diagrams.document()
        if not check:
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            raise CommandError("docs/lifecycles.md is not current: run manage.py lifecycles")
