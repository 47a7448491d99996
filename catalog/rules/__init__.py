"""What must hold, by subject. Guards and checks only: nothing here writes."""

from catalog.rules.edition import RESIDUAL

__all__ = ["RESIDUAL"]
