"""Who may use the API: nobody, unless a view says so."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission


class DenyAll(BasePermission):
    """The default of every view: one that forgets to name its own permission answers nobody."""

    def has_permission(self, request: Any, view: Any) -> bool:
        return False
