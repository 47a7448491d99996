"""One house for all tests of this folder that want one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.house import House, until

CONTENT = """
from accounts import demo as people
from providers import demo as providers
people.build()
providers.approved("kangle")
"""
"""Invented units in a real production database, and one provider on the register: a notice with its paper."""


@pytest.fixture(scope="package")
def house() -> Iterator[House]:
    """Built, migrated, filled a little, and well."""
    folder = Path(tempfile.mkdtemp(prefix="house-"))
    house = House(folder)
    try:
        house.build()
        house.manage("web", "shell", "--no-imports", "-c", CONTENT)
        house.start()
        house.start_web_server()
        until(lambda: _answers(house), f"the first page\n{house.said('web@1')}\n{house.said('nginx')}")
        yield house
    finally:
        house.leave()
        shutil.rmtree(folder, ignore_errors=True)


def _answers(house: House) -> bool:
    try:
        return house.visitor().get("/healthz").status == 200
    except OSError:
        return False
