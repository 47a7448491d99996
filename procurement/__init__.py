"""Purchasers, projects (application and budgeting) and the budget ledger."""
