"""A correction may move what is closed to everything else; a due date may move because of one."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql" / "corrections.sql"


class Migration(migrations.Migration):
    dependencies = [("workflow", "0009_heads")]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="duechange",
            name="cause",
            field=models.CharField(
                choices=[
                    ("calendar", "notice of holidays"),
                    ("pause", "pause"),
                    ("correction", "correction"),
                ],
                max_length=12,
            ),
        ),
    ]
