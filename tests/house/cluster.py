"""Debian's PostgreSQL server, as an unprivileged user, with the roles that the guide makes."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tools.paths import ROOT
from tools.testing import house as programs

FIRST = [ROOT / "deploy" / "postgres" / name for name in ("roles.sql", "database.sql")]
AFTER_RESTORE = ROOT / "deploy" / "postgres" / "after-restore.sql"


def run(*command: Any, **options: Any) -> str:
    """What it prints; a failure shows what it said."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Cluster:
    """One server on one port of this machine, in one folder."""

    def __init__(self, folder: Path, port: int, secrets: dict[str, str]) -> None:
        self.folder, self.port, self.secrets = folder, port, secrets
        self.as_user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}

    def start(self) -> None:
        """Make it as the guide does, and start it."""
        self.folder.mkdir(mode=0o700)
        if self.as_user:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        password = self.folder / "superuser"
        password.write_text(self.secrets["POSTGRES_PASSWORD"])
        if self.as_user:
            shutil.chown(password, "postgres")
        options = ["--data-checksums", "--locale=C.UTF-8", "--encoding=UTF8", "--auth=scram-sha-256"]
        data = self.folder / "data"
        self._own("initdb", "-D", data, "-U", "postgres", f"--pwfile={password}", *options)
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._own("pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", settings, "start")
        for file in FIRST:
            self.sql("-d", "postgres", "-f", file)

    def stop(self) -> None:
        self._own("pg_ctl", "-D", self.folder / "data", "-m", "fast", "stop")

    def sql(self, *arguments: Any) -> str:
        """`psql` as superuser, with the variables of postgres.env."""
        return self.program("psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", *arguments)

    def program(self, name: str, *arguments: Any) -> str:
        """One of PostgreSQL's own, connected as superuser."""
        place = ("-h", "127.0.0.1", "-p", self.port, "-U", "postgres")
        environment = {**os.environ, **self.secrets, "PGPASSWORD": self.secrets["POSTGRES_PASSWORD"]}
        return run(programs.find(name), *place, *arguments, env=environment)

    def _own(self, name: str, *arguments: Any) -> None:
        """Never through a pipe: the server would hold it open for ever."""
        command = [str(part) for part in (programs.find(name), *arguments)]
        with open(self.folder / f"{name}.log", "wb") as log:
            done = subprocess.run(command, stdout=log, stderr=log, check=False, cwd="/", **self.as_user)
        assert done.returncode == 0, (self.folder / f"{name}.log").read_text()
