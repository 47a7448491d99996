"""A workbook enters the ledger: each line by the step by which a person would do it, each with its event."""

from __future__ import annotations

from documents.services import attach
from procurement.importing import KEPT, Intent
from procurement.models import BudgetLine
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.registry import effect


@effect("procurement.keep_workbook")
def keep_workbook(act: Act) -> None:
    attach(act.subject, act.data["workbook"][0], "workbook", act=act)


@effect("procurement.enter_workbook")
def enter_workbook(act: Act) -> None:
    """All of it in one act: one line that is refused takes everything back."""
    for intent in act.subject.plan.changing():
        if intent.line is None:
            _enter(act, intent)
        else:
            _change(act, intent, intent.line)


def _enter(act: Act, intent: Intent) -> None:
    own = {name: intent.values[name] for name in ("year", "code", *KEPT, "amount", "approval_number")}
    follow_create(
        act, BudgetLine, "enter", {**own, "purchaser": intent.purchaser, "plan_years": intent.plan_years}
    )


def _change(act: Act, intent: Intent, line: BudgetLine) -> None:
    approval = intent.values["approval_number"]
    if intent.approves:
        follow(act, line, "approve", amount=intent.values["amount"], approval_number=approval)
    elif intent.difference > 0:
        follow(act, line, "increase", amount=intent.difference, approval_number=approval)
    elif intent.difference < 0:
        follow(act, line, "cut", amount=-intent.difference, reason=act.reason)
    if intent.plan_changes:
        follow(act, line, "plan", plan_years=intent.plan_years, reason=act.reason)
