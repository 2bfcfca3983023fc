"""``make bench-proposals``: how long proposals of 3,321 communes wait, and what asking costs. DB=sqlite,postgres, COMMUNES=3321."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from typing import Any

from bench import books, tables


def main() -> int:
    """Fill and measure on each database in processes of their own."""
    communes = os.environ.get("COMMUNES", "3321")
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in books.engines():
            folder, environment = books.filled(engine, f"proposals-{communes}", stack, "bench.proposals_fill", communes)
            answer = folder / tables.FIGURES
            books.run("bench.proposals_run", environment, str(answer))
            figures += [{"db": engine, **each} for each in json.loads(answer.read_text())]
    print(f"\n{'db':<10}{'what':<50}{'SQL':>5}{'CPU ms':>9}{'ms':>9}  asked")
    for row in figures:
        asked = tables.verdict(row["cpu_ms"], row["most"], "ms CPU") if row.get("most") else ""
        print(f"{row['db']:<10}{row['what']:<50}{row['statements']:>5}{row['cpu_ms']:>9.0f}{row['ms']:>9.0f}  {asked}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
