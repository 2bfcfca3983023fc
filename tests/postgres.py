"""A throw-away PostgreSQL cluster from Debian's binaries, owned by an unprivileged user, on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")


def binary(name: str) -> str:
    """Return the path of a PostgreSQL program, the newest installed."""
    found = sorted(BINARIES.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3].split(".")[0]))
    if not found:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    return str(found[-1])


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def cluster(*, durable: bool = False, data: Path | None = None) -> Iterator[str]:
    """Start a cluster and yield its address (``postgres://…``); stop it afterwards, and remove it unless it is ``data``.

    ``durable`` keeps fsync on, as a bench must; tests do without. ``data`` keeps the cluster in a folder for next time.
    """
    folder = Path(tempfile.mkdtemp(prefix="motcua-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    kept, port = data, free_port()
    data = kept or folder / "data"
    fresh = not (data / "PG_VERSION").exists()
    if kept is not None and fresh:
        kept.mkdir(parents=True, exist_ok=True)
        if as_user:
            shutil.chown(kept, "postgres", "postgres")

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    if fresh:
        run(binary("initdb"), "-D", str(data), "-U", "motcua", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=60"
    if not durable:
        options += " -c fsync=off -c full_page_writes=off"
    run(binary("pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        if fresh:
            run(binary("createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "motcua", "motcua")
        yield f"postgres://motcua@127.0.0.1:{port}/motcua"
    finally:
        run(binary("pg_ctl"), "-D", str(data), "-m", "fast" if kept else "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
