"""What the commands print: a line for each thing that happens, with the time since the start."""

import os
import time

_started = float(os.environ.get("PORTAL_STARTED") or time.time())
os.environ["PORTAL_STARTED"] = str(_started)  # the second half of a command goes on counting


def line(text: str) -> None:
    minutes, seconds = divmod(int(elapsed()), 60)
    print(f"  {minutes}:{seconds:02d}  {text}", flush=True)


def elapsed() -> float:
    """Seconds since the command was typed."""
    return time.time() - _started
