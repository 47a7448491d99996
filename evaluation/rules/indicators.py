"""From a project's announced indicators to those of an evaluation (A4.1, E3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from evaluation.kinds import Method, Party

SCORERS: dict[str, tuple[Party, ...]] = {
    "purchaser": (Party.PURCHASER,),
    "recipients": (Party.RECIPIENTS,),
    "third_party": (Party.THIRD_PARTY,),
    "purchaser_third": (Party.PURCHASER, Party.THIRD_PARTY),
    "finance": (Party.THIRD_PARTY,),
    "all": (Party.PURCHASER, Party.RECIPIENTS, Party.THIRD_PARTY),
}
METHODS = {
    "proportional": Method.PROPORTIONAL,
    "steps": Method.ASSESSED,
    "yes_no": Method.YES_NO,
    "deduct": Method.DEDUCT,
}


def parties_of(scorer: str) -> tuple[Party, ...]:
    """Who scores an indicator. What finance or a third party may score, the third party does."""
    return SCORERS[scorer]


def frozen(indicator: Any) -> dict[str, Any]:
    """An indicator's values as an evaluation keeps them.

    Steps that are described in words only are assessed against that description, with written grounds.
    """
    scorers = parties_of(indicator.scorer)
    only_recipients = scorers == (Party.RECIPIENTS,)
    method = Method.SURVEY if only_recipients else METHODS[indicator.scoring]
    return {
        "position": indicator.position,
        "block": indicator.block,
        "name": indicator.name,
        "standard": standard_of(indicator),
        "points": indicator.points,
        "scorers": [party.value for party in scorers],
        "method": method.value,
        "unit": indicator.unit,
        "full_at": indicator.target,
        "zero_at": indicator.zero_at,
        "source": indicator.evidence,
        "origin_id": indicator.pk,
    }


def standard_of(indicator: Any) -> str:
    """Formula and target as they were announced."""
    target = f"{plain(indicator.target)}{indicator.unit}"
    return f"{indicator.formula}；{target}" if indicator.formula else target


def plain(number: Decimal) -> str:
    """Without needless noughts."""
    return f"{number.normalize():f}"
