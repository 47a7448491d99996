"""`manage.py open_bids [--watch]`: the opener, as its own database role and, best, as its own system user."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connections

from sourcing.opener import Opener, as_opener


class Command(BaseCommand):
    help = "Open sealed bids that are due, with the shares of two officials."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between two looks")

    def handle(self, *args: Any, watch: bool, every: float, **options: Any) -> None:
        with as_opener():
            self.go(Opener(), watch, every)

    def go(self, opener: Opener, watch: bool, every: float) -> None:
        while True:
            try:
                opened = opener.look()
                if opened or not watch:
                    self.stdout.write(f"{opened} tenders opened")
            except DatabaseError as error:
                self.stderr.write(f"could not look, trying again: {error}")
                connections["default"].close()
            if not watch:
                return
            time.sleep(every)
