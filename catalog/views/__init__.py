"""Pages of the catalogue: what is in force, editions and their differences, consultations."""

from catalog.views import comments, consultation, difference, edition, items

__all__ = ["comments", "consultation", "difference", "edition", "items"]
