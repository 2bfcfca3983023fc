"""Serving a node: the web process and the work process under one supervisor."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import Final

from django.db import connection

from motcua.desks.operator import prepare
from motcua.desks.operator.node import Unfit
from motcua.desks.operator.supervise import Program, Supervisor
from motcua.kernel.words import N_

APPLICATION: Final = "motcua.config.wsgi:application"
BACKLOG: Final = 4096
WORKERS: Final = {"sqlite": 1, "postgresql": 2}
"""Web processes by database: SQLite has one writer, so a second would only wait for the first."""
WAITING: Final = 1024
"""Connections a worker holds open at once; the server's default is its backlog shared out, and too few."""
THREADS: Final = 4
IDLE: Final = 600
"""Seconds an idle thread is kept: each has its own database connection and its own memory of units and hours."""


def serve(host: str, port: int, on_ready: Callable[[], None]) -> None:
    """Serve until told to stop; :class:`Unfit` when the tables are old or the port is taken."""
    prepare.require_migrated()
    _require_free(host, port)
    prepare.collect_static()
    workers = WORKERS[connection.vendor]
    connection.close()
    programs = [Program("web", web_command(host, port, workers)), Program("work", work_command())]
    Supervisor(programs, ready=lambda: _answers(host, port), on_ready=on_ready).run()


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Return how the web server is started."""
    return [
        sys.executable,
        *("-m", "granian", APPLICATION, "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"),
        *("--workers", str(workers), "--respawn-failed-workers", "--workers-kill-timeout", "15"),
        *("--backlog", str(BACKLOG), "--backpressure", str(WAITING)),
        *("--blocking-threads", str(THREADS), "--blocking-threads-idle-timeout", str(IDLE)),
    ]


def work_command() -> list[str]:
    """Return how the work process is started."""
    return [sys.executable, "-m", "motcua.desks.operator.cli", "work"]


def _require_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise Unfit(
            N_("Không mở được cổng {port} trên {host}: {why}. Chọn cổng khác bằng --port."),
            port=port,
            host=host,
            why=error.strerror or str(error),
            field="port",
        ) from error


def _answers(host: str, port: int) -> bool:
    # Listening on every address is asked at the machine's own.
    at = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with socket.create_connection((at, port), timeout=0.2):
            return True
    except OSError:
        return False
