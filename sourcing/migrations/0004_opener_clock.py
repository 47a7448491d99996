"""The opener reads the legal clock, which is a table in demonstrations and tests."""

from django.db import migrations

from workflow.roles import name_of


def grant(apps, schema_editor):
    app, opener = name_of("default"), name_of("opener")
    if not opener or opener == app:
        return
    schema_editor.execute(
        "DO $$ BEGIN IF to_regclass('public.legal_clock') IS NOT NULL THEN "
        f"GRANT SELECT ON public.legal_clock TO {opener}; END IF; END $$"
    )


class Migration(migrations.Migration):
    dependencies = [("sourcing", "0003_seat_nonce")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
