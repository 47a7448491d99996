"""What every page needs besides its own content."""

from typing import Any

from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.actor}  # type: ignore[attr-defined]
