"""What follows from acts on the catalogue."""

from catalog.effects import consultation, edition

__all__ = ["consultation", "edition"]
