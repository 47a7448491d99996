"""Who may act on projects, budget lines and the register of purchasers."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow.policies import of_party, role

FINANCE = (Role.REVIEWER, Role.FINANCE_HEAD)


@rules.predicate
def of_purchaser(actor: Actor, subject: Any = None) -> bool:
    """Acting for a unit that is registered as a purchaser."""
    return actor.organisation_kind == OrganisationKind.PURCHASER


@rules.predicate
def of_finance(actor: Actor, subject: Any = None) -> bool:
    return actor.organisation_kind == OrganisationKind.FINANCE


@rules.predicate
def is_insider(actor: Actor, subject: Any = None) -> bool:
    """The purchaser's own people and those who oversee it: they see how the money was reckoned and what was said.

    Providers and others with a part in the project see the rest.
    """
    overseers = {OrganisationKind.FINANCE, OrganisationKind.AUDITOR, OrganisationKind.REGULATOR}
    return actor.keeps_files_of(subject.purchaser_id) or actor.organisation_kind in overseers


opens_projects = of_purchaser & role(Role.HANDLER)
purchaser_handler = of_party("purchaser_id", Role.HANDLER)
purchaser_head = of_party("purchaser_id", Role.HEAD)
purchaser_people = of_party("purchaser_id", Role.HANDLER, Role.HEAD)
finance_of_project = of_party("finance_id", *FINANCE)
finance_reviews_project = of_party("finance_id", Role.REVIEWER)
ends_projects = of_party("purchaser_id", Role.HEAD) | of_party("finance_id", *FINANCE)

asks_for_more = of_purchaser & role(Role.HEAD)

enters_lines = of_finance & role(*FINANCE)
finance_of_line = of_party("finance_id", *FINANCE)
finance_head_of_line = of_party("finance_id", Role.FINANCE_HEAD)

registers_profile = of_purchaser & role(Role.HANDLER, Role.HEAD)
own_profile = of_party("organisation_id", Role.HANDLER, Role.HEAD)
finance_of_profile = of_party("finance_id", *FINANCE)
