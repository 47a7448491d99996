"""The demonstration city: loaded once, in the background, while the portal answers already."""

from __future__ import annotations

import subprocess
import threading
import time

from tools import say
from tools.paths import LOG_DIR, ROOT
from tools.server.services import Service, has_command, manage
from tools.server.supervisor import Supervisor

_LOG = LOG_DIR / "load_demo.log"
_PAUSE = 15


class Demonstration:
    """Shows how far loading is, and who can sign in as soon as the accounts are there.

    `later` is what begins when the city is loaded, or when loading it has failed.
    """

    def __init__(self, supervisor: Supervisor, address: str, later: list[Service]):
        self._supervisor = supervisor
        self._address = address
        self._later = later
        self._loading: subprocess.Popen | None = None
        self._ask_again_at = time.monotonic() + _PAUSE
        self._told = not has_command("demo_accounts")
        if has_command("load_demo"):
            self._loading = supervisor.start_once(manage("load_demo"))
            threading.Thread(target=_relay, args=[self._loading], daemon=True).start()
        else:
            self._start_later()
            self._tell_accounts()

    def watch(self) -> None:
        """Called again and again."""
        if self._loading is None:
            return
        if self._loading.poll() is not None:
            if code := self._loading.returncode:
                say.line(
                    f"Loading the demonstration stopped ({code}): it goes on at the next start. See {_LOG}"
                )
            self._loading = None
            self._start_later()
            self._finish()
        elif time.monotonic() > self._ask_again_at:
            self._tell_accounts()

    def _start_later(self) -> None:
        while self._later:
            self._supervisor.start(self._later.pop(0))

    def _finish(self) -> None:
        """The last thing in the terminal is what one needs to go on."""
        self._told = not has_command("demo_accounts")
        self._tell_accounts()
        say.line(f"The portal answers at {self._address}   Ctrl-C stops it.")

    def _tell_accounts(self) -> None:
        """The command prints nothing as long as there are none."""
        self._ask_again_at = time.monotonic() + _PAUSE
        if not self._told:
            answer = subprocess.run(
                manage("demo_accounts"), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
            )
            self._told = bool(answer.stdout.strip())
            if self._told:
                print(f"\n{answer.stdout.rstrip()}\n", flush=True)


def _relay(process: subprocess.Popen) -> None:
    """Everything into the log; to the terminal only what is meant for people."""
    LOG_DIR.mkdir(parents=True, exist_ok=True)
    shown = True
    with open(_LOG, "w") as log:
        for text in process.stdout or ():
            log.write(text)
            log.flush()
            shown = shown and not text.startswith("Traceback")
            if shown and text.strip():
                say.line(f"Demonstration: {text.rstrip()}")
