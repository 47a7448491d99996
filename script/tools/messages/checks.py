"""What can be wrong with translations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tools.messages.model import Catalogue, Key, Message, Name

_PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def faults(found: dict[Name, Catalogue], written: dict[Name, Catalogue]) -> Iterator[str]:
    """One line for each fault of the catalogues as they are on disk."""
    for name in sorted(found | written):
        label = "/".join(name)
        source, catalogue = found.get(name, {}), written.get(name, {})
        for key in sorted(source):
            yield from (f"{label}: {fault}: {key}" for fault in _faults_of(catalogue.get(key, Message(key))))
        for key in sorted(catalogue.keys() - source.keys()):
            yield f"{label}: obsolete: {key}"
    yield from _disagreements(written)


def _faults_of(message: Message) -> Iterator[str]:
    if not message.translation:
        yield "missing"
    elif message.fuzzy:
        yield "fuzzy"
    elif placeholders(message.key.plural or message.key.text) != placeholders(message.translation):
        yield "different placeholders"
    elif _ends(message.key.text) != _ends(message.translation):
        yield "different line breaks at the ends"


def placeholders(text: str) -> list[str]:
    """`%(name)s`, `%s`, `%%` and `{name}` in `text`, each as often as it occurs; their order may differ."""
    return sorted(_PLACEHOLDER.findall(text))


def _ends(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


def _disagreements(written: dict[Name, Catalogue]) -> Iterator[str]:
    """The same words must read the same everywhere: Django knows only one catalogue when the portal runs."""
    versions: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (app, _domain), catalogue in sorted(written.items()):
        for key, message in catalogue.items():
            if message.translation:
                versions[key][message.translation].append(app)
    for key, translations in sorted(versions.items()):
        if len(translations) > 1:
            said = "; ".join(f"{text} ({', '.join(apps)})" for text, apps in translations.items())
            yield f"translated differently: {key}: {said}"
