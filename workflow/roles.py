"""Grants to the database roles. Migrations run as the owner; the application never owns a table."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def name_of(alias: str) -> str:
    """The database user behind a connection alias, quoted as an identifier."""
    user = settings.DATABASES.get(alias, {}).get("USER", "")
    return '"' + user.replace('"', '""') + '"' if user else ""


def grant_roles(apps: Any, schema_editor: Any) -> None:
    """Everything in `public` to read and write for the application; of `audit` only what its duty needs."""
    run = schema_editor.execute
    app, sealer, opener = name_of("default"), name_of("sealer"), name_of("opener")
    if not app or app == name_of("owner"):
        return  # one role for all: a development database that the start-up check refuses for production
    run("REVOKE ALL ON SCHEMA audit FROM PUBLIC")
    run("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC")
    run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    run("REVOKE EXECUTE ON FUNCTION legal_clock_start(timestamptz) FROM PUBLIC")
    for role in {app, opener} - {""}:
        run(f"GRANT USAGE ON SCHEMA public, audit TO {role}")
        run(f"GRANT SELECT ON ALL TABLES IN SCHEMA audit TO {role}")
        run(f"GRANT EXECUTE ON FUNCTION audit.append(text) TO {role}")
    run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}")
    run(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}")
    run(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}")
    run(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}")
    run(
        f"DO $$ BEGIN IF to_regclass('public.legal_clock') IS NOT NULL THEN "
        f"REVOKE INSERT, UPDATE, DELETE ON legal_clock FROM {app}; END IF; END $$"
    )
    if sealer:
        run(f"GRANT USAGE ON SCHEMA public, audit TO {sealer}")
        run(f"GRANT SELECT ON ALL TABLES IN SCHEMA audit TO {sealer}")
        run(f"GRANT EXECUTE ON FUNCTION audit.seal(integer), audit.publish_head() TO {sealer}")
