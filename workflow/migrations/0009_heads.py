"""Heads say up to when they are complete."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "heads.sql"


class Migration(migrations.Migration):
    dependencies = [("workflow", "0008_telling")]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
