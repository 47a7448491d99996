"""Input of the steps on the catalogue."""

from catalog.forms import comments, consultation, edition, items

__all__ = ["comments", "consultation", "edition", "items"]
