"""Sourcing's share of the demonstration: tenders from the draft to the announced result, bids really sealed."""

from sourcing.demo.bidding import bid, submit, withdraw
from sourcing.demo.evaluating import announced, award, check_eligibility, evaluate, form_panel, sit
from sourcing.demo.opening import contribute, enrol, open_bids
from sourcing.demo.tendering import draft_tender, name_officials, published_tender, tender_input

__all__ = [
    "announced",
    "award",
    "bid",
    "check_eligibility",
    "contribute",
    "draft_tender",
    "enrol",
    "evaluate",
    "form_panel",
    "name_officials",
    "open_bids",
    "published_tender",
    "sit",
    "submit",
    "tender_input",
    "withdraw",
]
