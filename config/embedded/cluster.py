"""One cluster: where it lives, as whom it runs, and how it is made, started and stopped."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import private_file
from config.embedded import binaries, bootstrap
from config.embedded.binaries import RunAs

PORT = "5432"
"""Only part of the socket's name: nothing listens on the network."""
_LONGEST_SOCKET_FOLDER = 107 - len(f"/.s.PGSQL.{PORT}.lock")  # sun_path holds 108 bytes
_NO_SUCH_PROCESS = 99_999_999  # above every system's largest process number


@dataclass(frozen=True)
class Cluster:
    """Where one cluster lives and as whom it runs."""

    home: Path
    passwords: Path
    run_as: RunAs

    @classmethod
    def of(cls, local_dir: Path) -> Cluster:
        """Below the local folder. Root may not run PostgreSQL: then as `nobody`, in a place it can reach."""
        local_dir = local_dir.resolve()
        passwords = local_dir / "roles.json"
        if os.geteuid() != 0:
            return cls(local_dir / "postgres", passwords, RunAs())
        nobody = pwd.getpwnam("nobody")
        home = Path("/var/lib/portal-postgres") / _digest(local_dir)
        return cls(home, passwords, RunAs(nobody.pw_uid, nobody.pw_gid))

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def socket_dir(self) -> Path:
        """The cluster's own folder, or a short one where that path is too long for a socket."""
        if len(os.fsencode(self.home)) <= _LONGEST_SOCKET_FOLDER:
            return self.home
        return Path(tempfile.gettempdir()) / f"portal-{os.geteuid()}-{_digest(self.home)}"

    def read_passwords(self) -> dict[str, str]:
        return json.loads(self.passwords.read_text())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time makes, starts or stops the cluster."""
        self.home.parent.mkdir(parents=True, exist_ok=True)
        self.home.mkdir(exist_ok=True)
        self.run_as.give(self.home)
        with open(self.home / "lock", "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def is_ready(self) -> bool:
        """True when the passwords are known and the server accepts connections. Costs no subprocess."""
        if self._state() != "ready" or not self.passwords.exists():
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            try:
                probe.connect(str(self.socket_dir / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def create_unless_there(self) -> None:
        """A cluster whose passwords are gone belonged to a local folder that was deleted: it is set aside."""
        if (self.data / "PG_VERSION").exists():
            if self.passwords.exists():
                return
            self.stop()
            orphan = self.home / "data.orphaned"
            shutil.rmtree(orphan, ignore_errors=True)
            self.data.rename(orphan)
        self._create()

    def start(self) -> None:
        """Start the server, also after a kill -9 of all its processes."""
        self._make_socket_dir()
        for _ in range(20):
            if self._pg_ctl("start", "-w", "-t", "120", "-l", self.log, "-o", self._options()) == 0:
                return
            time.sleep(0.5)
            self._bury_zombie()
        raise RuntimeError(f"PostgreSQL did not start:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._pg_ctl("stop", "-m", "fast", "-w", "-t", "60")

    def _create(self) -> None:
        """Built under another name and renamed when complete, so that a kill leaves no half cluster."""
        for half in self.home.glob("draft*"):
            shutil.rmtree(half)
        draft = self.home / f"draft{os.getpid()}"
        passwords = bootstrap.new_passwords()
        self._run(bootstrap.initdb(draft))
        (draft / "pg_hba.conf").write_text(bootstrap.ACCESS)
        self._run(bootstrap.single_user(draft), input="\n".join([*bootstrap.statements(passwords), ""]))
        os.sync()
        private_file.write(self.passwords, json.dumps(passwords, indent=1))
        draft.rename(self.data)

    def _options(self) -> str:
        return f"-k '{self.socket_dir}'"

    def _make_socket_dir(self) -> None:
        folder = self.socket_dir
        if folder == self.home:
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid not in {os.geteuid(), self.run_as.uid}:
            raise RuntimeError(f"{folder} belongs to another user.")
        self.run_as.give(folder)

    def _state(self) -> str:
        """The eighth line of `postmaster.pid`: starting, ready or stopping; empty when there is none."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return ""
        return lines[7].strip() if len(lines) > 7 else ""

    def _bury_zombie(self) -> None:
        """A killed server that its parent never waits for looks alive, and PostgreSQL won't start beside it.

        Its number is replaced by that of no process, not the file removed: PostgreSQL still refuses as long
        as orphaned children are at work on the data.
        """
        file = self.data / "postmaster.pid"
        try:
            first, *rest = file.read_text().splitlines()
            state = Path(f"/proc/{int(first)}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, ValueError, IndexError):
            return
        if state == "Z":
            file.write_text("\n".join([str(_NO_SUCH_PROCESS), *rest]) + "\n")
            (self.socket_dir / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _pg_ctl(self, action: str, *arguments: Any) -> int:
        """Output goes nowhere: the server would inherit a pipe and the caller wait for its end for ever."""
        command = ["pg_ctl", action, "-D", self.data, *arguments]
        return self._spawn(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode

    def _run(self, command: list[Any], **options: Any) -> None:
        result = self._spawn(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
        if result.returncode != 0:
            raise RuntimeError(f"{command[0]} failed:\n{result.stdout[-2000:]}")

    def _spawn(self, command: list[Any], **options: Any) -> subprocess.CompletedProcess:
        program = binaries.find(self.run_as, self.home / "programs") / "bin" / command[0]
        options.setdefault("input", None)
        if options["input"] is None:
            options["stdin"] = subprocess.DEVNULL
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C", "TZ": "UTC"}
        return subprocess.run(
            [str(program), *map(str, command[1:])],
            check=False,
            cwd="/",
            env=environment,
            **self.run_as.arguments(),
            **options,
        )


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
