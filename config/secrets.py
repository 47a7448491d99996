"""The key that signs sessions and links."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import private_file


def secret_key(local_dir: Path) -> str:
    """`PORTAL_SECRET_KEY`, or one made for this folder and kept in it.

    Production names its own: raises `ImproperlyConfigured` where it doesn't.
    """
    if key := os.environ.get("PORTAL_SECRET_KEY"):
        return key
    if os.environ.get("PORTAL_PRODUCTION", "").lower() in {"1", "true", "yes", "on"}:
        raise ImproperlyConfigured("Set PORTAL_SECRET_KEY: in production no key is made up.")
    path = local_dir / "secret_key"
    if path.exists():
        return path.read_text()
    return private_file.write_once(path, secrets.token_urlsafe(48))
