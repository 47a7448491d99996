"""Guessing is slowed down; people with a link that works are never in the way of one another."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
"""Links that don't work, from one address, in one span. Working links aren't counted: care homes share one."""
SPAN = 600
"""Seconds. Wall time: this has nothing to do with a legal period."""


def too_many(request: HttpRequest) -> bool:
    """Count one more attempt with a link that doesn't work; true when there were too many."""
    key = f"survey-miss:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, SPAN):
        return False
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it ran out in between
        return False
