"""Every route of the portal, found by walking the resolver. An unknown kind of pattern is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    """`namespace:name`; routes without a name can't be probed, so they are refused."""
    callback: Callable[..., Any]
    arguments: tuple[str, ...]


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[Any], namespace: str, arguments: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        taken = (*arguments, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, taken)
        elif isinstance(pattern, URLPattern):
            if not pattern.name:
                raise AssertionError(f"the route {pattern.pattern} has no name")
            yield Route(f"{namespace}{pattern.name}", pattern.callback, taken)
        else:
            raise AssertionError(f"an unknown kind of route: {pattern!r}")
