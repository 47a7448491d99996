"""Separation of duties as data (A7.12): which duties may not coincide in one person, and what a small office does."""
