"""The keys of the portal itself: one that signs sessions and links, one that signs receipts of bids."""

import base64
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import private_file


def secret_key(local_dir: Path) -> str:
    """`PORTAL_SECRET_KEY`, or one made for this folder and kept in it."""
    return _key("PORTAL_SECRET_KEY", local_dir / "secret_key", secrets.token_urlsafe(48))


def receipt_key(local_dir: Path) -> str:
    """`PORTAL_RECEIPT_KEY`: the 32 bytes of an Ed25519 key in base64. It must outlive the receipts it signed."""
    made = base64.b64encode(secrets.token_bytes(32)).decode()
    return _key("PORTAL_RECEIPT_KEY", local_dir / "receipt_key", made)


def _key(variable: str, path: Path, made: str) -> str:
    """The key that the environment names, or the one kept at `path`.

    Production names its own: raises `ImproperlyConfigured` where it doesn't.
    """
    if key := os.environ.get(variable):
        return key
    if os.environ.get("PORTAL_PRODUCTION", "").lower() in {"1", "true", "yes", "on"}:
        raise ImproperlyConfigured(f"Set {variable}: in production no key is made up.")
    if path.exists():
        return path.read_text()
    return private_file.write_once(path, made)
