"""Texts that will stand in public for good hold nothing that points at a person: asked where they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.personal import found_in
from core.phrases import listed
from workflow.obstacles import Obstacle, stop

if TYPE_CHECKING:
    from workflow.act import Act
    from workflow.steps import Guard


def nothing_personal(*fields: str) -> Guard:
    """A check for the input of a step: each of these fields, which a notice will repeat word for word."""

    def nothing_personal_is_told(act: Act) -> Iterator[Obstacle]:
        for field in fields:
            if held := list(found_in(act.data.get(field) or "")):
                text = _(
                    "This text will be published for good and holds %(what)s. The Personal Information Protection "
                    "Law, art. 25, forbids that: leave it out and write “……” there, or name the office or post "
                    "instead. What must be kept belongs into the papers."
                )
                yield stop(text % {"what": listed(held)}, "FOI.17", field=field)

    return nothing_personal_is_told
