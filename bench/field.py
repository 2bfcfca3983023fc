"""``make bench-field``: a stock-take of 500 sent by a phone, and the phone's page over a 2G line. DB=sqlite,postgres."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from typing import Any

from bench.__main__ import CLUSTERS, HOME, books_environment
from tests.postgres import cluster


def main() -> int:
    """Measure on each database in a process of its own; figures are printed, nothing is asserted."""
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in os.environ.get("DB", "sqlite,postgres").split(","):
            books = HOME / f"field-{engine}"
            environment = books_environment(books)
            if engine == "postgres":
                data = (CLUSTERS or books) / "postgres-field"
                environment["DATABASE_URL"] = stack.enter_context(cluster(durable=True, data=data))
                environment["MOTCUA_BENCH_CLUSTER"] = str(data)
            books.mkdir(parents=True, exist_ok=True)
            answer = books / "figures.json"
            subprocess.run([sys.executable, "-m", "bench.field_run", str(answer)], env=environment, check=True)
            figures += [{"db": engine, **each} for each in json.loads(answer.read_text())]
    print(f"{'db':<10}{'what':<44}{'requests':>9}{'s':>8}{'kB down':>9}{'kB up':>8}{'CPU ms':>8}{'SQL':>6}")
    for row in figures:
        print(
            f"{row['db']:<10}{row['what']:<44}{row['requests']:>9}{row['seconds']:>8.2f}{row['down'] / 1000:>9.1f}"
            f"{row['up'] / 1000:>8.1f}{row['cpu_ms']:>8.0f}{row['statements']:>6}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
