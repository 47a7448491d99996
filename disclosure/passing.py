"""What has been published keeps the names of then; the choices of filters bear today's."""

from __future__ import annotations

from accounts.models import Organisation
from accounts.reforms.passing import Passing, register
from disclosure.indexing import rename_purchaser
from workflow.act import Act


@register
class Disclosure(Passing):
    def renamed(self, act: Act, unit: Organisation) -> None:
        rename_purchaser(unit)
