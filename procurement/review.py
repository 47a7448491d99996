"""What finance looks at before it decides on an application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.components import MoneyBar
from procurement import panels
from procurement.hints import hints_on
from procurement.models import Exclusion, Project
from procurement.presenting import changes_since_last, shown_changes
from procurement.proportion import demands_of
from procurement.snapshots import content_of
from workflow import law
from workflow.availability import available
from workflow.clock import legal_date


@dataclass(frozen=True)
class Cited:
    """A point of the negative list that applies, with the law that the unit cites."""

    rule: law.Rule
    answer: Exclusion


def context_of(project: Project, actor: Actor) -> dict[str, Any]:
    line, changes = project.budget_line, changes_since_last(project)
    return {
        "changes": changes,
        "demands": demands_of(project, legal_date()),
        "small": project.is_short(legal_date()),
        "earlier": project.copied_from,
        "splitting": project.splitting(legal_date()),
        "since": since_earlier(project),
        "panel": {"changes": changes},
        "others": [o for o in available(project, actor) if o.step.name in {"give_back", "refuse"}],
        "ledger_label": _("Ledger"),
        "insider": True,
        "grades": project.grades().select_related("project"),
        "hints": hints_on(project),
        "cited": [Cited(law.history(a.rule)[0], a) for a in project.exclusions.filter(applies=True)],
        "money": line_after(project) if line is not None else [],
        "line": line,
        "facts": [*panels.project_facts(project, actor)],
        "papers": [*panels.project_papers(project, actor)],
        **panels.application_of(project),
    }


def since_earlier(project: Project) -> list[Any]:
    """What differs from the application of an earlier year from which it was begun."""
    earlier = project.copied_from
    return shown_changes(content_of(earlier), content_of(project)) if earlier else []


def line_after(project: Project) -> list[MoneyBar]:
    """The line as it stands, and with this request."""
    share = project.asked_shares()[0]
    line, wanted = share.line, share.amount
    return [
        MoneyBar(_("Budget as it stands"), line.amount, "base"),
        MoneyBar(_("Committed today"), line.committed, "now"),
        MoneyBar(_("With this request"), line.committed + wanted, "", limit=line.amount),
        MoneyBar(_("This request"), wanted, ""),
    ]
