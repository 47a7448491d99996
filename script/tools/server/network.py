"""The port, and whether somebody answers there."""

from __future__ import annotations

import http.client
import socket
import time

from tools.commands import Failed
from tools.server.supervisor import Supervisor

_FIRST, _LAST = 8000, 8020
_PATIENCE = 90


def choose(wanted: int | None) -> int:
    """The wanted port, or the first free one. Raises `Failed` when it is taken."""
    for port in [wanted] if wanted else range(_FIRST, _LAST + 1):
        if _is_free(port):
            return port
    where = f"Port {wanted} is" if wanted else f"The ports {_FIRST} to {_LAST} are"
    raise Failed(f"{where} in use by another program: choose one with --port.")


def wait_for(port: int, supervisor: Supervisor) -> None:
    """Until the portal says that it is well. Raises `Failed` when it ends instead, or takes too long."""
    end = time.monotonic() + _PATIENCE
    while not _answers(port):
        if supervisor.has_ended("web"):
            raise Failed(f"The portal did not start:\n{supervisor.log_of('web')}")
        if time.monotonic() > end:
            raise Failed(f"The portal does not answer:\n{supervisor.log_of('web')}")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
