"""The kinds of notices that the law and the city's policy prescribe (rules.md part C), with their fields."""

from disclosure.kinds import calls, changes, contracts, planning, providers, remedies, results

__all__ = ["calls", "changes", "contracts", "planning", "providers", "remedies", "results"]
