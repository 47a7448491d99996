"""For how long what is no record is kept. What law wants kept stands in `docs/deployment.md` and is no setting."""

from __future__ import annotations

from datetime import timedelta

import environ
from django.core.exceptions import ImproperlyConfigured

HALF_A_YEAR = 184
"""Days: network logs are kept for six months at least (Cybersecurity Law, art. 21), and these are such logs."""


def days(variable: str, default: int) -> timedelta:
    """Raises `ImproperlyConfigured` for less than the law allows."""
    found = environ.Env().int(variable, default=default)
    if found < HALF_A_YEAR:
        raise ImproperlyConfigured(f"{variable} is {found}: at least {HALF_A_YEAR} days are kept.")
    return timedelta(days=found)
