from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "clock.sql"


class Migration(migrations.Migration):
    """The legal clock stands before any table: columns default to it."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
