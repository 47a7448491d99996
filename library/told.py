"""A published document as it reads to whoever isn't of the department that keeps it.

The database refuses to change what was published, so the entry says what its notice (AN-26) says, but for what has been
withheld since: in the place of that stands a word, in every list, on every page and in every workbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from library.models import Policy

IN_THE_NOTICE = {
    "title": "name",
    "number": "document_number",
    "repeal_grounds": "grounds",
    "repealed_on": "ended_on",
    "replaces_id": "replaces",
} | {f"parent_{part}": "parent" for part in ("id", "title", "number")}
"""Fields of the entry that the notice calls otherwise."""


class Told:
    """Reads like the document. A withheld text is a word that says so, anything else that is withheld is nothing."""

    def __init__(self, policy: Policy, gaps: frozenset[str]):
        self._policy, self._gaps = policy, gaps

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._policy, name)
        if IN_THE_NOTICE.get(name, name) not in self._gaps:
            return value
        return _("(withheld)") if isinstance(value, str) else None

    def __str__(self) -> str:
        return self.title
