"""The processes that make up the running portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.paths import LOCAL_DIR, PYTHON, ROOT


@dataclass(frozen=True)
class Service:
    """A process that has to run; it is started again when it ends."""

    name: str
    command: list[str] = field(default_factory=list)
    after_loading: bool = False
    """Begins when the demonstration city is there. Drawing papers takes half of a small machine, beat has nobody to
    tell before, and a second opener has its hand on tenders that the city opens by itself."""


def all_services(port: int) -> Iterator[Service]:
    """What is started, in this order; stopped in the other one."""
    yield Service("web", _python("gunicorn", "config.wsgi:application", *_web(port)))
    worker = _python("celery", "-A", "config", "worker", *_worker())
    yield Service("worker", worker, after_loading=True)
    yield Service("beat", _python("celery", "-A", "config", "beat", *_beat()), after_loading=True)
    yield Service("sealer", manage("seal", "--watch"))
    yield Service("opener", manage("open_bids", "--watch"), after_loading=True)


def manage(*arguments: str) -> list[str]:
    """A command of Django."""
    return [str(PYTHON), "manage.py", *arguments]


def has_command(name: str) -> bool:
    return any(ROOT.glob(f"*/management/commands/{name}.py"))


def _web(port: int) -> list[str]:
    return [
        f"--bind=127.0.0.1:{port}",
        "--workers=2",
        "--threads=4",
        "--preload",
        "--timeout=60",
        "--graceful-timeout=3",
        "--no-control-socket",
        "--limit-request-line=0",  # a long search is answered by the portal's own page
        "--access-logfile=-",
        "--logger-class=config.access.Log",
    ]


def _worker() -> list[str]:
    """Threads: a pool of processes can hang when the whole group is told to end."""
    return ["--pool=threads", "--concurrency=2", "--loglevel=INFO", "--without-gossip", "--without-mingle"]


def _beat() -> list[str]:
    return [f"--schedule={LOCAL_DIR / 'beat'}", "--pidfile=", "--loglevel=INFO"]


def _python(module: str, *arguments: str) -> list[str]:
    return [str(PYTHON), "-m", module, *arguments]
