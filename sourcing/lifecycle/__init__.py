"""The state machines of sourcing: tenders, bids, officials' keys, seats on a panel."""

from sourcing.lifecycle.bids import BidLifecycle
from sourcing.lifecycle.officials import OfficialKeyLifecycle
from sourcing.lifecycle.panel import SeatLifecycle
from sourcing.lifecycle.tender import TenderLifecycle

__all__ = ["BidLifecycle", "OfficialKeyLifecycle", "SeatLifecycle", "TenderLifecycle"]
