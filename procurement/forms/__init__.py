"""Input of the steps of procurement."""

from procurement.forms import (
    application,
    budget,
    decisions,
    importing,
    intention,
    moving,
    plan,
    profile,
    reports,
)

__all__ = [
    "application",
    "budget",
    "decisions",
    "importing",
    "intention",
    "moving",
    "plan",
    "profile",
    "reports",
]
