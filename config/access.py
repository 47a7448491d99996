"""What the web writes down of each request where no nginx stands before it, without links that open something by
themselves (a new password, a survey): `deploy/nginx/portal.conf.template` leaves out the same.
"""

from __future__ import annotations

import re
from typing import Any

from gunicorn.glogging import Logger

OPENING = re.compile(r"(/accounts/reset|/evaluation/s|/sourcing/uploads)/[^\s?]+")
_SAYING = ("r", "U", "f")
"""Gunicorn's names for the request line, the path and where the visitor came from."""


class Log(Logger):
    def atoms(self, *args: Any) -> dict[str, Any]:
        said = super().atoms(*args)
        return said | {name: OPENING.sub(r"\1/…", said.get(name) or "-") for name in _SAYING}
