"""Fixtures of the security tests."""

from tests.sourcing.conftest import built_world, world

__all__ = ["built_world", "world"]
