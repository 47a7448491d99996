"""What several effects do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from accounts.services import notify
from accounts.telling.kinds import NEWS
from core.phrases import Text
from documents.services import attach

if TYPE_CHECKING:
    from contracts.models import Contract
    from documents.models import StoredFile
    from workflow.act import Act

CHINESE = "zh-hans"


def keep(act: Act, name: str, kind: str, title: Any = "") -> None:
    """Make the files of an input part of the subject's papers."""
    for file in act.data.get(name) or []:
        attach(act.subject, file, kind, str(title) or "", act=act)


def keep_file(act: Act, subject: Any, file: StoredFile, kind: str, title: Any) -> None:
    with override(CHINESE):
        attach(subject, file, kind, str(title), act=act)


def tell(
    organisation_id: Any, subject: Text, body: Text, url: str, roles: Iterable[str] = (), kind: str = NEWS
) -> None:
    """A message to the people of an organisation, if there is one."""
    if organisation_id is not None:
        notify(organisation_id, subject, body, url, roles=roles, kind=kind)


def both_parties(contract: Contract) -> tuple[Any, Any]:
    return contract.purchaser_id, contract.provider_id
