"""Input of the steps of sourcing."""

from sourcing.forms import bids, officials, opening, panel, tender

__all__ = ["bids", "officials", "opening", "panel", "tender"]
