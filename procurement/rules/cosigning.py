"""Special conditions for providers are set together with finance (A2.7): it signs them as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

RULE = "A2.7"


def is_not_asked_yet(act: Act) -> Iterator[Obstacle]:
    if act.subject.cosign_asked_at is not None:
        yield stop(_("Finance has been asked already, and has not answered yet."), RULE)


def was_asked(act: Act) -> Iterator[Obstacle]:
    if act.subject.cosign_asked_at is None:
        yield stop(_("The purchaser has not asked for a signature."), RULE)


def is_what_was_read(act: Act) -> Iterator[Obstacle]:
    """Nobody signs what was changed while they read."""
    seen = act.data["revision"]
    if seen is not None and seen != act.subject.revision:
        yield stop(_("The requirement has been changed in the meantime. Read it again, then sign."), RULE)


def is_cosigned(act: Act) -> Iterator[Obstacle]:
    found = act.subject
    if not found.special_conditions or found.cosigned_at is not None:
        return
    if found.cosign_asked_at is not None:
        yield stop(_("Finance has not co-signed the special conditions yet."), RULE)
        return
    way = Mend(found.address_of("ask_cosign"), _("Ask finance"))
    yield stop(_("The special conditions need the finance department's signature."), RULE, mend=way)
