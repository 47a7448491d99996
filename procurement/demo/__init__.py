"""Procurement's share of the demonstration: purchasers, budget lines and applications, step by step."""

from procurement.demo.acts import (
    budget_line,
    draft_project,
    granted_project,
    prepare,
    presented_project,
    publish_budget,
    purchaser,
    submitted_project,
)

__all__ = [
    "budget_line",
    "draft_project",
    "granted_project",
    "prepare",
    "presented_project",
    "publish_budget",
    "purchaser",
    "submitted_project",
]
