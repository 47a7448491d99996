"""Places in the project."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCAL_DIR = Path(os.environ.get("PORTAL_LOCAL_DIR") or ROOT / ".local").resolve()
"""All that is made while running: data, logs, static files. Deleting it is starting anew."""
LOG_DIR = LOCAL_DIR / "log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
