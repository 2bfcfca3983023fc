"""``make bench``: SIZE=10k,100k (or 1m; filled books are kept under var/bench), DB=sqlite,postgres, COUNT=200."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.postgres import cluster

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
# PostgreSQL runs as an unprivileged user, who can seldom look into a checkout of root's.
CLUSTERS = Path("/var/tmp/motcua-bench") if os.geteuid() == 0 else None
HOME = Path(os.environ.get("MOTCUA_VAR", "var")).resolve() / "bench"


def main() -> int:
    """Fill and measure each size on each database in processes of their own; print one table."""
    sizes = os.environ.get("SIZE", "10k").split(",")
    engines = os.environ.get("DB", "sqlite,postgres").split(",")
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in engines:
            for size in sizes:
                figures += _measure(engine, size, stack)
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "figures.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False))
    _table(figures)
    return 0


def _measure(engine: str, size: str, stack: ExitStack) -> list[dict[str, Any]]:
    books = HOME / f"{engine}-{size}"
    source = HOME / f"sqlite-{size}"
    if not (source / "filled").exists():
        _fill("bench.prepare", source, books_environment(source), str(SIZES[size]))
    environment = books_environment(books)
    if engine == "postgres":
        data = (CLUSTERS or books) / f"postgres-{size}"
        environment["DATABASE_URL"] = stack.enter_context(cluster(durable=True, data=data))
        environment["MOTCUA_BENCH_CLUSTER"] = str(data)
        if not (books / "filled").exists():
            _fill("bench.copy", books, environment, str(source))
    print(f"== {engine} {size}: measuring", flush=True)
    answer = books / "figures.json"
    _run("bench.run", environment, str(answer))
    return [{"engine": engine, "size": size, **figure} for figure in json.loads(answer.read_text())]


def books_environment(books: Path) -> dict[str, str]:
    environment = {**os.environ, "MOTCUA_VAR": str(books), "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
    environment.pop("DATABASE_URL", None)
    return environment


def _fill(module: str, books: Path, environment: dict[str, str], argument: str) -> None:
    started = time.monotonic()
    print(f"== {books.name}: filling", flush=True)
    _run(module, environment, argument)
    (books / "filled").touch()
    print(f"   {time.monotonic() - started:.0f} s", flush=True)


def _run(module: str, environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], env=environment, check=True)


def _table(figures: list[dict[str, Any]]) -> None:
    head = ("db", "size", "operation", "SQL", "CPU ms", "app", "db", "x bare", "x raw", "p50", "p95", "p99", "req/s")
    print(("{:<9}{:<6}{:<14}" + "{:>8}" * 10).format(*head))
    for row in figures:
        print(
            f"{row['engine']:<9}{row['size']:<6}{row['name']:<14}{row['statements']:>8}{row['cpu_ms']:>8.1f}"
            f"{row['app_ms']:>8.1f}{row['database_ms']:>8.1f}{row['times_bare']:>8.1f}{row['times_raw']:>8.1f}"
            f"{row['p50']:>8.1f}{row['p95']:>8.1f}{row['p99']:>8.1f}{row['per_second']:>8.0f}"
        )


if __name__ == "__main__":
    sys.exit(main())
