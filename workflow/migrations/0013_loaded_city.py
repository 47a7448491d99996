"""A demonstration remembers that its city has been loaded, and is left alone from then on."""

from django.db import migrations

SQL = """
DO $do$
BEGIN
IF public.portal_kind() <> 'production' THEN
    ALTER TABLE legal_clock ADD COLUMN loaded_at timestamptz;
END IF;
END $do$;
"""
BACK = "ALTER TABLE IF EXISTS legal_clock DROP COLUMN IF EXISTS loaded_at;"


class Migration(migrations.Migration):
    dependencies = [("workflow", "0012_duty_not_for")]

    operations = [migrations.RunSQL(SQL, BACK)]
