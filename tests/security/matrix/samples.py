"""Which object an address names: by the sample's name in the matrix, from the built city. All belong to A."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts import demo

Sample = Callable[[], dict[str, Any]]
SAMPLES: dict[str, Sample] = {"": dict}


def sample(name: str) -> Callable[[Sample], Sample]:
    def keep(find: Sample) -> Sample:
        assert name not in SAMPLES, name
        SAMPLES[name] = find
        return find

    return keep


def purchaser_a() -> Any:
    return demo.organisation("mzj").pk


def provider_a() -> Any:
    return demo.organisation("kangle").pk
