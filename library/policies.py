"""Who keeps the shelf.

The finance department of each government enters what its government and itself issue: it leads the work (A7.4), and
it is the one that sends the copy to finance above. A reviewer or the catalogue's editor enters, the head publishes.
Other departments hand their interpretations and cases to finance, so that each document has one keeper.
"""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow.policies import of_party, role

EDITORS = (Role.REVIEWER, Role.CATALOG_EDITOR, Role.FINANCE_HEAD)


@rules.predicate
def of_finance(actor: Actor, subject: Any = None) -> bool:
    """People of a finance department."""
    return actor.organisation_kind == OrganisationKind.FINANCE


@rules.predicate
def has_governments_below(actor: Actor, subject: Any = None) -> bool:
    """Of a government that has districts or development zones under it."""
    return len(actor.jurisdictions) > 1


enters = of_finance & role(*EDITORS)
keeper = of_party("publisher_id", *EDITORS)
head = of_party("publisher_id", Role.FINANCE_HEAD)
answers = of_party("finance_id", *EDITORS)
watches_below = enters & has_governments_below
