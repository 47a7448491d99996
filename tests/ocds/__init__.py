"""Validates release packages against the Open Contracting Data Standard 1.1.5, without any network.

`schema/` holds the standard's own files (tag 1__1__5 of open-contracting/standard, Apache-2.0, see `LICENSE`).
Stricter than the standard asks: what the schema doesn't know is refused, and so is any other form of a moment
than `2026-03-27T01:00:00Z`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource

FOLDER = Path(__file__).parent / "schema"
BASE = "https://standard.open-contracting.org/schema/1__1__5/release-schema.json"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ADDRESS = re.compile(r"https?://\S+")

formats = FormatChecker(formats=())
formats.checks("date-time")(lambda value: not isinstance(value, str) or bool(MOMENT.fullmatch(value)))
formats.checks("uri")(lambda value: not isinstance(value, str) or bool(ADDRESS.fullmatch(value)))


def problems(package: Any) -> list[str]:
    """What is wrong with a release package, as `path: message`; an empty list for a valid one."""
    found = sorted(_validator().iter_errors(package), key=lambda error: list(map(str, error.absolute_path)))
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in found]


@cache
def _validator() -> Draft4Validator:
    release = _closed(_read("release-schema.json"))
    registry = Registry().with_resource(BASE, Resource.from_contents(release))
    return Draft4Validator(
        _closed(_read("release-package-schema.json")), format_checker=formats, registry=registry
    )


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _closed(schema: Any) -> Any:
    """The same schema, with no room for properties that it doesn't name."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _closed(value) for key, value in schema.items()}
    if isinstance(made.get("properties"), dict) and "type" in made:
        made["additionalProperties"] = False
    return made
