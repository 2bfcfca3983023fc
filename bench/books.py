"""Where books to be measured lie, on which database, and how a process is pointed at them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tests.postgres import cluster

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
# PostgreSQL runs as an unprivileged user, who can seldom look into a checkout of root's.
CLUSTERS = Path("/var/tmp/motcua-bench") if os.geteuid() == 0 else None
HOME = Path(os.environ.get("MOTCUA_VAR", "var")).resolve() / "bench"


def engines() -> list[str]:
    """Return the databases asked for by ``DB``."""
    return asked("DB", "sqlite,postgres")


def asked(name: str, usual: str) -> list[str]:
    """Return the words of a variable, parted by commas or spaces."""
    return os.environ.get(name, usual).replace(",", " ").split()


def size_of(name: str) -> int:
    """Return how many dossiers a size is: ``10k``, ``1m``, or a plain number."""
    if name not in SIZES and not name.isdigit():
        raise SystemExit(f"SIZE: {name}? One of {', '.join(SIZES)}, or a number")
    return SIZES.get(name) or int(name)


def environment_of(books: Path) -> dict[str, str]:
    """Return the environment of a process that works on the SQLite books in a folder."""
    environment = {**os.environ, "MOTCUA_VAR": str(books), "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
    environment.pop("DATABASE_URL", None)
    return environment


def pointed_at(engine: str, name: str, stack: ExitStack) -> tuple[Path, dict[str, str]]:
    """Return the folder and the environment of books of a name; starts their cluster where it is PostgreSQL."""
    books = HOME / f"{engine}-{name}"
    books.mkdir(parents=True, exist_ok=True)
    environment = environment_of(books)
    if engine == "postgres":
        data = (CLUSTERS or books) / f"postgres-{name}"
        environment["DATABASE_URL"] = stack.enter_context(cluster(durable=True, data=data))
        environment["MOTCUA_BENCH_CLUSTER"] = str(data)
    return books, environment


def filled(engine: str, name: str, stack: ExitStack, module: str, *arguments: str) -> tuple[Path, dict[str, str]]:
    """Return books that ``module`` fills in SQLite and that are copied for PostgreSQL; both are kept for next time."""
    source = HOME / f"sqlite-{name}"
    source.mkdir(parents=True, exist_ok=True)
    _fill(source, module, environment_of(source), *arguments)
    books, environment = pointed_at(engine, name, stack)
    if engine == "postgres":
        _fill(books, "bench.copy", environment, str(source))
    return books, environment


def _fill(books: Path, module: str, environment: dict[str, str], *arguments: str) -> None:
    if (books / "filled").exists():
        return
    started = time.monotonic()
    print(f"== {books.name}: filling", flush=True)
    run(module, environment, *arguments)
    (books / "filled").touch()
    print(f"   {time.monotonic() - started:.0f} s", flush=True)


def run(module: str, environment: dict[str, str], *arguments: str) -> None:
    """Run a module of the bench in a process of its own; an error ends the bench."""
    if subprocess.run([sys.executable, "-m", module, *arguments], env=environment, check=False).returncode:
        raise SystemExit(f"{module} failed")
