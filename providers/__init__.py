"""Eligible providers: registration, qualification, performance record."""
