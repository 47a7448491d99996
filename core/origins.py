"""Addresses of other sites: where they begin, and whether the way there is secure."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_secure(address: str) -> bool:
    """By TLS, or on this very machine, where tests and trials run."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "https" and parts.hostname:
        return True
    return parts.scheme == "http" and _is_here(parts.hostname or "")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
