"""``make bench-directives``: what the board of overdue directives of a province costs. DB=sqlite,postgres, DIRECTIVES=200000."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from typing import Any

from bench import books, tables


def main() -> int:
    """Fill and measure on each database in processes of their own."""
    count = os.environ.get("DIRECTIVES", "200000")
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in books.engines():
            folder, environment = books.filled(engine, f"directives-{count}", stack, "bench.directives_fill", count)
            answer = folder / tables.FIGURES
            books.run("bench.directives_run", environment, str(answer))
            figures += [{"db": engine, **each} for each in json.loads(answer.read_text())]
    print(f"\n{'db':<10}{'what':<50}{'SQL':>5}{'CPU ms':>9}{'ms':>9}  asked")
    for row in figures:
        asked = tables.verdict(row["cpu_ms"], row["most"], "ms CPU") if row.get("most") else ""
        print(f"{row['db']:<10}{row['what']:<50}{row['statements']:>5}{row['cpu_ms']:>9.0f}{row['ms']:>9.0f}  {asked}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
