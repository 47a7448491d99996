"""What can be asked of `script/server`."""

from __future__ import annotations

import argparse
import os

_MORE = """\
Without DATABASE_URL an embedded PostgreSQL is started and a demonstration city loaded; all data are in .local.
With DATABASE_URL (and DATABASE_OWNER_URL, DATABASE_SEALER_URL, DATABASE_OPENER_URL) and CELERY_BROKER_URL those
servers are used, and nothing is loaded. Ctrl-C stops everything that was started here.
"""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Exits with a message for what makes no sense."""
    parser = argparse.ArgumentParser(prog="script/server", description="Start the portal.", epilog=_MORE)
    parser.add_argument("--port", type=int, help="default: the first free one from 8000")
    parser.add_argument("--fresh", action="store_true", help="delete all data of the demonstration first")
    parser.add_argument(
        "--practice", action="store_true", help="as a practice area: the same city under a watermark"
    )
    parser.add_argument("--no-demo", action="store_true", help="leave the database as it is")
    options = parser.parse_args(arguments)
    if options.fresh and uses_own_database():
        parser.error(
            "--fresh deletes the embedded demonstration only, and DATABASE_URL names another database."
        )
    return options


def uses_own_database() -> bool:
    """True when the operator's own PostgreSQL is used in place of the embedded one."""
    return bool(os.environ.get("DATABASE_URL"))
