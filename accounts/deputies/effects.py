"""Both are told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.services import send
from accounts.telling.kinds import POST
from core.dates import long_date
from core.phrases import Text, later, said
from workflow.act import Act
from workflow.registry import effect


@effect("accounts.deputies.tell")
def tell(act: Act) -> None:
    row = act.subject
    about = said(_("%(deputy)s stands in for %(principal)s from %(first)s to %(last)s."), **_facts(row))
    _to_both(row, about, said(_("Reason: %(reason)s"), reason=row.note))


@effect("accounts.deputies.tell_end")
def tell_end(act: Act) -> None:
    row = act.subject
    about = said(_("%(deputy)s no longer stands in for %(principal)s."), **_facts(row))
    _to_both(row, about, act.reason or about)


def _to_both(row: Any, about: Text, body: Text) -> None:
    for person in (row.principal.user, row.deputy.user):
        send(person, about, body, row.get_absolute_url(), kind=POST)


def _facts(row: Any) -> dict[str, Text]:
    return {
        "deputy": row.deputy.user.name,
        "principal": row.principal.user.name,
        "first": later(long_date, row.since),
        "last": later(long_date, row.last_day),
    }
