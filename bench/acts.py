"""``make bench-acts``: what every act of a dossier's life costs: SIZE=1m (the books of ``make bench``), DB=sqlite,postgres.

Acts are carried out by ``perform`` in this process, as a request would after it knows who asks: statements and processor
milliseconds are the act's alone. What a request adds shows in ``make bench``.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from typing import Any

from bench import books, tables

FIGURES = "acts.json"


def main() -> int:
    """Measure each database in a process of its own and print a line for each act."""
    rows: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in books.engines():
            for size in books.asked("SIZE", "10k"):
                folder, environment = books.filled(engine, size, stack, "bench.prepare", str(books.size_of(size)))
                answer = folder / FIGURES
                books.run("bench.acts_run", environment, str(answer))
                rows += [{"engine": engine, "size": size, **row} for row in json.loads(answer.read_text())]
    print(table(rows))
    return 0


def table(rows: list[dict[str, Any]]) -> str:
    """Return the acts of each database, dearest first; the last column says whether the limit of an act holds."""
    lines = [f"{'db':<10}{'size':<6}{'act':<26}{'times':>6}{'SQL':>6}{'app ms':>8}{'p50':>8}{'p95':>8}  asked"]
    for row in rows:
        asked = f"{tables.verdict(row['app_ms'], row['most_ms'], 'ms CPU')}" if row["most_ms"] else ""
        lines.append(
            f"{row['engine']:<10}{row['size']:<6}{row['act']:<26}{row['times']:>6}{row['statements']:>6}"
            f"{row['app_ms']:>8.1f}{row['p50']:>8.1f}{row['p95']:>8.1f}  {asked}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
