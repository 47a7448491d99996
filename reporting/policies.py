"""Who has to do with reports: the finance department of each government (rules A7.3, A7.4).

A reviewer draws up forms and fills in reports, the head of finance issues and freezes them: what goes up has been
looked at by two. The finance department above accepts, returns and urges; where the superior stands outside of the
portal, the department that sends its report there records what came back.
"""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow.policies import of_party, role

READERS = {OrganisationKind.FINANCE, OrganisationKind.AUDITOR}


@rules.predicate
def of_finance(actor: Actor, subject: Any = None) -> bool:
    """People of a finance department."""
    return actor.organisation_kind == OrganisationKind.FINANCE


@rules.predicate
def reads_reports(actor: Actor, subject: Any = None) -> bool:
    """Finance and audit read reports and the year's comparison of their jurisdictions."""
    return actor.is_user and actor.organisation_kind in READERS


draws_up = of_finance & role(Role.REVIEWER)
keeper = of_party("keeper_id", Role.REVIEWER)
keepers_head = of_party("keeper_id", Role.FINANCE_HEAD)
keepers_people = of_party("keeper_id", Role.REVIEWER, Role.FINANCE_HEAD)
filler = of_party("organisation_id", Role.REVIEWER)
fillers_head = of_party("organisation_id", Role.FINANCE_HEAD)
judge = of_party("judge_id", Role.REVIEWER, Role.FINANCE_HEAD)
receiver = of_party("receiver_id", Role.REVIEWER, Role.FINANCE_HEAD)
