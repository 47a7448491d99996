"""Starts processes, restarts those that end, and stops all of them, and nothing else."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import say
from tools.commands import tail
from tools.paths import LOG_DIR, ROOT
from tools.server.services import Service

_LONGEST_PAUSE = 30
_STEADY = 60
_PATIENCE = 8
_PR_SET_PDEATHSIG = 1


@dataclass
class _Running:
    service: Service
    process: subprocess.Popen
    since: float
    failures: int = 0
    start_again_at: float = 0.0


class Supervisor:
    """Each process leads a group of its own, so that Ctrl-C reaches the supervisor alone."""

    def __init__(self) -> None:
        self._running: dict[str, _Running] = {}
        self._others: list[subprocess.Popen] = []

    def start(self, service: Service) -> None:
        log = open(_log(service.name), "ab")  # noqa: SIM115  the child keeps it
        with log:
            process = spawn(service.command, stdout=log, stderr=subprocess.STDOUT)
        self._running[service.name] = _Running(service, process, time.monotonic())

    def start_once(self, command: list[str]) -> subprocess.Popen:
        """A process that may end; what it prints is for the caller to read."""
        process = spawn(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._others.append(process)
        return process

    def watch(self) -> None:
        """Start again what has ended: at once, and later and later when it keeps ending."""
        now = time.monotonic()
        for running in list(self._running.values()):
            if running.process.poll() is None:
                continue
            if not running.start_again_at:
                self._plan(running, now)
            elif now >= running.start_again_at:
                self.start(running.service)
                self._running[running.service.name].failures = running.failures

    def has_ended(self, name: str) -> bool:
        return self._running[name].process.poll() is not None

    def log_of(self, name: str) -> str:
        return tail(_log(name))

    def stop(self) -> None:
        """Ask every group to end, last started first; kill what hasn't ended after some seconds."""
        processes = [running.process for running in self._running.values()] + self._others
        for process in reversed(processes):
            _signal(process, signal.SIGTERM)
        end = time.monotonic() + _PATIENCE
        while any(process.poll() is None for process in processes) and time.monotonic() < end:
            time.sleep(0.05)
        for process in processes:
            _signal(process, signal.SIGKILL)
            process.wait()

    def _plan(self, running: _Running, now: float) -> None:
        running.failures = 1 if now - running.since > _STEADY else running.failures + 1
        pause = min(2 ** (running.failures - 1), _LONGEST_PAUSE)
        running.start_again_at = now + pause
        code = running.process.returncode
        say.line(
            f"{running.service.name} ended ({code}); starting it again in {pause} s: {_log(running.service.name)}"
        )


def spawn(command: list[str], **streams: object) -> subprocess.Popen:
    """A process in a group of its own, which ends with this one even if this one is killed."""
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(  # type: ignore[call-overload]
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_END_WITH_PARENT,
        **streams,
    )


def _end_with_parent() -> Callable[[], object] | None:
    """On Linux the kernel ends a child when its parent dies; elsewhere nothing does."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return lambda: library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


_END_WITH_PARENT = _end_with_parent()


def _log(name: str) -> Path:
    LOG_DIR.mkdir(parents=True, exist_ok=True)
    return LOG_DIR / f"{name}.log"


def _signal(process: subprocess.Popen, number: signal.Signals) -> None:
    """To the whole group, also when its leader has ended already."""
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return
