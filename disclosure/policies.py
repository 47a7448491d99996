"""Who may do what with published notices. Reading them needs no policy: they are for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow import policies

if TYPE_CHECKING:
    from disclosure.models import Notice

publishes = policies.role(Role.HANDLER, Role.HEAD, Role.REVIEWER, Role.FINANCE_HEAD, Role.REGULATOR)
"""Whoever publishes may notice that something should not have been said."""


@rules.predicate
def of_ones_own_notice(actor: Actor, subject: Any = None) -> bool:
    """Whether the notice that a proposal names is one's own to take back; true as long as it names none."""
    return getattr(subject, "notice_id", None) is None or answers_for(actor, subject.notice)


may_propose = publishes & of_ones_own_notice

may_decide = policies.of_party("organisation_id", Role.HEAD, Role.FINANCE_HEAD, Role.REGULATOR)
"""The head of the same organisation; that it is another person is a guard."""


def may_propose_for(actor: Actor, notice: Notice) -> bool:
    """Whether to offer it beside that notice: to its publisher, its purchaser, and finance of the jurisdiction."""
    return publishes(actor) and answers_for(actor, notice)


def answers_for(actor: Actor, notice: Notice) -> bool:
    """Its publisher, its purchaser or who took their place, and finance of the jurisdiction."""
    own = actor.keeps_files_of(notice.publisher_id) or actor.keeps_files_of(notice.purchaser_id)
    return own or oversees(actor, notice.jurisdiction)


def oversees(actor: Actor, jurisdiction: str) -> bool:
    """Finance of a jurisdiction answers for what is published in it and below it."""
    return actor.organisation_kind == OrganisationKind.FINANCE and jurisdiction in actor.jurisdictions
