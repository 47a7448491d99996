"""Finding the mark on a scan, in a process of its own: what reads strangers' pictures may fall over, and nothing else.

`reader.py` imports nothing of the portal. It is given so much memory and time, and no more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

READER = Path(__file__).with_name("reader.py")
SECONDS = 20


def codes_in(path: Path) -> list[str]:
    """The texts of all QR codes on a PDF, JPG or PNG; none where it can't be read."""
    command = [sys.executable, "-I", str(READER), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  own program
        return [str(text) for text in json.loads(done.stdout)]
    except (subprocess.SubprocessError, ValueError):
        return []
