"""What every page of the shell is drawn from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from portal.shell import Layout


def layout(request: HttpRequest) -> dict[str, Any]:
    """Context processor. It asks nothing of the database until a template does."""
    shell = Layout(request)
    return {"layout": shell, "actor": shell.actor}
