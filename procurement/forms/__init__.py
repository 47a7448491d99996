"""Input of the steps of procurement."""

from procurement.forms import application, budget, decisions, intention, plan, profile, reports

__all__ = ["application", "budget", "decisions", "intention", "plan", "profile", "reports"]
