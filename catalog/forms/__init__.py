"""Input of the steps on the catalogue."""

from catalog.forms import consultation, edition

__all__ = ["consultation", "edition"]
