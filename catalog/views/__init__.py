"""Pages of the catalogue: what is in force, editions and their differences, consultations."""

from catalog.views import consultation, difference, edition

__all__ = ["consultation", "difference", "edition"]
