"""Static files from npm packages: only the listed ones are served, and with a fingerprint in their name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

NOT_SHIPPED = (".map", ".ttf", ".woff", ".eot")
"""Source maps and old font formats: vendored files name them, nobody needs them."""


@dataclass(frozen=True)
class Source:
    """The files of one npm package that match `patterns`, below `vendor/<name>/`."""

    prefix: str
    folder: Path
    patterns: tuple[str, ...]

    def path_of(self, address: str) -> Path | None:
        """The file behind an address such as `vendor/alpine/cdn.min.js`, or None when it isn't listed."""
        relative = PurePosixPath(address.removeprefix(self.prefix))
        if not address.startswith(self.prefix) or relative.is_absolute() or ".." in relative.parts:
            return None
        listed = any(fnmatchcase(str(relative), pattern) for pattern in self.patterns)
        path = self.folder / relative
        return path if listed and path.is_file() else None

    def names(self) -> Iterator[str]:
        for pattern in self.patterns:
            yield from sorted(p.relative_to(self.folder).as_posix() for p in self.folder.glob(pattern))


class NpmFinder(BaseFinder):
    """Finds what `settings.NPM_STATIC` lists, and nothing else, in `node_modules`."""

    def __init__(self, *args: Any, **kwargs: Any):
        root = Path(settings.NPM_ROOT)
        self.sources = [
            Source(f"vendor/{name}/", root / folder, tuple(patterns))
            for name, (folder, patterns) in settings.NPM_STATIC.items()
        ]

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = [source.folder for source in self.sources if not source.folder.is_dir()]
        return [Error(f"{folder} is missing: run script/setup.", id="core.E001") for folder in missing]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file's path, or a list with `find_all`; an empty list for nothing, as Django wants it."""
        found = [str(file) for source in self.sources if (file := source.path_of(path))]
        if find_all or kwargs.get("all"):
            return found
        return found[0] if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for source in self.sources:
            storage = FileSystemStorage(location=source.folder)
            storage.prefix = source.prefix.rstrip("/")  # type: ignore[attr-defined]
            for name in source.names():
                yield name, storage


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """Compressed files with fingerprints; vendored ones may name files that are not shipped."""

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            plain = name.split("?")[0].split("#")[0].strip()
            if "vendor/" in plain and plain.endswith(NOT_SHIPPED):
                return name.strip()
            raise

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Brotli takes half a minute over all files: worth it where many people read, not for a demonstration."""
        return Compressor(use_brotli=settings.STATIC_BROTLI, **kwargs)
