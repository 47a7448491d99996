"""Finds the messages in Python files, templates and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import extract
from django.template.exceptions import TemplateSyntaxError
from django.utils.translation.template import templatize

from tools.messages.model import Catalogue, Key, Message, Name

SHARED_TEMPLATES = {"layout", "components"}
FALLBACK_APP = "core"
NOT_SEARCHED = {"tests", "script", "migrations", "node_modules", "docs"}
COMMENT_TAGS = ["Translators:"]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_MAY_CONTAIN = re.compile(r"gettext|\b_\(|translate|\btrans\b")


def collect(root: Path) -> dict[Name, Catalogue]:
    """All messages of the project by catalogue. Raises `ValueError` for a file that cannot be read."""
    apps = {path.parent.name for path in root.glob("*/apps.py")}
    found: dict[Name, Catalogue] = {(app, "django"): {} for app in apps}
    for path, domain, method in _files(root, apps):
        relative = path.relative_to(root)
        for key, comments in _messages(path, method):
            catalogue = found.setdefault((_app(relative, apps), domain), {})
            message = catalogue.setdefault(key, Message(key))
            message.files.add(relative.as_posix())
            message.comments += [comment for comment in comments if comment not in message.comments]
    return found


def _files(root: Path, apps: set[str]) -> Iterator[tuple[Path, str, str]]:
    for folder in sorted(apps | {"config"}):
        for path in sorted((root / folder).rglob("*.py")):
            if NOT_SEARCHED.isdisjoint(path.relative_to(root).parts):
                yield path, "django", "python"
    for path in sorted((root / "templates").rglob("*.*")):
        if path.is_file():
            yield path, "django", "template"
    for path in sorted((root / "static").rglob("*.js")):
        yield path, "djangojs", "javascript"


def _app(relative: Path, apps: set[str]) -> str:
    """Which app a file belongs to: `<app>/…`, `templates/<app>/…`, `static/<app>/…`; all else is shared."""
    parts = relative.parts
    folder = parts[1] if parts[0] in {"templates", "static"} and len(parts) > 2 else parts[0]
    return folder if folder in apps and folder not in SHARED_TEMPLATES else FALLBACK_APP


def _messages(path: Path, method: str) -> Iterator[tuple[Key, list[str]]]:
    text = path.read_text()
    if not _MAY_CONTAIN.search(text):
        return
    if method == "template":
        text, method = _as_python(text, path), "python"
    try:
        found = list(extract.extract(method, BytesIO(text.encode()), KEYWORDS, COMMENT_TAGS, {}, True))
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
    for _line, message, comments, context in found:
        one, plural = message if isinstance(message, tuple) else (message, "")
        if one:
            yield Key(one, plural, context or ""), comments


def _as_python(text: str, path: Path) -> str:
    """A template as Django's own extractor writes it, without the indentation that means nothing there."""
    try:
        code = templatize(text, origin=str(path))
    except (SyntaxError, TemplateSyntaxError) as error:
        raise ValueError(str(error)) from error
    return "\n".join(line.strip() for line in code.splitlines())
