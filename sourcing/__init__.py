"""Tenders, sealed bids, opening, panels, scoring and awards."""
