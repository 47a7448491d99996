"""Catalogues on disk: `locale/<app>/zh_Hans/LC_MESSAGES/<domain>.po`.

They are written sorted, without dates, line numbers and old entries, so that two people's changes meet in
git only where they translate the same sentence.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog

from tools.messages.model import Catalogue, Key, Message, Name

LANGUAGE = "zh_Hans"
_HEADER = f"""\
msgid ""
msgstr ""
"Language: {LANGUAGE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def path_of(root: Path, name: Name) -> Path:
    app, domain = name
    return root / "locale" / app / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def read_all(root: Path) -> dict[Name, Catalogue]:
    """Every catalogue there is, by app and domain."""
    paths = sorted((root / "locale").glob(f"*/{LANGUAGE}/LC_MESSAGES/*.po"))
    return {(path.parts[-4], path.stem): _read(path) for path in paths}


def render(catalogue: Catalogue) -> str:
    """The text of the .po file."""
    return "\n".join([_HEADER, *(_entry(catalogue[key]) for key in sorted(catalogue))])


def compile_all(root: Path) -> int:
    """Bring each .mo up to its .po. Returns how many were written."""
    written = 0
    for path in sorted((root / "locale").glob(f"*/{LANGUAGE}/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        _compile(path, target)
        written += 1
    return written


def _read(path: Path) -> Catalogue:
    messages = (_message(entry) for entry in _parse(path) if entry.id)
    return {message.key: message for message in messages}


def _parse(path: Path) -> Catalog:
    return pofile.read_po(
        BytesIO(path.read_bytes()), locale=LANGUAGE, ignore_obsolete=True, abort_invalid=True
    )


def _message(entry: pofile.Message) -> Message:
    text, plural = entry.id if isinstance(entry.id, tuple | list) else (entry.id, "")
    translation = entry.string[0] if isinstance(entry.string, tuple | list) else entry.string
    return Message(Key(text, plural, entry.context or ""), translation or "", fuzzy=entry.fuzzy)


def _entry(message: Message) -> str:
    lines = [f"#. {comment}" for comment in message.comments]
    lines += [f"#: {file}" for file in sorted(message.files)]
    lines += ["#, fuzzy"] if message.fuzzy else []
    key = message.key
    if key.context:
        lines.append(f"msgctxt {_quote(key.context)}")
    lines.append(f"msgid {_quote(key.text)}")
    if key.plural:
        lines.append(f"msgid_plural {_quote(key.plural)}")
    lines.append(f"msgstr{'[0]' if key.plural else ''} {_quote(message.translation)}")
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    """On one line, or one line for each of its own."""
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return pofile.escape(text)
    return "\n".join(['""', *(pofile.escape(line) for line in lines)])


def _compile(path: Path, target: Path) -> None:
    draft = target.with_suffix(f".{os.getpid()}")
    with open(draft, "wb") as file:
        mofile.write_mo(file, _parse(path))
    draft.replace(target)
