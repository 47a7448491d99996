from pathlib import Path

from django.db import migrations

from workflow.roles import grant_roles

SQL = Path(__file__).resolve().parent.parent / "sql" / "audit.sql"


class Migration(migrations.Migration):
    """The event log, its chain, and what each database role may do."""

    dependencies = [("workflow", "0002_initial")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunPython(grant_roles, migrations.RunPython.noop),
    ]
