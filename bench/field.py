"""``make bench-field``: a stock-take of 500 sent by a phone, and the phone's page over a 2G line. DB=sqlite,postgres."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from typing import Any

from bench import books, tables


def main() -> int:
    """Measure on each database in a process of its own; print the figures and whether what is asked holds."""
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in (engines := books.engines()):
            folder, environment = books.pointed_at(engine, "field", stack)
            answer = folder / tables.FIGURES
            books.run("bench.field_run", environment, str(answer), *(["line"] if engine == engines[0] else []))
            figures += [{"db": engine, **each} for each in json.loads(answer.read_text())]
    head = f"{'requests':>9}{'s':>8}{'kB down':>9}{'kB up':>8}{'CPU ms':>8}{'SQL':>6}  asked"
    print(f"\n{'db':<10}{'what':<50}{head}")
    for row in figures:
        asked = tables.verdict(row["seconds"], row["most"], "s") if row["most"] else ""
        print(
            f"{row['db']:<10}{row['what']:<50}{row['requests']:>9}{row['seconds']:>8.2f}{row['down'] / 1000:>9.1f}"
            f"{row['up'] / 1000:>8.1f}{row['cpu_ms']:>8.0f}{row['statements']:>6}  {asked}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
