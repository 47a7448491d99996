"""`manage.py verify_audit`: check the chain, its heads and that nothing waits unsealed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow import audit_export, sealing
from workflow.verify_chain import faults


class Command(BaseCommand):
    help = "Check the event log against its chain and published heads."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults(audit_export.links(), audit_export.heads()))
        waiting = sealing.oldest_unsealed()
        if waiting and waiting > sealing.ALARM:
            found.append(f"an event has waited {waiting} to be sealed: is the sealer running?")
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("the event log is whole")
