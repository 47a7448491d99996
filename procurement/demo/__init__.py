"""Procurement's share of the demonstration: purchasers, budget lines and applications, step by step."""

from procurement.demo.acts import (
    budget_line,
    draft_project,
    granted_project,
    line_import,
    prepare,
    presented_project,
    publish_budget,
    purchaser,
    submitted_project,
)
from procurement.demo.conferences import convened, decision, held
from procurement.demo.plans import (
    ASKED,
    answer,
    answered,
    ask,
    asked_plan,
    confirm,
    confirmed_plan,
    filled_plan,
    plan_line,
    publish_intentions,
    submitted_plan,
)

__all__ = [
    "ASKED",
    "answer",
    "answered",
    "ask",
    "asked_plan",
    "budget_line",
    "confirm",
    "confirmed_plan",
    "convened",
    "decision",
    "draft_project",
    "filled_plan",
    "granted_project",
    "held",
    "line_import",
    "plan_line",
    "prepare",
    "presented_project",
    "publish_budget",
    "publish_intentions",
    "purchaser",
    "submitted_plan",
    "submitted_project",
]
