"""The opener reads which periods are paused: nothing is opened while a procurement is suspended."""

from django.db import migrations

from workflow.roles import name_of


def grant(apps, schema_editor):
    app, opener = name_of("default"), name_of("opener")
    if not opener or opener == app:
        return
    table = apps.get_model("rulebook", "Pause")._meta.db_table
    schema_editor.execute(f"GRANT SELECT ON {table} TO {opener}")


class Migration(migrations.Migration):
    dependencies = [("sourcing", "0007_opener_law"), ("rulebook", "0002_pause")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
