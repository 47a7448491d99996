"""`manage.py seal [--watch]`: link committed events into the hash chain, as the sealer's own database role."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from workflow import sealing


class Command(BaseCommand):
    help = "Seal committed events into the hash chain and publish heads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=1.0, help="seconds between two runs")
        parser.add_argument(
            "--head-every", type=float, default=3600.0, help="most seconds between two published heads"
        )

    def handle(self, *args: Any, watch: bool, every: float, head_every: float, **options: Any) -> None:
        if not watch:
            self.stdout.write(f"{sealing.seal()} events sealed")
            return
        rhythm = sealing.Rhythm(head_every)
        while True:
            try:
                sealing.seal()
                rhythm.keep(time.monotonic(), sealing.today())
            except DatabaseError as error:
                self.stderr.write(f"sealing failed, trying again: {error}")
                sealing.disconnect()
            time.sleep(every)
