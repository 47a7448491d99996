"""Input of the steps of procurement."""

from procurement.forms import (
    application,
    budget,
    conference,
    decisions,
    importing,
    intention,
    moving,
    plan,
    profile,
    reports,
    requirement,
)

__all__ = [
    "application",
    "budget",
    "conference",
    "decisions",
    "importing",
    "intention",
    "moving",
    "plan",
    "profile",
    "reports",
    "requirement",
]
