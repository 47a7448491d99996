"""The portal as a visitor meets it: all its processes, on a demonstration database of their own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from django.db import connections
from django.test import override_settings
from tools.paths import ROOT
from tools.server import services
from tools.server.supervisor import spawn
from tools.setup import built

from tests import testbed
from tests.e2e import ground
from tests.oidc import running as oidc
from tests.oidc.running import Running

PATIENCE = 60


@dataclass(frozen=True)
class Site:
    """Where it answers, and where its processes write."""

    url: str
    folder: Path
    database: str
    environment: dict[str, str]
    provider: Running
    """The identity service by which people may sign in as well."""

    def manage(self, *arguments: str) -> None:
        """A command as the one who runs the portal would give it."""
        environment = {**os.environ, **self.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run(services.manage(*arguments), cwd=ROOT, env=environment, check=True)

    def log(self, service: str) -> str:
        return (self.folder / f"{service}.log").read_text(errors="replace")[-4000:]


@contextmanager
def running(template: str, folder: Path) -> Iterator[Site]:
    """Clone the template as a demonstration, start every service, and stop them again."""
    with patch.dict(os.environ, {"DJANGO_SETTINGS_MODULE": "config.settings"}):
        built.static_files()
    database = testbed.clone(template, kind="demonstration")
    environment = _environment(database, folder)
    url = f"http://localhost:{environment['PORT']}"  # a name: passkeys belong to names, not to addresses
    if testbed.files_of(template).exists():
        shutil.copytree(testbed.files_of(template), folder / "media", copy_function=os.link)
    _lay_ground(database, folder)
    processes: list[subprocess.Popen] = []
    service = ExitStack()
    try:
        provider = service.enter_context(oidc.provider(f"{url}/accounts/identity/back/"))
        environment |= provider.environment()
        site = Site(url, folder, database, environment, provider)
        with patch.dict(os.environ, environment | {"PORTAL_PUBLIC_URL": site.url}):
            (folder / "static").symlink_to(built.LOCAL_DIR / "static")
            processes = [
                _start(service, folder) for service in services.all_services(int(environment["PORT"]))
            ]
        _wait(site, processes)
        yield site
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            _end(process)
        service.close()
        testbed.drop(database)


def _lay_ground(database: str, folder: Path) -> None:
    """In this process, before any other works in that database."""
    before = connections["default"].settings_dict["NAME"]
    testbed.use(database)
    try:
        with override_settings(MEDIA_ROOT=folder / "media"):
            ground.build()
    finally:
        testbed.use(before)


def _environment(database: str, folder: Path) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return testbed.environment(database) | {"PORTAL_LOCAL_DIR": str(folder), "PORT": str(port)}


def _start(service: services.Service, folder: Path) -> subprocess.Popen:
    command = [part.replace(str(services.LOCAL_DIR), str(folder)) for part in service.command]
    with open(folder / f"{service.name}.log", "wb") as log:
        return spawn(command, stdout=log, stderr=subprocess.STDOUT)


def _wait(site: Site, processes: list[subprocess.Popen]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
        if processes[0].poll() is not None:
            break
    raise RuntimeError(f"the portal did not start:\n{site.log('web')}")


def _end(process: subprocess.Popen) -> None:
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
