"""Contracts, supervision, deliverables, payments and acceptance."""
