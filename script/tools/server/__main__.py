"""Starts the portal, tells where it is, keeps it running, and stops it."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
import time
from types import FrameType
from typing import IO, NoReturn

from config import embedded
from tools import say
from tools.commands import Failed, run
from tools.paths import LOCAL_DIR, PYTHON, ROOT
from tools.server import demonstration, network, options, services
from tools.server.supervisor import Supervisor

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_KEPT_BY_FRESH = {"server.lock", "log", "static", "built.json", "secret_key"}


def main(arguments: list[str]) -> int:
    """Returns when everything has been stopped again."""
    wanted = options.parse(arguments)
    for number in _SIGNALS:
        signal.signal(number, _interrupt)
    own = options.uses_own_database()
    supervisor = Supervisor()
    started_database = interrupted = False
    try:
        lock = _only_one()
        port = network.choose(wanted.port)
        if wanted.fresh:
            _start_afresh()
        if wanted.practice:
            os.environ["PORTAL_PRACTICE"] = "1"
        started_database = not own and not embedded.is_running(LOCAL_DIR)
        _prepare_database(own)
        _serve(supervisor, port, own, with_demo=not own and not wanted.no_demo)
        lock.close()
    except KeyboardInterrupt:
        interrupted = True
        print()
        say.line("Stopping")
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    finally:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        supervisor.stop()
        if started_database:
            embedded.stop(LOCAL_DIR)
        if interrupted:
            say.line("Stopped")
    return 0


def _serve(supervisor: Supervisor, port: int, own: bool, *, with_demo: bool) -> NoReturn:
    """Start the services, wait for the first page, tell the address, then watch until interrupted."""
    address = f"http://127.0.0.1:{port}/"
    os.environ.setdefault("PORTAL_PUBLIC_URL", address.rstrip("/"))
    say.line("Starting the portal")
    wanted = list(services.all_services(port))
    later = [service for service in wanted if with_demo and service.after_loading]
    for service in wanted:
        if service not in later:
            supervisor.start(service)
    demo = demonstration.Demonstration(supervisor, address, later) if with_demo else None
    network.wait_for(port, supervisor)
    say.line(f"The portal answers at {address}   Ctrl-C stops it.")
    while True:
        time.sleep(0.5)
        if not own and not embedded.is_running(LOCAL_DIR):
            say.line("PostgreSQL had stopped: starting it again")
            embedded.ensure_running(LOCAL_DIR)
        supervisor.watch()
        if demo:
            demo.watch()


def _prepare_database(own: bool) -> None:
    """Bring the tables up to the code."""
    if not own:
        embedded.ensure_running(LOCAL_DIR)
    say.line("Database: bringing the tables up to date")
    run([PYTHON, "manage.py", "migrate", "--noinput"], log="migrate")


def _start_afresh() -> None:
    say.line(f"Deleting all data of the demonstration in {LOCAL_DIR}")
    embedded.remove(LOCAL_DIR)
    for path in LOCAL_DIR.iterdir():
        if path.name not in _KEPT_BY_FRESH:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _only_one() -> IO[str]:
    """One server for each local folder: two would both send what is due."""
    LOCAL_DIR.mkdir(parents=True, exist_ok=True)
    file = open(LOCAL_DIR / "server.lock", "w")  # noqa: SIM115  held as long as the server runs
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Failed(
            f"The portal of {ROOT} is already running. Stop it first, with Ctrl-C where it was started."
        ) from error
    return file


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
