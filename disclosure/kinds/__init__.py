"""The kinds of notices that the law and the city's policy prescribe (rules.md part C), with their fields."""

from disclosure.kinds import calls, catalogue, changes, contracts, planning, providers, remedies, results

__all__ = ["calls", "catalogue", "changes", "contracts", "planning", "providers", "remedies", "results"]
