"""Abnormally low prices in the world of the matrix: one was explained and judged, on another nobody has judged yet."""

from __future__ import annotations

from typing import Any

from accounts import demo as people
from sourcing.demo import evaluating
from sourcing.models import Assessment, PriceInquiry, Tender


def explained(hand: Any, tender: Tender) -> tuple[PriceInquiry, PriceInquiry]:
    """What the later winner was asked and said; what a rival of its is asked."""
    for key in ("zhaohui", "kangle"):
        mark(tender, key, ["lowprice.mean"])
    inquiry = evaluating.explained(hand, evaluating.asked(hand, tender, "zhaohui"))
    evaluating.weighed(hand, inquiry, accepted=True)
    open_one = evaluating.asked(hand, tender, "kangle")
    mark(tender, "kangle", [])
    return PriceInquiry.objects.get(pk=inquiry.pk), open_one


def mark(tender: Tender, key: str, rules: list[str]) -> None:
    """The tests of the law that a bidder's price fails."""
    bids = Assessment.objects.filter(tender=tender, opened_bid__provider=people.organisation(key))
    bids.update(low_price_rules=rules)
