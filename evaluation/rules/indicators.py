"""From a project's announced indicators to those of an evaluation (A4.1, E3)."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Who scores an indicator. What rests on finance's figures the third party scores: finance is none of the three."""
    return SCORERS[scorer]


def frozen(announced: Mapping[str, Any], position: int) -> dict[str, Any]:
    """An announced indicator's values as an evaluation keeps them.

    Steps that were described in words only are assessed against that description, with written grounds.
    """
    scorers = parties_of(announced["scorer"])
    only_recipients = scorers == (Party.RECIPIENTS,)
    method = Method.SURVEY if only_recipients else METHODS[announced["scoring"]]
    return {
        "position": position,
        "block": announced["block"],
        "name": announced["name"],
        "standard": standard_of(announced),
        "points": Decimal(announced["points"]),
        "scorers": [party.value for party in scorers],
        "method": method.value,
        "unit": announced["unit"],
        "full_at": Decimal(announced["target"]),
        "zero_at": Decimal(announced["zero_at"]),
        "source": announced["evidence"],
        "origin_id": announced["id"],
    }


def standard_of(announced: Mapping[str, Any]) -> str:
    """Formula and target as they were announced."""
    target = f"{plain(Decimal(announced['target']))}{announced['unit']}"
    return f"{announced['formula']}；{target}" if announced["formula"] else target


def plain(number: Decimal) -> str:
    """Without needless noughts."""
    return f"{number.normalize():f}"
