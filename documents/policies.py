"""Who may do what with papers. Reading them follows what they belong to (`documents.reading`)."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import Role
from core.actor import Actor
from workflow import policies

ISSUERS = (Role.HANDLER, Role.HEAD, Role.REVIEWER, Role.FINANCE_HEAD, Role.TREASURER, Role.REGULATOR)
"""Those who make papers for their unit, print them and bring them back."""
HEADS = (Role.HEAD, Role.FINANCE_HEAD, Role.REGULATOR)
"""Those who decide on the unit's seal and keep its register."""


@rules.predicate
def of_ones_own_paper(actor: Actor, subject: Any = None) -> bool:
    """Whether the paper was issued by one's own unit; true as long as none is named."""
    if getattr(subject, "paper_id", None) is None:
        return True
    return actor.belongs_to(subject.paper.issuer_id)


keeps_register = policies.role(*HEADS)
keeps_own_register = policies.of_party("organisation_id", *HEADS)
hands_in_scans = policies.role(*ISSUERS) & of_ones_own_paper
settles_scans = policies.of_party("organisation_id", *ISSUERS)
seals = policies.role(*HEADS) & of_ones_own_paper
