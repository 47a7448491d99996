"""A container engine: no package brings one into a container, so its tests run where there is one."""

from __future__ import annotations

import subprocess

_QUESTIONS = (["docker", "info"], ["docker", "compose", "version"])


def missing() -> str:
    """Why containers can't be built here; empty when they can."""
    for question in _QUESTIONS:
        try:
            subprocess.run(question, capture_output=True, check=True, timeout=30)
        except (OSError, subprocess.SubprocessError):
            return f"`{' '.join(question)}` fails here"
    return ""
