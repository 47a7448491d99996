"""What was typed into a step's form while its author went to confirm that it is really them. Kept in the session."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from workflow.forms import PASSING

KEY = "typed"


def keep(request: HttpRequest, data: QueryDict, at: str = "") -> None:
    """Until the step has been done; the input of another step takes its place. `at`: where it is asked for again."""
    kept = data.copy()
    for name in PASSING & set(kept):
        del kept[name]
    request.session[KEY] = {"at": at or request.get_full_path(), "data": kept.urlencode()}


def find(request: HttpRequest) -> QueryDict | None:
    """What was typed into the form of this very address."""
    kept = request.session.get(KEY)
    return QueryDict(kept["data"]) if kept and kept["at"] == request.get_full_path() else None


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
