"""What follows from steps of sourcing."""

from sourcing.effects import award, bids, opening, panel, tender

__all__ = ["award", "bids", "opening", "panel", "tender"]
