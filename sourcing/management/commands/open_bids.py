"""`manage.py open_bids [--watch]`: the opener, as its own database role and, best, as its own system user."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connections

from sourcing.opener import Opener


class Command(BaseCommand):
    help = "Open sealed bids that are due, with the shares of two officials."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between two looks")

    def handle(self, *args: Any, watch: bool, every: float, **options: Any) -> None:
        work_as_opener()
        opener = Opener()
        while True:
            try:
                opened = opener.look()
                if opened or not watch:
                    self.stdout.write(f"{opened} tenders opened")
            except DatabaseError as error:
                self.stderr.write(f"could not look, trying again: {error}")
                connections.close_all()
            if not watch:
                return
            time.sleep(every)


def work_as_opener() -> None:
    """From here on this process knows the database by the opener's narrow role only."""
    connections.close_all()
    connections.settings["default"] = connections.settings["opener"]
    del connections["default"]
