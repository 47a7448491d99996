"""What runs beside the pages: every command and every task stands here with who may start it. A new one fails."""

from __future__ import annotations

from celery import current_app
from django.core.management import get_commands

OWN_APPS = (
    "accounts",
    "catalog",
    "contracts",
    "core",
    "corrections",
    "disclosure",
    "documents",
    "evaluation",
    "library",
    "portal",
)
OWN_APPS += ("procurement", "providers", "reporting", "rulebook", "signoff", "sourcing", "workflow")
COMMANDS = {
    "demo_accounts": "the operator, in a demonstration",
    "export_audit": "the operator, for auditors without access; reads only",
    "found": "the operator, as the app's role; units that are not there yet and the first administrator of each",
    "lifecycles": "whoever builds the portal; draws diagrams",
    "load_demo": "the operator, in a demonstration",
    "migrate": "the operator, as the owner of the database",
    "open_bids": "the opener's own account on the server, as the opener's role",
    "seal": "the sealer's own account on the server, as the sealer's role",
    "verify_seal": "anybody with access to the server; reads only",
    "verify_audit": "anybody with access to the server; reads only",
}
TASKS = {
    "accounts.tasks.clear_messages": "the schedule; clears what people were told once its time is over, never evidence",
    "contracts.tasks.call_for_ledgers": "the schedule; a line on the worklist of whose service ledger is missing",
    "documents.tasks.make_waiting_papers": "the schedule; makes PDFs of frozen pages",
    "portal.tasks.remind": "the schedule; one mail for each person of what falls due or is late",
    "providers.tasks.call_for_renewals": "the schedule; a line on the worklist of whose registration ends soon",
    "reporting.tasks.open_reports": "the schedule; reports of periods that are over, on the worklists",
    "rulebook.tasks.end_pauses": "the schedule; ends pauses whose last day has passed",
    "sourcing.tasks.settle_deadlines": "the schedule; closes what the legal clock has closed",
    "workflow.tasks.clear_delivered": "the schedule; clears rows that were delivered half a year ago",
    "workflow.tasks.sweep_outbox": "the schedule and every act; delivers each row once",
}


def test_every_command_is_known():
    found = {name for name, app in get_commands().items() if app in OWN_APPS}
    assert found == COMMANDS.keys(), "say in COMMANDS who starts it and as which role of the database"


def test_every_task_is_known_and_every_scheduled_one_exists():
    current_app.loader.import_default_modules()
    found = {name for name in current_app.tasks if name.startswith(OWN_APPS)}
    assert found == TASKS.keys(), "say in TASKS who starts it and what it may do"
    scheduled = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert scheduled <= found
