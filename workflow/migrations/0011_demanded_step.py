"""A column may be open to a correction and to one step besides."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "demanded.sql"


class Migration(migrations.Migration):
    dependencies = [("workflow", "0010_corrections")]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
