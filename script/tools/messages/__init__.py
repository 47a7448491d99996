"""Translations without GNU gettext: one catalogue for each app, kept by `script/messages`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.messages import catalogue, checks, sources
from tools.messages.model import Catalogue, Key, Message, Name
from tools.paths import ROOT

_USAGE = """\
Without an option: write all messages of Python files, templates and scripts to
locale/<app>/zh_Hans/LC_MESSAGES/django.po, keep the translations, drop what is no longer used (and print
it), list what is missing, and compile. A sentence that another app has translated is taken over from there.
"""


def main(arguments: list[str]) -> int:
    """Returns 1 when `--check` finds a fault."""
    parser = argparse.ArgumentParser(prog="script/messages", description=_USAGE)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when anything is wrong")
    options = parser.parse_args(arguments)
    return check(ROOT) if options.check else update(ROOT)


def check(root: Path) -> int:
    """Print each fault of the catalogues."""
    faults = list(checks.faults(sources.collect(root), catalogue.read_all(root)))
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "All messages are translated.")
    return 1 if faults else 0


def update(root: Path) -> int:
    """Bring the catalogues up to the source."""
    found, written = sources.collect(root), catalogue.read_all(root)
    known = _known(written)
    for name in sorted(found | written):
        messages = found.get(name, {})
        _translate(messages, written.get(name, {}), known)
        _report(name, messages, written.get(name, {}))
        _write(catalogue.path_of(root, name), messages)
    catalogue.compile_all(root)
    return 0


def _known(written: dict[Name, Catalogue]) -> dict[Key, str]:
    """Translations of all apps."""
    return {
        key: message.translation
        for messages in written.values()
        for key, message in messages.items()
        if message.translation and not message.fuzzy
    }


def _translate(messages: Catalogue, before: Catalogue, known: dict[Key, str]) -> None:
    for key, message in messages.items():
        old = before.get(key, Message(key))
        message.translation = old.translation or known.get(key, "")
        message.fuzzy = old.fuzzy


def _report(name: Name, messages: Catalogue, before: Catalogue) -> None:
    label = "/".join(name)
    for key in sorted(before.keys() - messages.keys()):
        print(f"{label}: dropped {key} → “{before[key].translation}”")
    missing = sum(not message.translation for message in messages.values())
    if missing:
        print(f"{label}: {missing} of {len(messages)} without translation")


def _write(path: Path, messages: Catalogue) -> None:
    if not messages:
        path.unlink(missing_ok=True)
        return
    text = catalogue.render(messages)
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
