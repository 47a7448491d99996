"""A Chinese desk on any machine: the fonts with which papers are printed, and dates as they are typed here."""

from __future__ import annotations

import os
from pathlib import Path

from tools.paths import LOCAL_DIR, ROOT

_FOLDER = ROOT / "node_modules" / "@expo-google-fonts"
_OWN = [
    _FOLDER / f"noto-{kind}-sc" / weight for kind in ("sans", "serif") for weight in ("400Regular", "700Bold")
]
_SYSTEM = "/etc/fonts/fonts.conf"


def environment() -> dict[str, str | float | bool]:
    """For a browser that is about to be started: the machine's fonts first, then the portal's own."""
    return {
        **os.environ,
        "LANGUAGE": "zh_CN",
        "FONTCONFIG_FILE": str(_configured(LOCAL_DIR / "fonts.conf")),
    }


def _configured(file: Path) -> Path:
    folders = "".join(f"<dir>{folder.resolve()}</dir>" for folder in _OWN)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<fontconfig><include ignore_missing="yes">{_SYSTEM}</include>{folders}'
        f"<cachedir>{LOCAL_DIR / 'fontcache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return file
