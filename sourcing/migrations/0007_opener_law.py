"""The opener reads what finance changed in the parameters and the calendar: an opening starts deadlines."""

from django.db import migrations

from workflow.roles import name_of


def grant(apps, schema_editor):
    app, opener = name_of("default"), name_of("opener")
    if not opener or opener == app:
        return
    tables = (apps.get_model("rulebook", name)._meta.db_table for name in ("ParameterChange", "CalendarYear"))
    schema_editor.execute(f"GRANT SELECT ON {', '.join(tables)} TO {opener}")


class Migration(migrations.Migration):
    dependencies = [("sourcing", "0006_words"), ("rulebook", "0001_initial")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
