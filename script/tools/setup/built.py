"""What is made from the source before the portal can start."""

from __future__ import annotations

import fcntl
import os

from tools import say, stamps
from tools.commands import run
from tools.paths import LOCAL_DIR, PYTHON, ROOT

_STAMP = LOCAL_DIR / "built.json"
_NO_PORTAL = {"DATABASE_URL": "postgresql:///none", "PORTAL_SECRET_KEY": "none", "PORTAL_RECEIPT_KEY": "none"}
"""So that no database is started and no keys are made: in production they come from elsewhere."""
_STATIC_FROM = (
    "static",
    "core/staticfiles.py",
    "config/settings.py",
    "package-lock.json",
    "requirements.lock",
)


def translations() -> None:
    """Compile the catalogues. Knows by itself which are out of date."""
    search = os.pathsep.join([str(ROOT / "script"), str(ROOT)])
    run([PYTHON, "-m", "tools.compile_messages"], log="setup-messages", environment={"PYTHONPATH": search})


def static_files() -> None:
    """Collect, fingerprint and compress the static files when one of them has changed.

    Older ones stay: processes of the version before go on naming them until they are restarted. Several may ask
    at once; one collects, the others wait for it.
    """
    LOCAL_DIR.mkdir(parents=True, exist_ok=True)
    with open(LOCAL_DIR / "built.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _collect_what_changed()


def _collect_what_changed() -> None:
    digest = stamps.digest(ROOT / name for name in _STATIC_FROM)
    if stamps.is_current(_STAMP, "static", digest) and (LOCAL_DIR / "static").is_dir():
        return
    say.line("Static files: collecting")
    run(
        [PYTHON, "manage.py", "collectstatic", "--noinput"],
        log="setup-static",
        environment=_NO_PORTAL,
    )
    stamps.remember(_STAMP, "static", digest)
    say.line("Static files: ready")
