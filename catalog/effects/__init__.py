"""What follows from acts on the catalogue."""

from catalog.effects import comments, consultation, edition

__all__ = ["comments", "consultation", "edition"]
