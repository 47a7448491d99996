"""Small files with secrets in them: readable by their owner only, whole or not there at all."""

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Put `text` at `path` with mode 0600, in place of what was there."""
    draft = _draft(path, text)
    draft.replace(path)


def write_once(path: Path, text: str) -> str:
    """Put `text` at `path` unless another process was first. Returns what stands there now."""
    draft = _draft(path, text)
    try:
        os.link(draft, path)  # fails when the file exists, so that all racing processes read the same text
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()


def _draft(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft
