"""A whole production machine in one folder: the guide's files, system packages, and every unit as it stands there."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.paths import PYTHON, ROOT
from tools.testing import house as programs

from tests.house import units
from tests.house.cluster import Cluster, run
from tests.house.visitor import Visitor

DEPLOY = ROOT / "deploy"
HOST = "localhost"
PATIENCE = 120
USERS = {"portal": "www-data", "portal-opener": "nobody"}
"""Two users that every Debian has, and the group of the first one, in place of those that the guide makes."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(fact: Callable[[], Any], what: str) -> Any:
    """Wait for it; what never comes is said by name."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := fact():
            return found
        time.sleep(0.5)
    raise AssertionError(f"never came: {what}")


class House:
    """Start with `build()`, end with `leave()`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.config, self.local = folder, folder / "etc", folder / "var"
        self.log = folder / "log"
        names = ("database", "redis", "web1", "web2", "http", "https")
        self.ports = {name: free_port() for name in names}
        self.running: dict[str, subprocess.Popen] = {}
        self.apart = os.geteuid() == 0 and self._others_can_read()
        """Whether the opener is a user of its own here."""

    def build(self) -> None:
        self.folder.chmod(0o755)
        self.log.mkdir()
        self.log.chmod(0o777)
        self._secrets()
        self.cluster = Cluster(self.folder / "database", self.ports["database"], self.secrets("postgres"))
        self.cluster.start()
        self._files()
        redis = ("--port", self.ports["redis"], "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        self._spawn("redis", [programs.find("redis-server"), *redis])
        self.manage("owner", "migrate", "--noinput")

    def leave(self) -> None:
        for process in reversed(self.running.values()):
            _signal(process, signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
        self.cluster.stop()

    # What the guide does

    def _secrets(self) -> None:
        places = (
            "--database",
            f"127.0.0.1:{self.ports['database']}",
            "--redis",
            f"127.0.0.1:{self.ports['redis']}",
        )
        run(sys.executable, DEPLOY / "new-secrets", self.config, "--host", HOST, *places)
        with (self.config / "portal.env").open("a") as file:  # this house stands elsewhere than the guide's
            file.write(f"PORTAL_LOCAL_DIR={self.local}\nPORTAL_TRUSTED_ORIGINS={self.address}\n")
        with (self.config / "web.env").open("a") as file:
            file.write("PORTAL_EMAIL_URL=filemail://\n")
        subject = ("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}")
        pair = ("-keyout", self.config / "tls" / "portal.key", "-out", self.config / "tls" / "portal.crt")
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *pair)

    def _files(self) -> None:
        for path, mode in ((self.local, 0o750), (self.local / "media", 0o770)):
            path.mkdir()
            path.chmod(mode)
            if self.apart:
                shutil.chown(path, USERS["portal"], USERS["portal"])
        production = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "postgresql:///none"}
        production |= {"PORTAL_LOCAL_DIR": str(self.local), "PATH": os.environ["PATH"]}
        run(
            PYTHON, "manage.py", "collectstatic", "--noinput", cwd=ROOT, env=production
        )  # as script/setup does

    def start(self, *names: str) -> None:
        """The units of those names; all, if none is named."""
        for unit in units.all_units():
            if not names or unit.name in names:
                self._spawn(unit.name, self._command(unit), self.environment(*unit.environment), unit.user)

    def start_web_server(self) -> None:
        """nginx with the template filled in as the guide does, in a main file that keeps to this folder."""
        values = {
            "PORTAL_HOST": HOST,
            "PORTAL_WEB_1": f"127.0.0.1:{self.ports['web1']}",
            "PORTAL_WEB_2": f"127.0.0.1:{self.ports['web2']}",
            "PORTAL_TLS": str(self.config / "tls"),
            "PORTAL_PAGES": str(DEPLOY / "nginx"),
            "PORTAL_LOGS": str(self.log),
            "PORTAL_HTTP": f"127.0.0.1:{self.ports['http']}",
            "PORTAL_HTTPS": f"127.0.0.1:{self.ports['https']}",
        }
        template = (DEPLOY / "nginx" / "portal.conf.template").read_text(encoding="utf-8")
        names = " ".join(f"${{{name}}}" for name in values)
        (self.config / "portal.conf").write_text(
            run(programs.find("envsubst"), names, input=template, env={**os.environ, **values})
        )
        own = self.folder / "nginx"
        own.mkdir()
        temporary = " ".join(
            f"{kind}_temp_path {own / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.config / "nginx.conf").write_text(
            f"daemon off; pid {own / 'pid'}; error_log {self.log / 'nginx'} warn; events {{}}\n"
            f"http {{ include /etc/nginx/mime.types; {temporary} include {self.config / 'portal.conf'}; }}\n"
        )
        if os.geteuid() == 0:
            shutil.chown(own, "www-data")
        self._spawn(
            "nginx", [programs.find("nginx"), "-e", self.log / "nginx", "-c", self.config / "nginx.conf"]
        )

    # Asking

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.ports['https']}"

    def visitor(self) -> Visitor:
        return Visitor(HOST, self.ports["https"], self.config / "tls" / "portal.crt")

    def secrets(self, name: str) -> dict[str, str]:
        return units.variables(self.config / f"{name}.env")

    def environment(self, *files: str) -> dict[str, str]:
        """What systemd would give: nothing of ours but where to find programs."""
        given = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        for file in files:
            given |= units.variables(self.config / file)
        return given

    def manage(self, role: str, *arguments: str, **changes: str) -> str:
        """A command of the portal, with the environment of that role."""
        environment = self.environment("portal.env", f"{role}.env") | changes
        return run(PYTHON, "manage.py", *arguments, cwd=ROOT, env=environment, **self._user("portal"))

    def is_well(self, *question: str, role: str = "web") -> bool:
        """What the health check of that process says."""
        environment = self.environment("portal.env", f"{role}.env")
        command = [str(PYTHON), str(DEPLOY / "health"), *question]
        return subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 0

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        process = self.running.pop(name)
        _signal(process, number)
        process.wait(40)

    def said(self, name: str) -> str:
        path = self.log / name
        return path.read_text(errors="replace")[-4000:] if path.exists() else ""

    def _command(self, unit: units.Unit) -> list[str]:
        """The unit's own, at this house's places."""
        moved = {"/srv/portal/.venv/bin/python": str(PYTHON), "/var/lib/portal": str(self.local)}
        moved |= {f"127.0.0.1:800{number}": f"127.0.0.1:{self.ports[f'web{number}']}" for number in (1, 2)}
        command = []
        for part in unit.command:
            for there, here in moved.items():
                part = part.replace(there, here)
            command.append(part)
        return command

    def _spawn(
        self, name: str, command: list[Any], environment: dict[str, str] | None = None, user: str = ""
    ) -> None:
        with open(self.log / name, "ab") as log:
            self.running[name] = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT,
                env=environment or os.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._user(user),
            )

    def _user(self, name: str) -> dict[str, Any]:
        if not name or not self.apart:
            return {}
        return {"user": USERS[name], "group": USERS["portal"], "extra_groups": []}

    @staticmethod
    def _others_can_read() -> bool:
        command = [str(PYTHON), "-c", "import django; open('manage.py').close()"]
        try:
            done = subprocess.run(
                command, cwd=ROOT, user="nobody", group="www-data", extra_groups=[], check=False
            )
        except (OSError, LookupError):
            return False
        return done.returncode == 0


def _signal(process: subprocess.Popen, number: signal.Signals) -> None:
    """To the whole group, which is this process's own."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
