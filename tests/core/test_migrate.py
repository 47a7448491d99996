"""Our `migrate` skips work of Django's; what it makes must be the same."""

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate as django_migrate
from django.db import connections

from core.management.commands import migrate
from tests import testbed

pytestmark = [pytest.mark.nightly, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

SCHEMA = """
    SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || is_nullable
        || coalesce(column_default, '') FROM information_schema.columns WHERE table_schema IN ('public', 'audit')
    UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'audit')
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_language l ON l.oid = prolang
        WHERE l.lanname IN ('plpgsql', 'sql') AND pronamespace <> 'pg_catalog'::regnamespace
        AND pronamespace <> 'information_schema'::regnamespace
    UNION ALL SELECT table_name || grantee || privilege_type FROM information_schema.table_privileges
        WHERE table_schema IN ('public', 'audit')
    ORDER BY 1
"""


def schema_made_by(command, own):
    name = testbed.clone("template1")
    testbed.use(name)
    try:
        call_command(command, database="owner", verbosity=0)
        with connections["owner"].cursor() as cursor:
            cursor.execute(SCHEMA)
            return [row for (row,) in cursor.fetchall()]
    finally:
        testbed.use(own)
        testbed.drop(name)


def test_it_makes_the_same_schema_as_django(fresh_database):
    own = fresh_database.name
    ours, django = (schema_made_by(module.Command(), own) for module in (migrate, django_migrate))
    assert len(ours) > 1000
    assert ours == django
