"""Whether a challenge holds up a procurement (CH-9: 质疑可能影响结果的, 暂停签订; 已签订的, 中止履行).

Whoever keeps challenges says so here, in `AppConfig.ready()`; signing, resuming and the contract's page ask.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Source = Callable[[Any], bool]
"""Given a tender, answers whether a challenge to it is open that may affect its result."""

_sources: list[Source] = []


def register(source: Source) -> None:
    """Have this source asked from now on."""
    _sources.append(source)


def unregister(source: Source) -> None:
    _sources.remove(source)


def is_open(tender: Any) -> bool:
    """True when any source knows of an open challenge to this tender."""
    return any(source(tender) for source in _sources)
