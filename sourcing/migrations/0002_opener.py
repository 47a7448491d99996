"""What the opener's database role may do, and what the web may not."""

from django.db import migrations

from workflow.roles import name_of

READS = [
    "sourcing_tender", "sourcing_bid", "sourcing_upload", "sourcing_tenderofficial", "sourcing_officialkey",
    "sourcing_keyshare", "sourcing_ceremony", "sourcing_contribution", "sourcing_openedbid", "sourcing_openedfile",
    "sourcing_openingrecord", "accounts_organisation", "accounts_jurisdiction", "accounts_user",
    "accounts_membership", "procurement_project", "documents_storedfile", "documents_attachment",
    "workflow_duty", "workflow_draft", "workflow_outboxrow", "workflow_idempotencykey",
]  # fmt: skip
ADDS = [
    "sourcing_ceremony", "sourcing_openedbid", "sourcing_openedfile", "sourcing_openingrecord",
    "documents_storedfile", "documents_attachment", "workflow_duty", "workflow_outboxrow",
]  # fmt: skip
OPENED = ["sourcing_openedbid", "sourcing_openedfile", "sourcing_openingrecord"]


def grant(apps, schema_editor):
    app, opener = name_of("default"), name_of("opener")
    if not opener or opener == app:
        return  # one role for all: a development database that the start-up check refuses for production
    run = schema_editor.execute
    run(f"GRANT SELECT ON {', '.join(READS)} TO {opener}")
    run(f"GRANT INSERT ON {', '.join(ADDS)} TO {opener}")
    run(f"GRANT UPDATE ON sourcing_tender, sourcing_ceremony, workflow_duty TO {opener}")
    run(f"GRANT DELETE ON workflow_draft TO {opener}")
    run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {opener}")
    run(f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(OPENED)} FROM {app}")


class Migration(migrations.Migration):
    dependencies = [
        ("sourcing", "0001_initial"),
        ("accounts", "__first__"),
        ("documents", "__first__"),
        ("procurement", "__first__"),
        ("workflow", "__first__"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
