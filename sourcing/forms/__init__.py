"""Input of the steps of sourcing."""

from sourcing.forms import bids, inquiry, officials, opening, panel, tender

__all__ = ["bids", "inquiry", "officials", "opening", "panel", "tender"]
