"""What the web and its tasks refuse: a role that could undo the audit trail, a database of another kind."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError, connection

_EXCESS = """
    SELECT r.rolsuper OR r.rolbypassrls,
           EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')
                   AND c.relnamespace <> 'pg_catalog'::regnamespace AND c.relpersistence <> 't')
    FROM pg_roles r WHERE r.rolname = current_user
"""
PRACTICE = "practice"
logger = structlog.get_logger(__name__)


def refuse_excess() -> None:
    """Raise `ImproperlyConfigured` when the app's role is a superuser or owns tables.

    An owner can drop triggers and a superuser can do anything, so neither may serve requests. A database
    that cannot be reached is no reason to stay down: nothing can be done to it either.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(_EXCESS)
            superuser, owns_tables = cursor.fetchone()
    except OperationalError:
        logger.warning("database_unreachable_at_start")
        return
    finally:
        connection.close()
    if superuser or owns_tables:
        fault = "is a superuser" if superuser else "owns tables"
        raise ImproperlyConfigured(
            f"DATABASE_URL signs in as {connection.settings_dict['USER']}, which {fault}. Migrate as "
            "DATABASE_OWNER_URL and give the web a role of its own: see docs/deployment.md."
        )


def refuse_another_kind() -> None:
    """Raise `ImproperlyConfigured` when the practice area would work on real data, or real work be done in it.

    What a database is was fixed when it was made; what this process is says `PORTAL_PRACTICE`. A database that
    cannot be asked, or has no tables yet, is refused by nobody: nothing can be done to it either.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT public.portal_kind()")
            practice = cursor.fetchone()[0] == PRACTICE
    except (OperationalError, ProgrammingError):
        logger.warning("kind_of_database_unknown_at_start")
        return
    finally:
        connection.close()
    if practice != settings.PRACTICE:
        held = "is a practice area" if practice else "is no practice area"
        said = "set" if settings.PRACTICE else "not set"
        raise ImproperlyConfigured(
            f"The database {connection.settings_dict['NAME']} {held}, but PORTAL_PRACTICE is {said}: "
            "see docs/deployment.md."
        )
