"""What follows from steps of sourcing."""

from sourcing.effects import award, bids, low_price, opening, panel, tender, turns

__all__ = ["award", "bids", "low_price", "opening", "panel", "tender", "turns"]
