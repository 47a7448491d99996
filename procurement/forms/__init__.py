"""Input of the steps of procurement."""

from procurement.forms import (
    application,
    budget,
    closing,
    conference,
    decisions,
    expecting,
    importing,
    increase,
    intention,
    moving,
    plan,
    profile,
    reports,
    requirement,
    rounds,
    years,
)

__all__ = [
    "application",
    "budget",
    "closing",
    "conference",
    "decisions",
    "expecting",
    "importing",
    "increase",
    "intention",
    "moving",
    "plan",
    "profile",
    "reports",
    "requirement",
    "rounds",
    "years",
]
