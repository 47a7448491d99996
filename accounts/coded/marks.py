"""By what somebody who wrote to an office is known to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _


def marks_of_writer(subject: Any, *, name_is_shown: bool = False) -> Iterator[tuple[Any, str]]:
    """What the portal knows of whoever wrote, and nobody else may read: name, and where they can be reached.

    `name_is_shown`: the name they gave is one to be shown, so only another one of their account is kept back.
    """
    shown = subject.writer if name_is_shown else ""
    names = {subject.writer, subject.user.name if subject.user else ""} - {shown, ""}
    yield from ((_("the name of whoever wrote"), name) for name in sorted(names))
    reached = {subject.address, subject.user.email if subject.user else ""} - {""}
    yield from ((_("the address of whoever wrote"), address) for address in sorted(reached))
