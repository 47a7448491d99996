"""`manage.py load_demo`: play the demonstration city, or go on where the last run was cut off."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from accounts.demonstration import INVENTED
from core.stack import roomy
from portal.demo import city, finding, progress
from workflow.clock import SHANGHAI, database_kind, legal_date
from workflow.models import Event

EVERY = 25


class Command(BaseCommand):
    help = "Load the demonstration city. Does nothing when it is complete."

    def handle(self, *args: Any, **options: Any) -> None:
        if database_kind() not in INVENTED:
            raise CommandError("This database was not created as a demonstration or a practice area.")
        if progress.was_loaded():
            self.stdout.write(f"The city is complete: {Event.objects.count()} events.")
            return
        today = self._today()
        weeks = finding.weeks()
        if weeks is None:
            weeks = city.weeks_to(legal_date(today))
            with connections["owner"].cursor() as cursor:
                cursor.execute("SELECT legal_clock_start(%s)", [city.begins(weeks)])
        self._hasten()
        with progress.being_loaded(city.projects_by(weeks, today)):
            scenes = roomy(city.build)(weeks, today, self._report)
        progress.note_loaded()
        self.stdout.write(f"The city is complete: {scenes} scenes, {Event.objects.count()} events.")

    def _hasten(self) -> None:
        """A commit needn't wait for the disk: what a failing machine loses is played again at the next start.

        Thousands of acts leave little behind in rings, so it is looked for less often.
        """
        with connections["default"].cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        gc.freeze()
        gc.set_threshold(20_000, 50, 50)

    def _today(self) -> datetime:
        """Wall time: the demonstration ends today, at an offset of nought."""
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0].astimezone(UTC)

    def _report(self, scenes: int, moment: datetime) -> None:
        if scenes % EVERY == 0:
            self.stdout.write(f"{moment.astimezone(SHANGHAI):%Y-%m-%d}: {scenes} scenes played")
            self.stdout.flush()
