"""``make bench-morning``: the morning of a province: SIZE=1m (the books of ``make bench``), DB=postgres, MINUTES=10.

Ten dossiers a second are accepted by the receivers of all centres of the books, a hundred where they are large
(``bench/province.py``), while 300 staff, of each centre who receives, who examines and the director, open a list of theirs or
a dossier of their centre by turns, every ten seconds on average. Visits begin when they are due, whether or not those before are answered, and are timed from then:
a server that falls behind is charged for the waiting.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from typing import Any

from bench import books, tables

FIGURES = "morning.json"


def main() -> int:
    """Let the morning pass on each database, in a process of its own that is the load; print what was met."""
    with ExitStack() as stack:
        for engine in books.asked("DB", "postgres"):
            for size in books.asked("SIZE", "1m"):
                folder, environment = books.filled(engine, size, stack, "bench.prepare", str(books.size_of(size)))
                answer = folder / FIGURES
                books.run("bench.morning_run", environment, str(answer), os.environ.get("MINUTES", "10"))
                print(told(engine, size, json.loads(answer.read_text())))
    return 0


def told(engine: str, size: str, found: dict[str, Any]) -> str:
    """Return the morning in words and figures."""
    lines = [
        f"{engine} {size}: {found['minutes']:g} minutes, {found['staff']} staff of {found['centres']} centres, {found['cores']} cores"
    ]
    lines.append(f"{'':<8}{'due':>8}{'done':>8}{'/s':>7}{'4xx':>6}{'5xx':>6}{'p50':>8}{'p95':>8}{'p99':>8}  asked")
    for kind in ("reads", "writes"):
        row = found[kind]
        asked = ", ".join(
            tables.verdict(row[key], most, key) for key, most in zip(("p50", "p95", "p99"), row["most"], strict=True)
        )
        lines.append(
            f"{kind:<8}{row['due']:>8}{row['done']:>8}{row['done'] / found['seconds']:>7.1f}{row['refused']:>6}{row['failed']:>6}"
            f"{row['p50']:>8.1f}{row['p95']:>8.1f}{row['p99']:>8.1f}  {asked}"
        )
    cpu = found["cpu"]
    lines.append(
        "processor seconds a second: "
        + ", ".join(
            f"{name} {cpu[name] / found['seconds']:.2f}" for name in ("application", "database", "load generator")
        )
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
