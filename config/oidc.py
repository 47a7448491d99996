"""The government's identity service by which people may sign in, as the environment names it; off unless it does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from core.origins import is_secure, origin_of

NAME = "PORTAL_OIDC"


def service(env: environ.Env) -> dict[str, Any] | None:
    """None where no issuer is named. Raises `ImproperlyConfigured` for what is half set up or not secure."""
    issuer = env.str(f"{NAME}_ISSUER", default="")
    if not issuer:
        return None
    _demand_secure(f"{NAME}_ISSUER", issuer)
    origins = env.list(f"{NAME}_ORIGINS", default=[])
    for origin in origins:
        _demand_secure(f"{NAME}_ORIGINS", origin)
    label = _needed(f"{NAME}_LABEL", env.str(f"{NAME}_LABEL", default=""))
    return {
        "issuer": issuer,
        "client_id": _of_file_or_text(env, f"{NAME}_CLIENT_ID"),
        "client_secret": _of_file_or_text(env, f"{NAME}_CLIENT_SECRET"),
        "label": label,
        "label_en": env.str(f"{NAME}_LABEL_EN", default="") or label,
        "claim": env.str(f"{NAME}_CLAIM", default="sub"),
        "scopes": env.list(f"{NAME}_SCOPES", default=["openid", "profile"]),
        "acr": env.list(f"{NAME}_ACR", default=[]),
        "origins": [origin_of(issuer), *map(origin_of, origins)],
    }


def _of_file_or_text(env: environ.Env, name: str) -> str:
    """What the variable says, or the file that `…_FILE` names: secrets are often handed over as files."""
    path = env.str(f"{name}_FILE", default="")
    return _needed(name, Path(path).read_text().strip() if path else env.str(name, default=""))


def _needed(name: str, value: str) -> str:
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {NAME}_ISSUER names an identity service.")
    return value


def _demand_secure(name: str, address: str) -> None:
    if not is_secure(address):
        raise ImproperlyConfigured(f"{name} must begin with https://, not {address!r}.")
